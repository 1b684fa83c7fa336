"""A thousand chapters: a million events fetched by a newcomer, a kill in the middle, and idling."""

import re
import sqlite3
import subprocess
import time

from harness.multitude import Multitude
from harness.node import Broken, wait_until

CHAPTERS = 1000
REST = 30
# The two real chapters' own events, of which each may have a few more than the other.
OWN = 20


def carried(node):
    """Bytes that the connections of a listening node have brought to others, by the kernel."""
    port = node.gossip.rsplit(":", 1)[1]
    told = subprocess.run(["ss", "-tinH", "sport", "=", f":{port}"], capture_output=True, text=True,
                          check=True).stdout
    return sum(int(found) for found in re.findall(r"bytes_acked:(\d+)", told))


class Backfill:
    def __init__(self, scene):
        self.scene, each = scene, scene.count(100, 1000)
        self.source, self.target = scene.node("Source").start(), scene.node("Target")
        self.target.gossip = None
        self.target.start()
        multitude = Multitude(scene, CHAPTERS)
        for node in (self.source, self.target):
            began = time.monotonic()
            multitude.take_in(node)
            print(f"backfill: {node.name} took {time.monotonic() - began:.0f} s to join")
        multitude.first.close()
        self.source.stop()
        self.target.stop()
        self.count = multitude.lay_in(self.source.data / "rhizome.sqlite", each)
        self.clean = self.scene.directory / "clean"
        self.target.copy(self.clean)

    def held(self, node=None):
        """How many events a node holds; read beside it, so that asking costs it nothing."""
        path = (node or self.target).data / "rhizome.sqlite"
        store = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        try:
            return store.execute("SELECT sum(seq) FROM feed").fetchone()[0]
        finally:
            store.close()

    def fetch(self, kill_at=None):
        """Fetches everything: seconds, bytes that came, memory at most; killed once if asked."""
        self.source.start(seconds=120)
        goal = self.held(self.source) - OWN
        self.target.start(seconds=120)
        began, first = time.monotonic(), self.held()
        came, deadline = 0, began + 600
        while (held := self.held()) < goal:
            if time.monotonic() > deadline:
                raise Broken(f"{held} of {goal} events after 600 s")
            if kill_at and held - first > kill_at * self.count:
                kill_at, came = None, carried(self.source)
                self.target.kill()
                self.target.start(seconds=120)
            time.sleep(0.25)
        took = time.monotonic() - began
        came += carried(self.source)
        memory = self.target.memory()[1]
        return took, came, memory

    def forget(self):
        """The newcomer is one again."""
        self.target.stop()
        self.source.stop()
        subprocess.run(["rm", "-r", str(self.target.data)], check=True)
        subprocess.run(["cp", "-r", str(self.clean), str(self.target.data)], check=True)

    def idle(self):
        """What a thousand on the roster cost while nothing happens."""
        time.sleep(10)
        spent, came = self.target.processor_seconds(), carried(self.source)
        time.sleep(REST)
        spent = (self.target.processor_seconds() - spent) / REST * 100
        return spent, (carried(self.source) - came) / REST


def run(scene):
    backfill = Backfill(scene)
    took, came, memory = backfill.fetch()
    scene.figure(f"{backfill.count:,} events of {CHAPTERS:,} feeds, fetched", backfill.count,
                 f"{took:.1f} s, {came / 2**20:.0f} MiB, {memory / 2**20:.0f} MiB of memory",
                 "40 s and 300 MB for 1,000,000", took <= 40 and memory <= 300e6)
    spent, bytes_a_second = backfill.idle()
    backfill.target.stop()
    backfill.target.start(seconds=120)
    wait_until(lambda: backfill.target.is_linked(backfill.source), "they are linked", 60)
    backfill.idle()
    memory, _, own = backfill.target.memory()
    scene.figure(f"idle with {CHAPTERS:,} on the roster", 1,
                 f"{spent:.2f} % of a core, {bytes_a_second:.1f} B/s on its link, "
                 f"{memory / 2**20:.0f} MiB, {own / 2**20:.0f} besides the program",
                 "1 %, 20 B/s, 60 MB",
                 spent <= 1 and bytes_a_second <= 20 and memory <= 60e6)
    backfill.forget()
    _, again, _ = backfill.fetch(kill_at=0.5)
    more = (again - came) / came * 100
    scene.figure("the same with a kill in the middle: fetched twice", 1, f"{more:.1f} %", "1 %",
                 more <= 1)
