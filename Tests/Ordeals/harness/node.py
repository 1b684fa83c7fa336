"""One real node: a data directory and, while it is served, a process of its own."""

import datetime
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import time

from .api import Refused, ask

START_LIMIT, STOP_LIMIT = 30, 20


class Broken(Exception):
    """Something that must hold does not; said in one line."""


def wait_until(condition, what, seconds=30, every=0.02):
    """What the condition gives once it gives something; otherwise Broken."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Broken(f"it never came to pass that {what} ({seconds:g} s)")
        time.sleep(every)


class Node:
    """A chapter's node. `before` stands before the program: strace, faketime, ip netns exec."""

    def __init__(self, program, data, name):
        self.program, self.data, self.name = program, pathlib.Path(data), name
        self.process, self.gossip, self.log = None, "127.0.0.1:0", self.data.parent / f"{name}.log"
        self.environment, self.options, self.before = {}, [], []

    def make(self):
        done = subprocess.run(
            [self.program, "--data", self.data, "--json", "init", "--name", self.name,
             "--profile", "union-local", "--coordinator", "Alice <alice@example.org>"],
            capture_output=True, text=True, timeout=START_LIMIT, check=False)
        if done.returncode:
            raise Broken(f"init of {self.name}: {done.stderr.strip()}")
        self.id = json.loads(done.stdout)["chapterID"]
        return self

    # The process

    def begin(self, before=()):
        """Starts `serve` without waiting for it."""
        (self.data / "control.sock").unlink(missing_ok=True)
        gossip = ["--gossip", self.gossip] if self.gossip else []
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*before, *self.before, self.program, "--data", self.data, "--json", "serve",
                 "--http", "127.0.0.1:0", *gossip, *self.options],
                stdout=subprocess.PIPE, stderr=log, start_new_session=True,
                env={**os.environ, **self.environment})
        return self

    def ready(self, seconds=START_LIMIT):
        """Waits for the first line of `serve`; false where the process ended before it."""
        deadline, line = time.monotonic() + seconds, b""
        while not line.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise Broken(f"{self.name} did not start within {seconds:g} s: {self.last_words()}")
            piece = os.read(self.process.stdout.fileno(), 65536)
            if not piece:
                return False
            line += piece
        try:
            told = json.loads(line)
        except ValueError:
            raise Broken(f"{self.name} began with {line!r}") from None
        self.http = told["http"]
        if self.gossip:
            self.gossip = told["gossip"].removeprefix("tcp://")
        return True

    def start(self, before=(), seconds=START_LIMIT):
        self.begin(before)
        if not self.ready(seconds):
            code = self.process.wait()
            self.end()
            raise Broken(f"{self.name} did not start (exit {code}): {self.last_words()}")
        return self

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self):
        """The node's own process, below whatever stands before it."""
        pid = self.process.pid
        if not self.is_running:
            raise ProcessLookupError(f"{self.name} has ended with {self.process.returncode}")
        while True:
            children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            if os.readlink(f"/proc/{pid}/exe") == os.path.realpath(self.program) or not children:
                return pid
            pid = int(children[0])

    def stop(self):
        """Ends it as a service manager would."""
        if self.is_running:
            os.kill(self.pid, signal.SIGTERM)
            try:
                self.process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self.end()
                raise Broken(f"{self.name} did not stop within {STOP_LIMIT} s") from None
        self.end()

    def kill(self):
        """Ends it without a word."""
        if self.is_running:
            try:
                os.kill(self.pid, signal.SIGKILL)
                self.process.wait(STOP_LIMIT)
            except (OSError, subprocess.TimeoutExpired):
                pass
        self.end()

    def end(self):
        """Makes sure that nothing of it runs; what it had is left."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process.stdout.close()
        self.process = None

    def last_words(self):
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else "nothing in its log"

    # What it is asked

    def ask(self, method, target, body=None, seconds=10):
        return ask(self.data / "control.sock", method, target, body, seconds)

    def status(self):
        return self.ask("GET", "/status")

    def plan(self, title, audience="linked", agenda="", seconds=10):
        """Plans a meeting; its id, once it is acknowledged."""
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=9)
        end = start + datetime.timedelta(hours=2)
        return self.ask("POST", "/meetings", {
            "title": title, "start": start.isoformat(), "end": end.isoformat(),
            "timeZone": "Europe/Madrid", "place": "The hall", "agenda": agenda,
            "audience": audience}, seconds)["meetingID"]

    def titles(self):
        return [one["title"] for one in self.ask("GET", "/meetings?when=all", seconds=30)]

    def sees(self, meeting):
        try:
            return bool(self.ask("GET", f"/meetings/{meeting}"))
        except Refused as refusal:
            if refusal.status == 404:
                return False
            raise

    def seq_of(self, other, status=None):
        """How many events of a chapter's latest epoch it holds."""
        feeds = [feed for feed in (status or self.status())["feeds"]
                 if feed["chapterID"] == other.id]
        return max(feeds, key=lambda feed: feed["epoch"])["seq"] if feeds else 0

    def held(self):
        """All that it holds: (chapter, epoch) and how far."""
        return sorted((feed["chapterID"], feed["epoch"], feed["seq"])
                      for feed in self.status()["feeds"])

    def is_linked(self, other, status=None):
        return any(link["chapterID"] == other.id and link["state"] == "connected"
                   for link in (status or self.status())["links"])

    def warnings(self):
        return self.status()["warnings"]

    def high_water(self):
        """(epoch, seq, id) of the high-water file; None without one."""
        try:
            words = (self.data / "high-water").read_text().split()
        except FileNotFoundError:
            return None
        return int(words[0]), int(words[1]), words[2]

    def memory(self):
        """Resident memory in bytes: now, at most, and what of it is no page of a file."""
        text = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return tuple(int(re.search(rf"{name}:\s+(\d+)", text)[1]) * 1024
                     for name in ("VmRSS", "VmHWM", "RssAnon"))

    def processor_seconds(self):
        words = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def copy(self, to):
        shutil.copytree(self.data, to, symlinks=True,
                        ignore=shutil.ignore_patterns("control.sock"))


def link(inviter, guest, other_founder=None):
    """Links two nodes; from the fifth chapter on a second founder says yes too."""
    text = inviter.ask("POST", "/links/invitations", {"autoConfirm": True})["invitation"]
    guest.ask("POST", "/links", {"invitation": text, "yes": True}, seconds=30)
    if other_founder:
        wait_until(lambda: any(one["chapterID"] == guest.id
                               for one in other_founder.ask("GET", "/links")),
                   f"{other_founder.name} hears of {guest.name}")
        for one in other_founder.ask("GET", "/links"):
            if one["chapterID"] == guest.id and one["state"] not in ("connected", "unreachable"):
                try:
                    other_founder.ask("POST", f"/links/{guest.id}/confirmation")
                except Refused as refusal:
                    if refusal.status != 404:
                        raise


def linked(*nodes, seconds=30):
    """Waits until each of them is linked with each other."""
    for node in nodes:
        wait_until(lambda: (lambda told: all(node.is_linked(other, told) for other in nodes
                                             if other is not node))(node.status()),
                   f"{node.name} is linked with all others", seconds)


def agree(*nodes, seconds=60):
    """Waits until all of them hold the same; gives what that is."""
    wait_until(lambda: all(node.held() == nodes[0].held() for node in nodes[1:]),
               "all hold the same", seconds, every=0.1)
    return nodes[0].held()
