"""Drives a real node: the debug build, through its command line and --json."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("RHIZOME", str(ROOT / ".build" / "debug" / "rhizome"))
COMMAND_LIMIT, START_LIMIT = 20, 20


class RealNode:
    """A chapter in a temporary directory, served on free ports of loopback."""

    def __init__(self, name):
        self.folder = tempfile.TemporaryDirectory(prefix="rhizome-interop-")
        self.data = pathlib.Path(self.folder.name) / "chapter"
        self.process, self.gossip = None, "127.0.0.1:0"
        self.id = bytes.fromhex(self.run("init", "--name", name, "--profile", "union-local",
                                         "--coordinator", "Alice <alice@example.org>")
                                ["chapterID"])

    def run(self, *words):
        """One command's JSON."""
        done = subprocess.run([PROGRAM, "--data", str(self.data), "--json", *words],
                              capture_output=True, text=True, timeout=COMMAND_LIMIT)
        if done.returncode != 0:
            raise AssertionError(f"rhizome {' '.join(words)}: {done.stderr or done.stdout}")
        return json.loads(done.stdout)

    def begin(self, *words):
        """A command that goes on while the second node answers."""
        return subprocess.Popen([PROGRAM, "--data", str(self.data), "--json", *words],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def start(self, listens=True):
        """Starts `serve`, at the same port as before, and waits for its first line."""
        self.log = open(self.data.parent / "log", "a")
        self.process = subprocess.Popen(
            [PROGRAM, "--data", str(self.data), "--json", "serve", "--http", "127.0.0.1:0",
             *(["--gossip", self.gossip] if listens else [])],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        alarm = threading.Timer(START_LIMIT, self.process.kill)
        alarm.start()
        line = self.process.stdout.readline()
        alarm.cancel()
        if not line:
            raise AssertionError(f"serve did not start: {self.read_log()}")
        told = json.loads(line)
        if listens:
            self.gossip = told["gossip"].removeprefix("tcp://")
        return told

    def read_log(self):
        return (self.data.parent / "log").read_text()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process:
            self.process.stdout.close()
            self.log.close()
        self.process = None

    def remove(self):
        self.stop()
        self.folder.cleanup()

    # What it says

    def status(self):
        return self.run("status")

    def refused(self, verdict):
        return self.status()["refused"].get(verdict, 0)

    def seq_of(self, chapter, epoch=0):
        """How far it holds this feed."""
        return next((feed["seq"] for feed in self.status()["feeds"]
                     if feed["chapterID"] == chapter.hex() and feed["epoch"] == epoch), 0)

    def meetings(self):
        return self.run("meeting", "list")
