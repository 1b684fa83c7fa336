"""Starts the program under test and ends it again."""

import atexit
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

TREE = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = pathlib.Path(os.environ.get("RHIZOME", TREE / ".build/debug/rhizome"))

# How long a node or the demo may take until it serves, in seconds.
PATIENCE = 120

_directories = []
_processes = []


def directory():
    """A directory that is gone after the tests; short, because sockets have short paths."""
    path = tempfile.mkdtemp(prefix="rzb-", dir="/tmp")
    _directories.append(path)
    return path


def free_ports(count):
    """The first of `count` neighbouring ports that nobody listens on."""
    for first in range(21_000 + os.getpid() % 20_000, 64_000, count):
        sockets = []
        try:
            for port in range(first, first + count):
                s = socket.socket()
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(("127.0.0.1", port))
                sockets.append(s)
            return first
        except OSError:
            continue
        finally:
            for s in sockets:
                s.close()
    raise RuntimeError("There are no free ports.")


def environment(home):
    return {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


class Process:
    """A running program whose lines can be waited for."""

    def __init__(self, arguments, home):
        self.lines = []
        self.arguments = arguments
        self.process = subprocess.Popen(
            [str(PROGRAM)] + arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env=environment(home), cwd=home,
            start_new_session=True)
        _processes.append(self)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def wait_for(self, pattern):
        """Waits for a line in which a pattern is found, and gives the match."""
        deadline = time.monotonic() + PATIENCE
        seen = 0
        while time.monotonic() < deadline:
            while seen < len(self.lines):
                found = re.search(pattern, self.lines[seen])
                seen += 1
                if found:
                    return found
            if self.process.poll() is not None and seen == len(self.lines):
                break
            time.sleep(0.02)
        said = "\n".join(self.lines[-20:])
        raise RuntimeError(f"{self.arguments} did not say {pattern!r}. It said:\n{said}")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def run(*arguments, home=None, patience=PATIENCE):
    """Runs the program to its end and gives what it printed."""
    done = subprocess.run(
        [str(PROGRAM), *arguments], capture_output=True, text=True, timeout=patience,
        env=environment(home or "/tmp"))
    if done.returncode != 0:
        raise RuntimeError(f"{arguments}: {done.stderr}{done.stdout}")
    return done.stdout


def stop_all():
    """Ends every process that the tests have started and removes their directories."""
    while _processes:
        _processes.pop().stop()
    while _directories:
        shutil.rmtree(_directories.pop(), ignore_errors=True)


atexit.register(stop_all)


class Chapter:
    """A chapter whose node runs: where it is, and how somebody gets in."""

    def __init__(self, name, data, address, links=None, people=None):
        self.name, self.data, self.address = name, data, address
        self.links, self.people = links or {}, people or {}
        # The links that came with a chapter hold for a quarter of an hour.
        self.links_hold_until = time.monotonic() + 600

    def run(self, *arguments):
        """Runs a command of the operator and gives its JSON."""
        return json.loads(run("--data", self.data, "--json", *arguments))

    def link(self, person):
        """A new sign-in link for somebody, by id, or for a role of the demo."""
        link = self.links.pop(person, None)
        if link and time.monotonic() < self.links_hold_until:
            return link
        return self.run("member", "sign-in", self.people.get(person, person))["url"]


class Demo:
    """The three chapters of `rhizome demo`."""

    def __init__(self):
        home = directory()
        self.process = Process(
            ["--json", "demo", "--data", f"{home}/d", "--port", str(free_ports(16))], home)
        report = json.loads(self.process.wait_for(r'^\{"chapters".*').group())
        people = json.loads(pathlib.Path(f"{home}/d/demo.json").read_text())["people"]
        self.chapters = [
            Chapter(
                c["name"], c["dataDirectory"], c["http"], dict(c["signIn"]),
                people[pathlib.Path(c["dataDirectory"]).name])
            for c in report["chapters"]]
