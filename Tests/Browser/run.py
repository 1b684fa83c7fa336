"""Runs the browser tests: one demo, one browser, every test in order of its name.

`run.py WORD...` runs the tests whose names have one of the words in them.
"""

import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from stage import program, shared  # noqa: E402


class Result(unittest.TextTestResult):
    """Says each test as a sentence with the seconds that it took."""

    began = 0.0

    def startTest(self, test):
        self.began = time.monotonic()
        unittest.TestResult.startTest(self, test)

    def say(self, mark, test):
        """One line."""
        seconds = time.monotonic() - self.began
        self.stream.writeln(f"{mark} {test.shortDescription() or test.id()} ({seconds:.1f} s)")
        self.stream.flush()

    def addSuccess(self, test):
        unittest.TestResult.addSuccess(self, test)
        self.say("✔", test)

    def addFailure(self, test, err):
        unittest.TestResult.addFailure(self, test, err)
        self.say("✘", test)

    def addError(self, test, err):
        unittest.TestResult.addError(self, test, err)
        self.say("✘", test)

    def addSubTest(self, test, subtest, err):
        unittest.TestResult.addSubTest(self, test, subtest, err)
        if err:
            self.say("✘", subtest)


def chosen(suite, words):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from chosen(item, words)
        elif not words or any(word in item.id() for word in words):
            yield item


def main():
    if not program.PROGRAM.exists():
        sys.exit(f"There is no {program.PROGRAM}. Build it first: swift build --product rhizome")
    found = unittest.defaultTestLoader.discover(str(HERE), pattern="*_tests.py")
    suite = unittest.TestSuite(chosen(found, sys.argv[1:]))
    if suite.countTestCases() == 0:
        sys.exit("No test has such a name.")
    began = time.monotonic()
    try:
        shared.demo()
        result = unittest.TextTestRunner(resultclass=Result, verbosity=0).run(suite)
    finally:
        shared.end()
    print(f"The browser tests took {time.monotonic() - began:.0f} s.")
    sys.exit(0 if result.wasSuccessful() else 1)


main()
