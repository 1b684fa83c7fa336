"""Single events: README.md, "Events"."""

import dataclasses
import time

from . import messages
from .crypto import H, random_bytes, sign, u32, u64, verify

PREFIX = 113
SUFFIX_MAX = 512
BODY_MIN, BODY_MAX = 16, 65536
SEQ_MAX = 2**63 - 1


def prefix(chapter, epoch, seq, previous, body_length, body_hash):
    return (b"\x01" + chapter + u32(epoch) + u64(seq) + previous + u32(body_length) + body_hash)


def must_end_a_run(kind):
    return kind < 32 or 96 <= kind <= 127


def read_suffix(data):
    """The Suffix in these bytes, or None where it breaks a rule."""
    suffix = messages.decode("Suffix", data)
    if suffix is None or suffix.kind == 0 or len(suffix.deps) > 8:
        return None
    return suffix


@dataclasses.dataclass
class Header:
    """A header that parsed."""

    chapter: bytes
    epoch: int
    seq: int
    previous: bytes
    body_length: int
    body_hash: bytes
    suffix_bytes: bytes
    suffix: object
    id: bytes


def parse_header(data):
    """The Header, or the name of what is wrong with it."""
    if not PREFIX < len(data) <= PREFIX + SUFFIX_MAX or data[0] != 1:
        return "bad header"
    suffix = read_suffix(data[PREFIX:])
    if suffix is None:
        return "bad suffix"
    return Header(
        data[1:33], int.from_bytes(data[33:37], "big"), int.from_bytes(data[37:45], "big"),
        data[45:77], int.from_bytes(data[77:81], "big"), data[81:113], data[PREFIX:], suffix,
        H("rhizome/event", data))


def check_event(header, body, feed_key, signature):
    """The verdict on one event with its body: "valid" or what is wrong."""
    parsed = parse_header(header)
    if isinstance(parsed, str):
        return parsed
    if len(body) != parsed.body_length or H("rhizome/body", body) != parsed.body_hash:
        return "bad body"
    if not verify(feed_key, "rhizome/sig", parsed.chapter, parsed.id, signature):
        return "bad signature"
    return "valid"


@dataclasses.dataclass
class Event:
    """An event as it is kept; the signature is empty where none is held."""

    header: bytes
    id: bytes
    seq: int
    time: int
    kind: int
    suffix: bytes
    body: bytes
    body_hash: bytes
    body_length: int
    signature: bytes = b""

    @property
    def payload(self):
        return self.body[16:]

    @property
    def size(self):
        return len(self.suffix) + (len(self.body) or 36)


def hybrid_now(latest):
    """A hybrid time after `latest` and not before the wall clock."""
    return max(int(time.time() * 1000) << 16, latest + 1)


def write_event(chapter, seq, previous, latest, kind, payload):
    """A new signed event of this chapter's feed."""
    suffix = messages.Suffix(time=hybrid_now(latest), kind=kind)
    data, body = suffix.SerializeToString(), random_bytes(16) + payload
    digest = H("rhizome/body", body)
    header = prefix(chapter.id, chapter.epoch, seq, previous, len(body), digest) + data
    id = H("rhizome/event", header)
    return Event(header, id, seq, suffix.time, kind, data, body, digest, len(body),
                 sign(chapter.feed, "rhizome/sig", chapter.id, id))
