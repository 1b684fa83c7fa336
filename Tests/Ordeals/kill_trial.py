"""kill -9 at every write: start, append, receive and stop, each at its 1st, 2nd, 3rd... write.

After each kill the node starts again. It must start, hold all that it has acknowledged, find its
high-water file in order, go on with its feed where it was, and no other chapter may find a fork.
"""

import os
import signal
import subprocess

from harness import tracing
from harness.api import Refused
from harness.node import Broken, agree, linked, wait_until

CHECKED_WHOLE_EVERY = 50
RESTORED = "this node asks the linked chapters before it writes"


class Killing:
    """A node that is killed again and again, and one beside it that looks on."""

    def __init__(self, scene):
        self.scene, self.kills, self.points = scene, 0, set()
        self.peer, self.node = scene.chapters("Riverside", "Harbour", dial_only=("Harbour",))
        self.acknowledged, self.unseen, self.theirs = [], [], []
        self.number, self.log = 0, scene.directory / "strace"
        self.turns = {(phase, calls): 1 for phase in ("start", "append", "receive", "stop")
                      for calls in (tracing.WRITES, tracing.COMMITS)}

    def title(self):
        self.number += 1
        return f"Meeting {self.number}"

    def append(self):
        """Plans a meeting; false where the node did not live to say that it did."""
        try:
            meeting = self.node.plan(self.title(), agenda="x" * self.scene.random.choice([0, 900]))
        except Refused as refusal:
            if refusal.status:
                raise Broken(f"refused: {refusal}") from None
            self.node.process.wait(10)
            return False
        self.acknowledged.append(meeting)
        self.unseen.append(meeting)
        return True

    def attack(self, phase, calls, turn):
        """Lets a phase run with a kill at its `turn`-th write; whether it was killed."""
        fault = f"signal=KILL:when={turn}"
        self.log.unlink(missing_ok=True)
        if phase == "start":
            self.node.kill()
            self.node.begin([*tracing.words(self.node, calls, fault, self.log), "--seccomp-bpf"])
            if not self.node.ready() or not (self.append() and self.append()):
                self.node.process.wait(10)
        else:
            tracer = tracing.attach(self.node, calls, fault, self.log)
            try:
                getattr(self, phase)()
            finally:
                tracing.release(tracer)
        told = self.log.read_text(errors="replace") if self.log.exists() else ""
        was_killed = "SIGKILL" in told or "INJECTED" in told
        try:  # it may still be dying
            code = self.node.process.wait(10 if was_killed else 0.1)
        except subprocess.TimeoutExpired:
            return False
        if code not in (-signal.SIGKILL, 0) or code == 0 and phase != "stop":
            raise Broken(f"the node ended by itself, with {code}: {self.node.last_words()}")
        self.node.end()
        return code != 0

    def receive(self):
        """What the other chapter writes comes in, two runs of it."""
        for _ in range(2):
            meeting = self.peer.plan(self.title(), agenda="y" * 300)
            self.theirs.append(meeting)
            wait_until(lambda: not self.node.is_running or self.knows(meeting), "it is here", 20)
        self.await_end()

    def await_end(self):
        """Gives a node that was killed a moment to be gone."""
        try:
            self.node.process.wait(0.05)
        except subprocess.TimeoutExpired:
            pass

    def knows(self, meeting):
        try:
            return self.node.sees(meeting)
        except Refused:
            return False

    def stop(self):
        try:
            os.kill(self.node.pid, signal.SIGTERM)
        except OSError:  # killed already, at a write that nobody asked for
            pass
        self.node.process.wait(20)

    def check(self):
        """What must hold after a kill."""
        size = self.node.log.stat().st_size
        self.node.start()
        told = self.node.log.read_text(errors="replace")[size:]
        if RESTORED in told:
            raise Broken("a kill was taken for a restored backup: " + told.splitlines()[0][:200])
        linked(self.node, self.peer)
        wait_until(lambda: not self.node.warnings(), "the node may write again", 20)
        lost = [one for one in self.unseen if not self.node.sees(one)]
        if lost:
            raise Broken(f"{len(lost)} of {len(self.unseen)} acknowledged meetings are lost")
        self.unseen = []
        status = self.node.status()
        reached = self.node.seq_of(self.node, status)
        epoch, seq, _ = self.node.high_water()
        if epoch or seq > reached:
            raise Broken(f"high-water at {epoch}.{seq}, the feed at {reached}")
        self.node.plan(self.title())
        wait_until(lambda: self.peer.seq_of(self.node) == self.node.seq_of(self.node) > reached,
                   "the other chapter follows the feed", 20)
        if warnings := self.peer.warnings():
            raise Broken(f"the other chapter warns: {warnings[0]}")

    def check_whole(self):
        """All that was ever acknowledged, and every signature."""
        agree(self.node, self.peer)
        for one in (self.node, self.peer):
            if not one.ask("GET", "/feeds/verdict", seconds=60)["valid"]:
                raise Broken(f"the feeds of {one.name} are not valid")
        ids = {one["meetingID"] for one in self.node.ask("GET", "/meetings?when=all", seconds=60)}
        for who, meetings in (("own", self.acknowledged), ("received", self.theirs)):
            if lost := [one for one in meetings if one not in ids]:
                raise Broken(f"{len(lost)} {who} meetings of {len(meetings)} are lost")

    def turn(self, phase, calls):
        """One trial; the next one of this phase is a write later, or begins anew."""
        if not self.attack(phase, calls, self.turns[phase, calls]):
            self.turns[phase, calls] = 1
            if phase in ("start", "stop") and not self.node.is_running:
                self.check()
            elif phase == "start":
                self.node.kill()
                self.check()
            return
        self.points.add((phase, tracing.killed_at(self.log)))
        self.turns[phase, calls] += 1
        self.kills += 1
        self.check()
        if self.kills % CHECKED_WHOLE_EVERY == 0:
            self.check_whole()


def run(scene):
    killing, goal = Killing(scene), scene.count(300, 10_000)
    try:
        while killing.kills < goal and scene.has_time:
            for phase, calls in killing.turns:
                killing.turn(phase, calls)
        killing.check_whole()
    finally:
        scene.figure("kills at writes, after which all was there", killing.kills,
                     f"{len(killing.points)} places, {len(killing.acknowledged)} acknowledged, "
                     "0 lost, 0 forks", "10,000 and 0", killing.kills >= goal)
