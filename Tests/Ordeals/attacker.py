"""A linked member gone bad, and a stranger: a process of its own, told what to do on its input.

    attacker.py INVITATION

Each line is a JSON object such as {"do": "garbage", "seconds": 5, "rate": 50000}; each answer is
one too, with what was sent. It is the second node of Tests/Interop, made to say bad things.
"""

import json
import os
import pathlib
import random
import socket
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Interop"))

# pylint: disable=wrong-import-position
import zmq

from rhizome_peer import messages
from rhizome_peer.crypto import random_bytes
from rhizome_peer.events import write_event
from rhizome_peer.identity import Chapter
from rhizome_peer.invitations import read_invitation
from rhizome_peer.link import Dialled
from rhizome_peer.node import Node
from rhizome_peer.runs import make_run

# Whoever was hung up on is let in again after a minute.
PATIENCE = 90
BATCH = 250
PRIVATE_KIND = 1000


class Attacker:
    """Joins by an invitation, greets honestly, and then does what it is told."""

    def __init__(self, invitation):
        self.node = Node(Chapter.new("Mallory"))
        invitation = read_invitation(invitation)
        side = self.node.join(invitation)
        if side.certificate is None:
            raise SystemExit(f"could not join: {side.refused}")
        self.victim = side.other
        self.link()

    def reach(self):
        """The link with the victim, a new one if there is none."""
        link = self.node.link_to(self.victim)
        return link if link and link.greeted and not link.ended else self.link()

    def link(self):
        """A link that has greeted, and on which the histories were exchanged."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            self.node.hang_up()
            link = self.node.dial(self.victim)
            self.node.wait(lambda: link.ended or link.greeted
                           and link.fingerprint == self.node.fingerprint(), 10)
            if link.greeted and not link.ended:
                return link
            time.sleep(1)
        raise SystemExit("the victim did not greet")

    # What can be asked for

    def ready(self):
        """Linked, which takes a minute where the victim has hung up on it."""
        self.reach()
        return {}

    def flood(self, frames, seconds, rate):
        """Sends these frames over and over, as many a second; how many were taken."""
        link, sent, began = self.reach(), 0, time.monotonic()
        while (now := time.monotonic()) - began < seconds:
            if sent > (now - began) * rate:
                time.sleep(0.001)
                continue
            try:
                for place in range(BATCH):
                    link.socket.send(frames[(sent + place) % len(frames)], zmq.DONTWAIT)
                sent += BATCH
            except zmq.Again:
                sent += place
                link.socket.poll(50, zmq.POLLOUT)
            while link.socket.poll(0):
                link.socket.recv_multipart()
        took = time.monotonic() - began
        self.node.wait(lambda: False, 0.2)
        return {"sent": sent, "seconds": took}

    def garbage(self, seconds, rate):
        """Bytes that are no message."""
        return self.flood([b"\xff" + os.urandom(63) for _ in range(997)], seconds, rate)

    def pings(self, seconds, rate):
        """Good messages, far more than are allowed."""
        ping = messages.Message(ping=messages.Ping()).SerializeToString()
        return self.flood([ping], seconds, rate)

    def replays(self, seconds, rate):
        """What was said long ago, again and again."""
        run = make_run(self.node.chapter.id, self.node.chapter.epoch, self.node.feed.events[-1:])
        return self.flood([messages.Message(push=run).SerializeToString()], seconds, rate)

    def forgeries(self, seconds, rate):
        """Runs with a signature that does not hold."""
        frames = []
        for _ in range(50):
            run = make_run(self.node.chapter.id, self.node.chapter.epoch, [write_event(
                self.node.chapter, self.node.feed.end.seq + 1, self.node.feed.end.id,
                self.node.feed.end.time, PRIVATE_KIND, os.urandom(200))])
            run.signature = os.urandom(64)
            frames.append(messages.Message(push=run).SerializeToString())
        return self.flood(frames, seconds, rate)

    def huge(self, seconds, rate):
        """Frames of nearly a megabyte, of more, and of more than anybody may send."""
        sizes = [1_000_000, 1_500_000, 3_000_000]
        sent, began = 0, time.monotonic()
        while time.monotonic() - began < seconds:
            link = self.reach()
            try:
                link.socket.send(os.urandom(sizes[sent % 3]), zmq.DONTWAIT)
                sent += 1
            except zmq.Again:
                pass
            self.node.wait(lambda: False, 1 / rate)
        return {"sent": sent}

    def equivocate(self):
        """Two histories of its own feed, both with good signatures."""
        link, end = self.link(), self.node.feed.end
        for word in (b"yes", b"no"):
            event = write_event(self.node.chapter, end.seq + 1, end.id, end.time, PRIVATE_KIND,
                                word)
            link.send(push=make_run(self.node.chapter.id, self.node.chapter.epoch, [event]))
        self.node.wait(lambda: False, 1)
        return {"seq": end.seq + 1}

    def strangers(self, seconds, rate):
        """Handshakes that never end, some of them at one byte a second, and unknown keys."""
        host, port = self.node.node_of(self.victim).endpoints[0][6:].rsplit(":", 1)
        greeting = b"\xff" + bytes(8) + b"\x7f\x03\x01CURVE" + bytes(15) + bytes(32)
        half, unknown, began = [], [], time.monotonic()
        server = self.node.node_of(self.victim).transport_key
        while time.monotonic() - began < seconds:
            try:
                one = socket.create_connection((host, int(port)), 1)
                half.append([one, random.randrange(len(greeting))])
            except OSError:
                pass
            if len(unknown) < 20:
                link = Dialled(self.node.context, random_bytes(32),
                               self.node.node_of(self.victim).endpoints[0], server)
                unknown.append(link)
            for entry in half[-100:]:
                try:
                    entry[0].send(greeting[entry[1]:entry[1] + 1])
                    entry[1] = (entry[1] + 1) % len(greeting)
                except OSError:
                    pass
            while len(half) > 200:
                half.pop(0)[0].close()
            time.sleep(1 / rate)
        for one, _ in half:
            one.close()
        for link in unknown:
            link.close()
        return {"sent": len(half)}

    def stall(self, seconds):
        """A linked member that asks for everything and reads one byte a second."""
        host, port = self.node.node_of(self.victim).endpoints[0][6:].rsplit(":", 1)
        slow, ended = SlowLine(host, int(port)), time.monotonic() + seconds
        chapter = self.node.chapter
        self.node.hang_up()
        link = Dialled(self.node.context, chapter.transport, f"tcp://127.0.0.1:{slow.port}",
                       self.node.node_of(self.victim).transport_key, self.victim)
        self.node.links.append(link)
        greeted = self.node.wait(lambda: link.greeted, 15)
        slow.is_slow = True
        while time.monotonic() < ended and not link.ended:
            try:
                for (name, epoch), seq in self.node.positions().items():
                    told = messages.Get()
                    setattr(told.ranges.add(chapter=name, epoch=epoch, through=seq), "from", 1)
                    link.send(get=told)
            except zmq.ZMQError:
                pass
            self.node.wait(lambda: False, 0.5)
        slow.close()
        return {"greeted": bool(greeted), "carried": slow.carried}


class SlowLine:
    """A line between two ends that, once it is slow, carries one byte a second to the caller."""

    def __init__(self, host, port):
        self.far, self.is_slow, self.is_open = (host, port), False, True
        self.carried = 0  # pieces to the caller since it is slow
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while self.is_open:
            try:
                near, _ = self.door.accept()
                far = socket.create_connection(self.far, 5)
            except OSError:
                return
            for one, other, slowly in ((near, far, False), (far, near, True)):
                threading.Thread(target=self._carry, args=(one, other, slowly),
                                 daemon=True).start()

    def _carry(self, one, other, slowly):
        try:
            while self.is_open and (piece := one.recv(1 if slowly and self.is_slow else 65536)):
                other.sendall(piece)
                if slowly and self.is_slow:
                    self.carried += 1
                    time.sleep(1)
        except OSError:
            pass
        for end in (one, other):
            end.close()

    def close(self):
        self.is_open = False
        self.door.close()


def main():
    attacker = Attacker(sys.argv[1])
    print(json.dumps({"ready": attacker.node.chapter.id.hex()}), flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        print(json.dumps(getattr(attacker, told.pop("do"))(**told)), flush=True)


if __name__ == "__main__":
    main()
