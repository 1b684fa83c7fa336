"""A node that can be dialled: README.md, "Links"."""

import zmq

from .crypto import transport_public
from .link import Link, set_options

ZAP = "inproc://zeromq.zap.01"
DOMAIN = b"rhizome"


class Accepted(Link):
    """The listening end of a connection."""

    stands, sockets = True, ()

    def __init__(self, listener, routing, their_key, candidates):
        super().__init__(listener.own_key, their_key, candidates[0] if len(candidates) == 1 else None)
        self.candidates = candidates
        self.listener, self.routing, self.waiting = listener, routing, []

    def watch(self):
        return False

    def frames(self):
        while self.waiting:
            yield self.waiting.pop(0)

    def put(self, frame):
        self.listener.socket.send_multipart([self.routing, frame])

    def close(self):
        self.ended = True
        self.listener.links.pop(self.routing, None)


class Listener:
    """A ROUTER on a free port of loopback. `admit(key)` decides who may connect."""

    def __init__(self, context, secret, admit):
        self.own_key, self.admit, self.refused = transport_public(secret), admit, 0
        self.zap = context.socket(zmq.REP)
        self.zap.bind(ZAP)
        self.socket = context.socket(zmq.ROUTER)
        set_options(self.socket, (
            (zmq.CURVE_SERVER, 1), (zmq.CURVE_SECRETKEY, secret), (zmq.ZAP_DOMAIN, DOMAIN),
            (zmq.ROUTER_MANDATORY, 0)))
        port = self.socket.bind_to_random_port("tcp://127.0.0.1")
        self.endpoint = f"tcp://127.0.0.1:{port}"
        self.links = {}

    @property
    def sockets(self):
        return [self.zap, self.socket]

    def answer_zap(self):
        """Lets keys in or not; 300 leaves the other side trying."""
        while self.zap.poll(0):
            version, request, domain, _, _, mechanism, key = self.zap.recv_multipart()
            good = domain == DOMAIN and mechanism == b"CURVE" and self.admit(key)
            self.refused += not good
            self.zap.send_multipart([
                version, request, b"200" if good else b"300", b"", key.hex().encode(), b""])

    def accept(self, chapters_of):
        """Sorts what has come to its links; gives those that are new."""
        new = []
        while self.socket.poll(0):
            parts = self.socket.recv_multipart(copy=False)
            if len(parts) != 2:
                continue
            routing, key = parts[0].bytes, bytes.fromhex(parts[1].get("User-Id"))
            if routing not in self.links:
                self.links[routing] = Accepted(self, routing, key, chapters_of(key))
                new.append(self.links[routing])
            self.links[routing].waiting.append(parts[1].bytes)
        return new

    def close(self):
        self.socket.close()
        self.zap.close()
