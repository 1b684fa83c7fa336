"""Wrong clocks: a node in 2090, in 1970, with a clock that stands, and with one that jumps back.

The others keep to their own time, everybody goes on hearing everybody, and the node comes back to
its senses with the right time.
"""

import datetime
import pathlib
import time

from harness.node import Broken, agree, linked, wait_until

LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
PULL = 10 * 60
SOON = 5


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


class Clocks:
    """Harbour, whose clock is wrong, and two whose clocks are right."""

    def __init__(self, scene):
        self.scene, self.number = scene, 0
        self.node, self.peer, self.third = scene.chapters("Harbour", "Riverside", "Hillside")
        self.file = scene.directory / "now"
        self.file.write_text("+0\n")

    def set_clock(self, what):
        """Another clock for the next start; `+0` is the right one."""
        self.file.write_text(f"{what}\n")
        self.node.environment = {} if what == "+0" else {
            "LD_PRELOAD": LIBRARY, "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1"}
        # Started by Python itself, the program under this library sees no arguments.
        self.node.before = ["sh", "-c", 'exec "$@"', "sh"] if self.node.environment else []

    def restart(self):
        self.node.stop()
        self.node.start()
        linked(self.node, self.peer, self.third, seconds=60)
        wait_until(lambda: not self.node.warnings(), "the node may write", 60)

    def talk(self, seconds=SOON):
        """Each plans a meeting, and each of the others sees it soon."""
        nodes = (self.node, self.peer, self.third)
        for node in nodes:
            self.number += 1
            meeting = node.plan(f"Meeting {self.number}")
            for other in nodes:
                wait_until(lambda: other.sees(meeting),
                           f"{other.name} hears of what {node.name} plans", seconds)

    def find(self):
        """What was not pushed is found too: the two that are right are told only by comparing."""
        self.peer.stop()
        self.number += 1
        meeting = self.node.plan(f"Meeting {self.number}")
        self.peer.start()
        wait_until(lambda: self.peer.sees(meeting), "what was missed is found", 60)

    def last_time(self, node, of):
        events = node.ask("GET", f"/events?chapter={of.id}&from={node.seq_of(of)}&limit=1")
        return moment(events[-1]["time"])

    def check_others(self):
        """Nobody's own events are more than ten minutes ahead because of somebody else's clock."""
        ahead = max(self.last_time(node, node) - time.time() for node in (self.peer, self.third))
        if ahead > PULL + 5:
            raise Broken(f"another chapter was pulled {ahead:.0f} s ahead")
        return ahead

    def check_all(self):
        agree(self.node, self.peer, self.third, seconds=90)
        for node in (self.node, self.peer, self.third):
            if not node.ask("GET", "/feeds/verdict", seconds=60)["valid"]:
                raise Broken(f"the feeds of {node.name} are not valid")
            wait_until(lambda: not node.warnings(), f"{node.name} has nothing to warn of", 60)


def run(scene):
    if not pathlib.Path(LIBRARY).exists():
        raise Broken(f"{LIBRARY} is not there: scripts/bootstrap soak")
    clocks = Clocks(scene)
    clocks.talk()
    for clock, name in (("@2090-01-01 00:00:00", "in 2090"), ("@1970-01-02 00:00:00", "in 1970"),
                        ("2026-01-01 12:00:00", "that stands")):
        clocks.set_clock(clock)
        clocks.restart()
        clocks.talk()
        clocks.find()
        ahead = clocks.check_others()
        clocks.check_all()
        scene.figure(f"a clock {name}: all hear all, others ahead by at most", 1,
                     f"{max(0, ahead):.0f} s", "600 s")
        clocks.set_clock("+0")
        clocks.restart()
        clocks.talk()
        scene.figure(f"a clock {name} that was put right: all hear all", 1, "yes")
    for jump, name in (("-3600", "back an hour"), ("+86400", "forth a day")):
        clocks.set_clock("-0")
        clocks.restart()
        clocks.talk()
        clocks.file.write_text(f"{jump}\n")
        clocks.talk()
        began = time.monotonic()
        clocks.find()
        clocks.check_others()
        clocks.check_all()
        # Long enough for links to end that nobody says anything on.
        time.sleep(scene.count(0, 60))
        clocks.talk(seconds=60)
        scene.figure(f"a clock that jumps {name} while it runs: what was missed is found after", 1,
                     f"{time.monotonic() - began:.0f} s", "60 s")
