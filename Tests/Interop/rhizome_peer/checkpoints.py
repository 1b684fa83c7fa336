"""Checkpoints and proofs: README.md, "Checkpoints" and "Merkle roots"."""

import dataclasses

from . import messages
from .ballots import merkle_root
from .crypto import H, verify
from .events import SEQ_MAX, must_end_a_run, parse_header
from .identity import certified_chapter, certified_keys
from .payloads import check_payload

CHECKPOINT = 6
EVENTS_MAX = 64


def write_checkpoint(ids):
    """The payload of a checkpoint after events with these ids."""
    return messages.Checkpoint(size=len(ids), root=merkle_root(ids)).SerializeToString()


def check_checkpoint(payload, seq, ids):
    """(verdict, Checkpoint) of an event at this place after events with these ids."""
    if check_payload(CHECKPOINT, payload)[0] != "valid":
        return "malformed payload", None
    told = messages.decode("Checkpoint", payload)
    if told.size != seq - 1 or told.root != merkle_root(ids):
        return "wrong root", None
    return "valid", told


def path_root(leaf, index, size, path):
    """Where a path leads from the leaf at an index of a tree, or None where it is none there."""
    if not 0 <= index < size:
        return None
    if size == 1:
        return None if path else H("rhizome/merkle-leaf", leaf)
    if not path:
        return None
    half = 1 << ((size - 1).bit_length() - 1)
    if index < half:
        inner = path_root(leaf, index, half, path[:-1])
        return inner and H("rhizome/merkle-node", inner, path[-1])
    inner = path_root(leaf, index - half, size - half, path[:-1])
    return inner and H("rhizome/merkle-node", path[-1], inner)


@dataclasses.dataclass
class Proven:
    """What a proof has shown: (header, body) of each event; the body is None where it is gone."""

    chapter: bytes
    covered: int
    events: list


def octets(text, length=None):
    """The bytes in hexadecimal digits; ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError
    read = bytes.fromhex(text)
    if length not in (None, len(read)):
        raise ValueError
    return read


def read_part(part):
    """(header, body, path, signature) as they are written; ValueError where that is nothing."""
    path, signature = part.get("path"), part.get("signature")
    if (path is None) == (signature is None):
        raise ValueError
    return (octets(part["header"]), None if part.get("body") is None else octets(part["body"]),
            None if path is None else [octets(one, 32) for one in path],
            None if signature is None else octets(signature, 64))


def read_event(header, body, chapter, epoch):
    """The Header, or None where it is of another feed or the body is not its own."""
    read = parse_header(header)
    if (isinstance(read, str) or (read.chapter, read.epoch) != (chapter, epoch)
            or not 1 <= read.seq <= SEQ_MAX):
        return None
    if body is None:
        return None if must_end_a_run(read.suffix.kind) else read
    good = (16 <= len(body) == read.body_length and H("rhizome/body", body) == read.body_hash)
    return read if good else None


def check_proof(file):
    """(verdict, Proven) of a proof file that was decoded from JSON."""
    try:
        if file["format"] != "rhizome-proof-1" or not 1 <= len(file["events"]) <= EVENTS_MAX:
            raise ValueError
        certificate = octets(file["certificate"])
        last = read_part(file["checkpoint"]) if file.get("checkpoint") else None
        parts = [read_part(part) for part in file["events"]]
    except (AttributeError, KeyError, TypeError, ValueError):
        return "malformed proof", None
    certificate = messages.decode("FeedCertificate", certificate)
    chapter = certificate and certified_chapter(certificate)
    if not chapter:
        return "bad certificate", None

    def is_signed(header, signature):
        key = [key for first, key in certified_keys(certificate) if first <= header.seq][-1]
        return verify(key, "rhizome/sig", chapter, header.id, signature)

    said = None
    if last:
        header, body, path, signature = last
        read = read_event(header, body, chapter, certificate.epoch)
        if (read is None or read.suffix.kind != CHECKPOINT or signature is None
                or not is_signed(read, signature)
                or check_payload(CHECKPOINT, body[16:])[0] != "valid"):
            return "bad checkpoint", None
        said = messages.decode("Checkpoint", body[16:])
        if said.size != read.seq - 1:
            return "bad checkpoint", None
    events, seq = [], 0
    for header, body, path, signature in parts:
        read = read_event(header, body, chapter, certificate.epoch)
        if read is None or read.seq <= seq:
            return "bad event", None
        if signature is not None:
            good = is_signed(read, signature)
        else:
            good = said and path_root(read.id, read.seq - 1, said.size, path) == said.root
        if not good:
            return "not proven", None
        events.append((read, body))
        seq = read.seq
    return "valid", Proven(chapter, said.size if said else 0, events)
