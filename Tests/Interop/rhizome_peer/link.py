"""One connection to another node: README.md, "Links". It knows frames, not what they mean."""

import time

import zmq
from zmq.utils.monitor import recv_monitor_message

from . import messages
from .crypto import random_bytes, transport_public

FRAME_MAX = 1048576
CREDIT_FIRST, CREDIT_MAX, CREDIT_PIECE = 2097152, 4194304, 262144
PING_AFTER = 10


def set_options(socket, more):
    for option, value in (
            (zmq.LINGER, 0), (zmq.MAXMSGSIZE, FRAME_MAX), (zmq.HANDSHAKE_IVL, 2000),
            (zmq.HEARTBEAT_IVL, 10000), (zmq.HEARTBEAT_TIMEOUT, 20000), *more):
        socket.setsockopt(option, value)


class Link:
    """What both ends of a connection keep of it."""

    stands = ended = greeted = used = False
    candidates, unanswered = (), None  # while it is undecided whose the link is

    def __init__(self, own_key, their_key, chapter):
        self.own_key, self.their_key, self.chapter = own_key, their_key, chapter
        self.nonce = random_bytes(32)
        self.sent_at = self.began = self.challenged_at = time.monotonic()
        self.received = []  # names of messages, in order
        self.their_hello = None
        self.credit = self.granted = CREDIT_FIRST
        self.owed = self.given_back = 0
        self.queue = []  # runs that wait for credit
        self.asked = {}  # (chapter, epoch): last place asked for
        self.later = set()  # epochs that are asked for again when the earlier one is held
        self.totals = []
        self.fingerprint = None
        self.vector, self.their_number = {}, 0  # what the other side said that it holds
        self.told, self.own_number = {}, 0  # what this side said
        self.wants_whole = False

    def send(self, **body):
        """Sends one message, named as in messages.proto."""
        self.send_frame(messages.Message(**body).SerializeToString())

    def send_frame(self, frame):
        self.put(frame)
        self.sent_at = time.monotonic()

    def ping_if_quiet(self):
        if self.stands and time.monotonic() - self.sent_at > PING_AFTER:
            self.send(ping=messages.Ping())


class Dialled(Link):
    """A DEALER that dials one node. It stands for one connection; afterwards a new one is made."""

    def __init__(self, context, secret, endpoint, server_key, chapter=None):
        super().__init__(transport_public(secret), server_key, chapter)
        self.socket = context.socket(zmq.DEALER)
        set_options(self.socket, (
            (zmq.RECONNECT_IVL, 100), (zmq.RECONNECT_IVL_MAX, 1000),
            (zmq.CURVE_SECRETKEY, secret), (zmq.CURVE_PUBLICKEY, self.own_key),
            (zmq.CURVE_SERVERKEY, server_key)))
        self.monitor = self.socket.get_monitor_socket(
            zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED)
        self.socket.connect(endpoint)

    @property
    def sockets(self):
        return [] if self.ended else [self.socket, self.monitor]

    def watch(self):
        """Takes note of what happened to the connection; says whether it has just come up."""
        came = False
        while self.monitor.poll(0):
            event = recv_monitor_message(self.monitor)["event"]
            if event == zmq.EVENT_HANDSHAKE_SUCCEEDED:
                self.stands = came = True
            elif self.stands:
                self.ended = True
        return came

    def frames(self):
        """All frames that have come."""
        while self.socket.poll(0):
            parts = self.socket.recv_multipart()
            if len(parts) == 1:
                yield parts[0]

    def put(self, frame):
        self.socket.send(frame)

    def close(self):
        self.ended = True
        if self.socket.closed:
            return
        self.socket.disable_monitor()
        self.monitor.close()
        self.socket.close()
