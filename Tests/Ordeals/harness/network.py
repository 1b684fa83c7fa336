"""A bad network: a namespace for each node, and between them delay, loss and another order.

`tc netem` where the kernel has it. Where it has not, a switch in this process does the same to
every Ethernet frame between the namespaces.
"""

import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import threading
import time

TUNSETIFF, TAP_WITHOUT_HEADER = 0x400454CA, 0x1002
DELAY, SPREAD, LOSS, REORDER = 0.040, 0.020, 0.02, 0.25
FRAME = 2048
QUEUE = 20_000


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


class Switch(threading.Thread):
    """Carries frames between taps, late, out of order or not at all."""

    def __init__(self, seed):
        super().__init__(daemon=True)
        self.random, self.taps, self.places = random.Random(seed), [], {}
        self.waiting, self.number, self.is_open = [], 0, True
        self.is_bad, self.parted = True, frozenset()
        self.carried = self.lost = 0

    def add(self, name):
        tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), TAP_WITHOUT_HEADER))
        self.taps.append(tap)

    def run(self):
        poller = select.epoll()
        for tap in self.taps:
            poller.register(tap, select.EPOLLIN)
        while self.is_open:
            now = time.monotonic()
            while self.waiting and self.waiting[0][0] <= now:
                _, _, tap, frame = heapq.heappop(self.waiting)
                try:
                    os.write(tap, frame)
                except OSError:
                    pass
            wait = min(0.05, self.waiting[0][0] - now) if self.waiting else 0.05
            for tap, _ in poller.poll(max(0, wait)):
                self._read(tap)
        poller.close()

    def _read(self, tap):
        for _ in range(64):
            try:
                frame = os.read(tap, FRAME)
            except OSError:
                return
            self.places[frame[6:12]] = tap
            to = self.places.get(frame[:6]) if not frame[0] & 1 else None
            for other in [to] if to else self.taps:
                if other != tap:
                    self._carry(tap, other, frame)

    def _carry(self, tap, other, frame):
        self.carried += 1
        apart = (tap in self.parted) != (other in self.parted)
        if apart or len(self.waiting) > QUEUE or self.is_bad and self.random.random() < LOSS:
            self.lost += 1
            return
        late = 0
        if self.is_bad and self.random.random() >= REORDER:
            late = DELAY + self.random.uniform(-SPREAD, SPREAD)
        self.number += 1
        heapq.heappush(self.waiting, (time.monotonic() + late, self.number, other, frame))

    def close(self):
        self.is_open = False
        self.join()
        for tap in self.taps:
            os.close(tap)


class Network:
    """Namespaces with one address each, 10.77.0.1 and on."""

    def __init__(self, scene, count):
        self.mark, self.count = f"o{os.getpid() % 10000}", count
        self.spaces, self.switch = [], None
        scene.afterwards.callback(self.close)
        self.has_netem = self._try_netem()
        if self.has_netem:
            ip("link", "add", f"{self.mark}b", "type", "bridge")
            ip("link", "set", f"{self.mark}b", "up")
        else:
            self.switch = Switch(scene.seed)
        for number in range(1, count + 1):
            self._add(number)
        if self.switch:
            self.switch.start()

    def _try_netem(self):
        """Whether this kernel has netem."""
        space = f"{self.mark}t"
        ip("netns", "add", space)
        try:
            return subprocess.run(
                ["ip", "netns", "exec", space, "tc", "qdisc", "add", "dev", "lo", "root", "netem",
                 "delay", "1ms"], capture_output=True, check=False).returncode == 0
        finally:
            ip("netns", "del", space)

    def _add(self, number):
        space, near = f"{self.mark}n{number}", f"{self.mark}v{number}"
        ip("netns", "add", space)
        self.spaces.append(space)
        if self.switch:
            self.switch.add(near)
            ip("link", "set", near, "netns", space)
        else:
            far = f"{self.mark}w{number}"
            ip("link", "add", near, "netns", space, "type", "veth", "peer", "name", far)
            ip("link", "set", far, "master", f"{self.mark}b", "up")
        ip("-n", space, "link", "set", "lo", "up")
        ip("-n", space, "addr", "add", f"10.77.{number // 250}.{number % 250 + 1}/16", "dev", near)
        ip("-n", space, "link", "set", near, "up")
        if not self.switch:
            self._tc(number, "add")

    def _tc(self, number, what):
        subprocess.run(
            ["ip", "netns", "exec", self.spaces[number - 1], "tc", "qdisc", what, "dev",
             f"{self.mark}v{number}", "root", "netem", "delay", "40ms", "20ms", "loss", "2%",
             "reorder", "25%", "50%"], check=True, capture_output=True)

    def address(self, number):
        return f"10.77.{number // 250}.{number % 250 + 1}"

    def before(self, number):
        """What stands before a program that is to run in this namespace."""
        return ["ip", "netns", "exec", self.spaces[number - 1]]

    def part(self, numbers):
        """Cuts these off from the others, and from each other where netem is used."""
        if self.switch:
            self.switch.parted = frozenset(self.switch.taps[number - 1] for number in numbers)
        else:
            for number in numbers:
                ip("link", "set", f"{self.mark}w{number}", "down")

    def heal(self, numbers):
        if self.switch:
            self.switch.parted = frozenset()
        else:
            for number in numbers:
                ip("link", "set", f"{self.mark}w{number}", "up")

    def close(self):
        if self.switch and self.switch.is_alive():
            self.switch.close()
        for space in self.spaces:
            subprocess.run(["ip", "netns", "del", space], capture_output=True, check=False)
        if self.has_netem:
            subprocess.run(["ip", "link", "del", f"{self.mark}b"], capture_output=True, check=False)
