"""A linked member gone bad and a stranger, while honest people go on: nobody may notice them."""

import json
import pathlib
import subprocess
import sys

from harness.measuring import Honest, percentile
from harness.node import Broken, wait_until

ATTACKER = pathlib.Path(__file__).resolve().parent / "attacker.py"
RATE = 50_000
MEMORY = 64 << 20
MICROSECONDS = 5


class Attacker:
    """The process that attacks; it gives way to the nodes, as another machine would."""

    def __init__(self, scene, victim):
        text = victim.ask("POST", "/links/invitations", {"autoConfirm": True})["invitation"]
        self.log = open(scene.directory / "attacker.log", "wb")
        self.process = subprocess.Popen(
            ["nice", "-n", "5", sys.executable, str(ATTACKER), text], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log)
        scene.afterwards.callback(self.end)
        self.chapter = self.hear()["ready"]

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise Broken(f"the attacker gave up: see {self.log.name}")
        return json.loads(line)

    def begin(self, what, **more):
        self.process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self.process.stdin.flush()

    def end(self):
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.log):
            pipe.close()


class Attacking:
    def __init__(self, scene):
        self.scene = scene
        self.victim, self.friend = scene.chapters("Harbour", "Riverside", dial_only=("Riverside",))
        self.attacker = Attacker(scene, self.victim)
        self.honest = Honest(self.victim, self.friend)
        self.seconds = scene.count(8, 60)
        self.honest.measure(2)
        self.quiet = self.honest.measure(self.seconds)
        self.memory = self.victim.memory()[0]

    def suffer(self, what, name, **more):
        """One attack: how honest people fared meanwhile, and what it cost the victim."""
        self.attacker.begin("ready")
        self.attacker.hear()
        spent = self.victim.processor_seconds()
        self.attacker.begin(what, **more)
        answers, news = self.honest.measure(self.seconds)
        told = self.attacker.hear()
        spent = self.victim.processor_seconds() - spent
        if not self.victim.is_running:
            raise Broken(f"the node ended under {name}: {self.victim.last_words()}")
        for of, times, calm in (("answers", answers, self.quiet[0]), ("news", news, self.quiet[1])):
            p99, before99 = percentile(times, 0.99), percentile(calm, 0.99)
            self.scene.figure(f"{name}: {of} of the honest, p99", len(times),
                              f"{p99:.1f} ms, calm {before99:.1f} ms ({p99 / before99:.1f} times)",
                              "2 times", p99 <= 2 * before99)
        return told, spent

    def flood(self, what, name, resting):
        told, spent = self.suffer(what, name, seconds=self.seconds, rate=RATE)
        rate = told["sent"] / told["seconds"]
        self.scene.figure(f"{name}: frames sent", told["sent"], f"{rate:,.0f}/s",
                          f"{RATE:,}/s", rate >= 0.95 * RATE)
        # Most are refused unread, because the victim hangs up; each costs it something nevertheless.
        each = max(0, spent - resting) / max(1, told["sent"]) * 1e6
        self.scene.figure(f"{name}: processor time for each frame", told["sent"],
                          f"{each:.1f} µs", f"{MICROSECONDS} µs", each <= MICROSECONDS)


def run(scene):
    attacking = Attacking(scene)
    victim, seconds = attacking.victim, attacking.seconds
    spent = victim.processor_seconds()
    attacking.honest.measure(seconds)
    resting = victim.processor_seconds() - spent
    attacking.flood("garbage", "garbage", resting)
    attacking.flood("pings", "too many messages", resting)
    attacking.flood("replays", "replays", resting)
    attacking.suffer("forgeries", "bad signatures", seconds=seconds, rate=RATE)
    attacking.suffer("huge", "huge frames", seconds=seconds, rate=50)
    attacking.suffer("strangers", "strangers", seconds=seconds, rate=50)
    told, _ = attacking.suffer("stall", "one byte a second", seconds=seconds)
    if not told["greeted"] or told["carried"] > 2 * seconds + 10:
        raise Broken(f"the slow line was none: {told}")
    now, most, _ = victim.memory()
    scene.figure("memory of the attacked node, grown at most", 1,
                 f"{(most - attacking.memory) / 2**20:.0f} MiB, now "
                 f"{(now - attacking.memory) / 2**20:.0f}", "64 MiB",
                 most - attacking.memory <= MEMORY)
    attacking.attacker.begin("equivocate")
    attacking.attacker.hear()
    for node in (victim, attacking.friend):
        wait_until(lambda: any("two different histories" in one for one in node.warnings()),
                   f"{node.name} knows of the fork", 60)
    scene.figure("a fork by the attacker, known to all and cut", 2, "both others", "all")
    told = victim.status()["refused"]
    print("attack: refused " + ", ".join(f"{name} {count}" for name, count in told.items()))
