"""A full disk and a broken one: the node serves what it has, says so, and goes on afterwards."""

import shutil
import time

from harness import tracing
from harness.api import Refused
from harness.node import Broken, agree, linked, wait_until
from harness.pages import Coordinator

DATABASE = ("rhizome.sqlite", "rhizome.sqlite-wal")
HIGH_WATER = ("high-water", "high-water.new")
CALLS = "openat," + tracing.WRITES
WRITING = tracing.WRITES
AGAIN = 60
PAGES = ("/", "/people", "/meetings", "/chapters", "/groups", "/votes")


class Filling:
    """A node whose disk takes nothing for a while, and one that is linked with it."""

    def __init__(self, scene):
        self.scene, self.number, self.acknowledged = scene, 0, []
        self.node, self.peer = scene.chapters("Harbour", "Riverside", dial_only=("Riverside",))
        self.coordinator = Coordinator(self.node)

    def plan(self, node):
        self.number += 1
        return node.plan(f"Meeting {self.number}", agenda="x" * 500)

    def acknowledge(self):
        meeting = self.plan(self.node)
        self.acknowledged.append(meeting)
        return meeting

    def older_peer(self):
        """The other chapter forgets the last meeting: it will ask the full node for it."""
        self.peer.stop()
        copy = self.scene.directory / "older"
        shutil.rmtree(copy, ignore_errors=True)
        self.peer.copy(copy)
        meeting = self.acknowledge()
        self.peer.start()
        wait_until(lambda: self.peer.sees(meeting), "the other chapter has it")
        self.peer.stop()
        shutil.rmtree(self.peer.data)
        shutil.copytree(copy, self.peer.data)
        return meeting

    def refused(self):
        """The words with which a write is refused."""
        try:
            meeting = self.plan(self.node)
        except Refused as refusal:
            if refusal.status != 503 or len(refusal.sentence) < 20:
                raise Broken(f"a write on a full disk is answered with: {refusal}") from None
            return refusal.sentence
        raise Broken(f"a write on a full disk was acknowledged: {meeting}")

    def endure(self, error):
        """All writes to the database fail; what the node said, and when it had caught up."""
        served = self.older_peer()
        tracer = tracing.attach(self.node, WRITING, f"error={error}:when=1+",
                                self.scene.directory / f"strace-{error}", DATABASE)
        try:
            said = self.refused()
            if any(not self.node.sees(one) for one in self.acknowledged):
                raise Broken("a full node does not show what it has")
            self.peer.start()
            linked(self.node, self.peer)
            wait_until(lambda: self.peer.sees(served), "a full node serves what it has", 30)
            wait_until(lambda: not self.peer.warnings(), "the other chapter may write", 30)
            late = self.plan(self.peer)
            warned = wait_until(self.node.warnings, "the node says that it cannot write", 30)
            for page in PAGES:
                self.coordinator.read(page)
            if warned[0].split(":")[0] not in self.coordinator.read("/chapters"):
                raise Broken("no page says that nothing can be written")
            self.refused()
            if self.node.sees(late):
                raise Broken("the disk took something")
        finally:
            tracing.release(tracer)
        began = time.monotonic()
        wait_until(lambda: self.takes_again(), "it writes again, without a restart", AGAIN)
        writes = time.monotonic() - began
        wait_until(lambda: self.node.sees(late), "what others shared meanwhile has come", AGAIN)
        heard = time.monotonic() - began
        wait_until(lambda: not self.node.warnings(), "the warning is gone", AGAIN)
        agree(self.node, self.peer)
        self.node.kill()
        self.node.start()
        if lost := [one for one in self.acknowledged if not self.node.sees(one)]:
            raise Broken(f"{len(lost)} acknowledged meetings of {len(self.acknowledged)} are lost")
        linked(self.node, self.peer)
        return said, warned[0], writes, heard

    def takes_again(self):
        try:
            return self.acknowledge()
        except Refused as refusal:
            if refusal.status != 503:
                raise
            return None

    def endure_high_water(self, error):
        """Only the high-water file fails: what was committed is acknowledged, and people hear."""
        tracer = tracing.attach(self.node, CALLS, f"error={error}:when=1+",
                                self.scene.directory / f"strace-{error}-high", HIGH_WATER)
        try:
            meeting = self.acknowledge()
            warned = wait_until(self.node.warnings, "the node says that its record is behind", 10)
        finally:
            tracing.release(tracer)
        wait_until(lambda: self.peer.sees(meeting), "the other chapter has it")
        self.acknowledge()
        wait_until(lambda: not self.node.warnings(), "the warning is gone", 10)
        if self.node.high_water()[1] != self.node.seq_of(self.node):
            raise Broken("the high-water file is behind")
        return warned[0]


def run(scene):
    filling = Filling(scene)
    for error in ("ENOSPC", "EIO"):
        said, warned, writes, heard = filling.endure(error)
        print(f"disk: {error}: “{said}” and “{warned}”")
        scene.figure(f"{error} on the database: reads and serves, refuses in words", 1,
                     "0 lost, no restart")
        scene.figure(f"{error}: writes again after", 1, f"{writes:.1f} s")
        scene.figure(f"{error}: has what others shared meanwhile after", 1, f"{heard:.1f} s")
        warned = filling.endure_high_water(error)
        print(f"disk: {error} on the high-water file: “{warned}”")
        scene.figure(f"{error} on the high-water file: acknowledged, said, made good", 1, "yes")
