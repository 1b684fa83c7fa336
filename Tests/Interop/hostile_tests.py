"""What a real node does with a linked node that breaks the rules: it counts, and lives on."""

from rhizome_peer import messages
from rhizome_peer.crypto import ZERO, random_bytes
from rhizome_peer.events import write_event
from rhizome_peer.forks import make_proof
from rhizome_peer.hello import sign_hello
from rhizome_peer.link import CREDIT_FIRST, FRAME_MAX, Dialled
from rhizome_peer.runs import EVENTS_MAX, make_run, run_size
from scene import Scene, meeting


def varint(number):
    """A length as Protocol Buffers write it."""
    return bytes([number & 127 | 128]) + varint(number >> 7) if number > 127 else bytes([number])


class HostileTests(Scene):
    def setUp(self):
        super().setUp()
        self.node = self.linked("Eve's Campaign")
        self.hostile = self.node.link_to(self.real.id)

    def next_event(self, kind, payload, after=None, time=None):
        """An event that this feed could go on with, and does not."""
        after = after or self.node.feed.events[-1]
        return write_event(self.node.chapter, after.seq + 1, after.id,
                           after.time if time is None else time, kind, payload)

    def run_of(self, *events):
        return make_run(self.node.chapter.id, 0, list(events))

    def is_counted(self, verdict, least=1):
        self.see(self.node, lambda: self.real.refused(verdict) >= least, f"'{verdict}' is counted")

    def link_lives(self, title="Still here"):
        """The same link still takes a meeting."""
        self.assertFalse(self.hostile.ended)
        self.node.append(64, meeting(title))
        self.see(self.node, lambda: title in self.titles(), "the meeting is listed")
        self.assertFalse(self.hostile.ended)

    def test_each_bad_message_is_counted_by_its_verdict_and_the_link_stays(self):
        node, feed = self.node, self.node.feed
        good = self.next_event(1000, b"good")
        bad_signature = self.run_of(good)
        bad_signature.signature = bytes(64)
        early = messages.Run.FromString(self.run_of(good).SerializeToString())
        early.events[0].suffix = messages.Suffix(time=1, kind=1000).SerializeToString()
        inner = self.next_event(3, messages.ChapterDescribed(name="Eve").SerializeToString())
        unended = self.run_of(inner, self.next_event(1000, b"", inner))
        many = self.run_of(*[good] * (EVENTS_MAX + 1))
        empty = self.run_of(good)
        del empty.events[:]
        stranger = self.run_of(good)
        stranger.chapter = random_bytes(32)
        proof = make_proof(node.chapter.id, 0, [good], [self.next_event(1000, b"other")])
        proof.branches[0].signature = bytes(64)
        get = messages.Get()
        for _ in range(65):
            get.ranges.add(chapter=node.chapter.id, through=1)
        vector, tips = messages.Vector(), messages.Tips()
        for number in range(4097):
            vector.feeds.add(chapter=number.to_bytes(32, "big"), seq=1)
            tips.feeds.add(chapter=number.to_bytes(32, "big"), seq=1, tip=bytes(8))
        for verdict, message in (
                ("bad signature", {"push": bad_signature}),
                ("time runs backwards", {"push": early}),
                ("run not ended where it must", {"push": unended}),
                ("oversized run", {"push": many}),
                ("malformed run", {"push": empty}),
                ("run of an unknown chapter", {"push": stranger}),
                ("bad fork proof", {"fork": proof}),
                ("too many ranges", {"get": get}),
                ("vector too long", {"vector": vector}),
                ("tips too long", {"tips": tips}),
                ("malformed challenge", {"challenge": messages.Challenge(nonce=bytes(31))}),
                ("message out of place",
                 {"join_commit": messages.JoinCommit(commitment=ZERO)})):
            with self.subTest(verdict):
                self.hostile.send(**message)
                self.is_counted(verdict)
        self.assertEqual(sum(self.real.status()["refused"].values()), 12)
        self.assertEqual(self.real.seq_of(node.chapter.id), feed.end.seq)
        self.link_lives()

    def test_a_void_payload_is_kept_and_changes_nothing(self):
        self.node.append(64, meeting("Never shown\x07"))
        self.is_counted("field out of bounds")
        self.node.append(64, b"\xff")
        self.is_counted("malformed payload")
        self.assertEqual(self.real.seq_of(self.node.chapter.id), self.node.feed.end.seq)
        self.assertEqual(self.titles(), [])
        self.link_lives()

    def test_garbage_is_a_malformed_frame(self):
        for frame in (b"", b"\xff", random_bytes(1000), b"\xa2\x1f\x00"):
            self.hostile.send_frame(frame)
        self.is_counted("malformed frame", 4)
        self.link_lives()

    def test_an_oversized_frame_is_dropped(self):
        self.hostile.send_frame(bytes(FRAME_MAX + 1))
        self.is_counted("frame too large")
        self.link_lives()

    def test_a_huge_frame_ends_the_connection_and_a_new_one_is_welcome(self):
        self.hostile.send_frame(bytes(8 * FRAME_MAX))
        self.see(self.node, lambda: not self.node.links, "the connection is ended")
        self.hostile = self.link(self.node)
        self.link_lives()

    def test_the_largest_frame_is_taken(self):
        padded = messages.Message(ping=messages.Ping()).SerializeToString()
        room = FRAME_MAX - len(padded) - 5
        frame = padded + b"\xfa\x07" + varint(room) + bytes(room)
        self.assertEqual(len(frame), FRAME_MAX)
        self.hostile.send_frame(frame)
        self.link_lives()
        self.assertEqual(self.real.status()["refused"], {})

    def test_a_message_of_several_frames_is_dropped(self):
        self.hostile.socket.send_multipart([b"", b"one"])
        self.link_lives()

    def test_runs_beyond_the_credit_are_dropped(self):
        events = self.node.append_all([(1000, bytes(60_000))] * 4)
        self.see(self.node, lambda: self.real.seq_of(self.node.chapter.id) == events[-1].seq,
                 "the real node has the run")
        run = self.run_of(*events)
        for _ in range(CREDIT_FIRST // run_size(run) + 3):
            self.hostile.send(run=run)
        self.is_counted("run without credit")
        self.link_lives()

    def test_too_many_pushed_bytes_are_dropped(self):
        events = self.node.append_all([(1000, bytes(60_000))] * 4)
        for _ in range(30):
            self.hostile.send(push=self.run_of(*events))
        self.is_counted("too many pushed bytes")

    def test_too_many_messages_are_dropped(self):
        for _ in range(2000):
            self.hostile.send(ping=messages.Ping())
        self.is_counted("too many messages")
        self.link_lives()

    def test_nothing_counts_before_the_greeting(self):
        link = Dialled(self.node.context, self.node.chapter.transport, *self.address())
        self.addCleanup(link.close)
        self.see(self.node, link.watch, "the connection stands")
        link.send(challenge=messages.Challenge(nonce=link.nonce))
        link.send(vector=messages.Vector(answer=True))
        self.is_counted("message before greeting")

    def test_a_hello_that_does_not_hold_is_counted(self):
        for verdict, change in (
                ("malformed hello", {"signature": bytes(63)}),
                ("hello not signed by its chapter", {"signature": bytes(64)}),
                ("other federation", {"federation": ZERO}),
                ("other protocol version", {"protocol_min": 2}),
                ("other protocol version", {"features": 4})):
            with self.subTest(verdict, **change):
                before = self.real.refused(verdict)
                link = Dialled(self.node.context, self.node.chapter.transport, *self.address())
                self.addCleanup(link.close)
                self.see(self.node, link.watch, "the connection stands")
                link.send(challenge=messages.Challenge(nonce=link.nonce))
                nonce = self.see(self.node, lambda: self.challenge_on(link), "a Challenge comes")
                core = self.node.hello_core(link)
                signature = change.pop("signature", None)
                for name, value in change.items():
                    setattr(core, name, value)
                hello = sign_hello(self.node.chapter, link.their_key, nonce, core)
                hello.signature = signature or hello.signature
                link.send(hello=hello)
                self.is_counted(verdict, before + 1)
                self.see(self.node, lambda: link.watch() or link.ended, "the link is ended")

    def address(self):
        node = self.node.node_of(self.real.id)
        return node.endpoints[0], node.transport_key, self.real.id

    def challenge_on(self, link):
        for frame in link.frames():
            told = messages.decode("Message", frame)
            if told.WhichOneof("body") == "challenge":
                return told.challenge.nonce
        return None

    def test_a_stranger_gets_no_connection(self):
        link = Dialled(self.node.context, random_bytes(32), *self.address())
        self.addCleanup(link.close)
        self.is_counted("unknown key")
        link.watch()
        self.assertFalse(link.stands)
        self.link_lives()
