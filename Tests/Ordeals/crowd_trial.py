"""Twenty-four real nodes: on loopback, and on a bad network that falls apart and heals."""

import concurrent.futures
import time

from harness.measuring import Looking, percentile
from harness.network import Network
from harness.node import Broken, agree, link, linked, wait_until

COUNT = 24
IDLE = 20


class Crowd:
    """Chapters that all belong together."""

    def __init__(self, scene, count, network=None):
        self.scene, self.number = scene, 0
        self.nodes = []
        for number in range(1, count + 1):
            node = scene.node(f"Local{number}{'N' if network else ''}")
            if network:
                node.before, node.gossip = network.before(number), f"{network.address(number)}:7400"
            self.nodes.append(node.start(seconds=60))
            if number > 1:
                founder = self.nodes[1] if number > 4 else None
                link(self.nodes[0], node, founder)
        linked(*self.nodes, seconds=180)
        wait_until(lambda: not any(node.warnings() for node in self.nodes), "all may write", 60)

    def plan(self, node):
        self.number += 1
        return node.plan(f"Meeting {self.number}")

    def latency(self, times, late=30):
        """From the answer to who planned until the last of the others shows it, in ms."""
        found, lookers = [], {node: Looking(node) for node in self.nodes}
        for number in range(times):
            author = self.nodes[number % len(self.nodes)]
            meeting, began = self.plan(author), time.monotonic()
            waiting = [node for node in self.nodes if node is not author]
            while waiting and time.monotonic() - began < late:
                waiting = [node for node in waiting if not lookers[node].sees(meeting)]
            found.append((time.monotonic() - began) * 1000)
        for looking in lookers.values():
            looking.close()
        return found

    def all_at_once(self, each):
        """Everybody plans at the same time; how long until all agree."""
        def many(node):
            return [self.plan(node) for _ in range(each)]

        with concurrent.futures.ThreadPoolExecutor(len(self.nodes)) as pool:
            meetings = [one for part in pool.map(many, self.nodes) for one in part]
        began = time.monotonic()
        agree(*self.nodes, seconds=180)
        took = time.monotonic() - began
        for node in self.nodes:
            ids = {one["meetingID"] for one in node.ask("GET", "/meetings?when=all", seconds=60)}
            if lost := [one for one in meetings if one not in ids]:
                raise Broken(f"{node.name} lacks {len(lost)} of {len(meetings)} meetings")
        return len(meetings), took

    def end(self):
        for node in self.nodes:
            node.stop()


def on_loopback(scene):
    began = time.monotonic()
    crowd = Crowd(scene, COUNT)
    scene.figure(f"{COUNT} nodes on loopback: linked each with each after", COUNT,
                 f"{time.monotonic() - began:.0f} s")
    spent = [node.processor_seconds() for node in crowd.nodes]
    time.sleep(IDLE)
    idle = [(node.processor_seconds() - before) / IDLE * 100
            for node, before in zip(crowd.nodes, spent)]
    memory, _, own = (most / 2**20 for most in max(node.memory() for node in crowd.nodes))
    scene.figure("idle, each linked with 23: processor, the busiest", COUNT, f"{max(idle):.2f} %",
                 "1 %", max(idle) <= 1)
    scene.figure("idle: memory, the largest", COUNT, f"{memory:.0f} MiB, {own:.0f} besides the program",
                 "60 MB",
                 memory <= 60e6 / 2**20)
    times = crowd.latency(scene.count(48, 480))
    scene.figure("loopback: commit until all show it, p50 and p99", len(times),
                 f"{percentile(times, 0.5):.0f} and {percentile(times, 0.99):.0f} ms",
                 "60 and 300 ms", percentile(times, 0.5) <= 60 and percentile(times, 0.99) <= 300)
    meetings, took = crowd.all_at_once(scene.count(4, 40))
    scene.figure("loopback: all plan at once, all agree after", meetings, f"{took:.1f} s")
    crowd.end()


def on_a_bad_network(scene):
    network = Network(scene, COUNT)
    how = "netem" if network.has_netem else "the switch"
    crowd = Crowd(scene, COUNT, network)
    times = crowd.latency(scene.count(24, 240))
    scene.figure(f"40 ± 20 ms, 2 % lost ({how}): commit until all show it, p50 and p99",
                 len(times),
                 f"{percentile(times, 0.5):.0f} and {percentile(times, 0.99):.0f} ms")
    meetings, took = crowd.all_at_once(scene.count(2, 20))
    scene.figure("the same: all plan at once, all agree after", meetings, f"{took:.1f} s")
    half = range(1, COUNT // 2 + 1)
    network.part(half)
    with concurrent.futures.ThreadPoolExecutor(COUNT) as pool:
        meetings = list(pool.map(crowd.plan, crowd.nodes))
    time.sleep(scene.count(10, 60))
    here = crowd.nodes[0]
    if all(here.sees(one) for one in meetings):
        raise Broken("the network was not parted")
    network.heal(half)
    began = time.monotonic()
    agree(*crowd.nodes, seconds=240)
    for node in crowd.nodes:
        if any(not node.sees(one) for one in meetings):
            raise Broken(f"{node.name} lacks what was planned while the network was parted")
    scene.figure("parted for a while and healed, all agree after", len(meetings),
                 f"{time.monotonic() - began:.1f} s", "20 rounds of 30 s")
    crowd.end()


def run(scene):
    on_loopback(scene)
    on_a_bad_network(scene)
