"""Who belongs to a federation: README.md, "Federations"."""

import dataclasses

from . import messages
from .crypto import H, sign, u32, u64, verify
from .identity import latest_key, read_introduction
from .texts import is_name, size

FOUNDERS_MAX = 16


def place(epoch, seq):
    return epoch * 2**40 + min(seq, 2**40 - 1)


def federation_id(genesis):
    return H("rhizome/federation", genesis)


def genesis_of_two(one, other, nonce, name):
    """The genesis of a founding, in the one form that both sides sign."""
    low, high = sorted((one, other))
    told = name.encode()
    length = bytes([len(told)]) if len(told) < 128 else bytes([len(told) & 127 | 128,
                                                               len(told) >> 7])
    return (b"\x0a\x20" + low + b"\x0a\x20" + high + b"\x12\x10" + nonce + b"\x1a" + length + told)


def sign_genesis(feed, chapter, genesis):
    """A founder's signature; `feed` is the seed of its feed key."""
    return sign(feed, "rhizome/genesis", chapter, federation_id(genesis))


def genesis_signature_holds(chapter, feed_key, genesis, signature):
    return verify(feed_key, "rhizome/genesis", chapter, federation_id(genesis), signature)


@dataclasses.dataclass
class Federation:
    """What a valid FederationCertificate says."""

    id: bytes
    name: str
    founders: dict  # ChapterID: IntroductionCore


def read_certificate(certificate):
    """The Federation that this certificate proves, or None."""
    genesis = messages.decode("Genesis", certificate.genesis)
    if genesis is None or not is_name(genesis.name) or len(genesis.nonce) != 16:
        return None
    ids = list(genesis.founders)
    if (not 1 <= len(ids) <= FOUNDERS_MAX or ids != sorted(set(ids))
            or any(len(id) != 32 for id in ids)
            or [entry.chapter for entry in certificate.signatures] != ids
            or len(certificate.founders) != len(ids)):
        return None
    founders = {}
    for id, entry, introduction in zip(ids, certificate.signatures, certificate.founders):
        read = read_introduction(introduction)
        if read is None or read[0] != id or not genesis_signature_holds(
                id, latest_key(read[1].certificate), certificate.genesis, entry.signature):
            return None
        founders[id] = read[1]
    return Federation(federation_id(certificate.genesis), genesis.name, founders)


@dataclasses.dataclass
class Endorsement:
    endorser: bytes
    place: int
    candidate: bytes
    core: object

    @property
    def head(self):
        return place(self.core.certificate.epoch, self.core.head_seq)


def read_endorsement(endorser, at, payload, federation):
    """The Endorsement in a payload of kind 17, or None where it is void or for others."""
    told = messages.decode("ChapterEndorsed", payload)
    read = read_introduction(told.candidate) if told else None
    if read is None or told.federation != federation:
        return None
    return Endorsement(endorser, at, *read)


@dataclasses.dataclass
class Standing:
    name: str  # seated, admitted, candidate or left
    core: object
    words: int = 0
    needed: int = 0

    def __str__(self):
        return (f"candidate, {self.words} of {self.needed}" if self.name == "candidate"
                else self.name)


def roster(federation, endorsements, departures):
    """{ChapterID: Standing}; `departures` maps a chapter to the place of its last departure."""
    standings = {id: Standing("seated", core) for id, core in federation.founders.items()
                 if id not in departures}
    needed = min(2, max(1, len(standings)))
    kept = sorted((one for one in endorsements if not one.core.returning
                   and one.place < departures.get(one.endorser, 2**63)),
                  key=lambda one: (one.endorser, one.place))
    known, alone = {}, set()
    for one in kept:
        met = known.setdefault(one.endorser, set(federation.founders))
        if len(met) < 4:
            alone.add((one.endorser, one.place))
        met.add(one.candidate)
    candidates = {one.candidate for one in kept} | set(departures) | set(federation.founders)
    for id in sorted(candidates - set(standings)):
        mine = [one for one in kept if one.candidate == id]
        if not mine and id not in federation.founders:
            continue
        counting = [one for one in mine if one.endorser in federation.founders
                    and (id not in departures or one.head >= departures[id])]
        words = len({one.endorser for one in counting})
        core = max(mine, key=lambda one: one.head).core if mine else federation.founders[id]
        if words >= needed or any((one.endorser, one.place) in alone for one in counting):
            name = "admitted"
        else:
            name = "left" if id in departures else "candidate"
        standings[id] = Standing(name, core, words, needed)
    return dict(sorted(standings.items()))


CODES = {"seated": 1, "admitted": 2, "candidate": 3, "left": 4}


def roster_hash(standings):
    return H("rhizome/roster", *(id + bytes([CODES[one.name]])
                                 for id, one in sorted(standings.items())))


def left_is_valid(told):
    return len(told.federation) == 32 and size(told.reason) <= 1000


def belongs(standing):
    return standing.name in ("seated", "admitted")


def fingerprint(feeds):
    """`feeds`: (chapter, epoch, seq, id, forked) of each."""
    return H("rhizome/fingerprint", *(
        chapter + u32(epoch) + u64(seq) + id + bytes([forked])
        for chapter, epoch, seq, id, forked in sorted(feeds) if seq))
