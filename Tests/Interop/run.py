"""Runs the test files side by side, a few at a time: they mostly wait for each other's nodes.

Words given are passed on: only tests with one of them in their names are run.
"""

import concurrent.futures
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
AT_ONCE = 3
FILE_LIMIT = 180
NO_TESTS = 5  # what newer versions of unittest say where no test has such a name


def run(module):
    words = [part for word in sys.argv[1:] for part in ("-k", word)]
    done = subprocess.run([sys.executable, "-m", "unittest", *words, module], cwd=HERE,
                          capture_output=True, text=True, timeout=FILE_LIMIT)
    return module, done.returncode in (0, NO_TESTS), done.stderr


def main():
    began, modules = time.monotonic(), sorted(file.stem for file in HERE.glob("*_tests.py"))
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(run, modules))
    for module, good, told in results:
        print(f"{module}: {told.strip().splitlines()[-1] if good else told}")
    print(f"{time.monotonic() - began:.0f} s")
    return 0 if all(good for _, good, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
