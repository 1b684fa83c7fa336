"""The greeting on a link: README.md, "Links" and "The gate"."""

from . import messages
from .crypto import H, sign, signed, verify
from .identity import certified_chapter, certified_keys

CORE_MAX = 2048


def core_hash(sender_key, receiver_key, nonce, core):
    return H("rhizome/hello-core", sender_key, receiver_key, nonce, core)


def hello_core(chapter, federation, roster_hash, incarnation, yours=None):
    """The HelloCore; `yours` is the Head of what this node holds of the receiver's feed."""
    return messages.HelloCore(
        protocol_min=1, protocol_max=1, federation=federation, roster_hash=roster_hash,
        incarnation=incarnation, yours=yours, certificate=chapter.certificate())


def sign_hello(chapter, receiver_key, nonce, core):
    """The Hello with this core that answers a Challenge."""
    data = core.SerializeToString()
    return messages.Hello(core=data, signature=sign(
        chapter.feed, "rhizome/hello", chapter.id,
        core_hash(chapter.transport_key, receiver_key, nonce, data)))


def _right_key(core, chapter, known, epoch, held):
    """The key that a HELLO must be signed with, or None.

    `known` are the keys that are known of the chapter's epoch, as (first place, key), and `held` is
    how far its feed is held.
    """
    told = core.certificate
    if told.epoch <= epoch and not told.changes:
        return known[-1][1]
    keys = certified_keys(told)
    if certified_chapter(told) != chapter or told.epoch < epoch:
        return None
    if told.epoch > epoch:
        return keys[-1][1]
    later = [first for first, _ in keys[len(known):]]
    follows = keys[:len(known)] == known and all(first - 1 > held for first in later)
    return keys[-1][1] if follows else None


def speaker(hello, candidates):
    """Which of the chapters that list a transport key a Hello says to be of, or None."""
    core = messages.decode("HelloCore", hello.core)
    said = certified_chapter(core.certificate) if core else None
    return said if said in candidates else None


def check_hello(hello, sender_key, receiver_key, nonce, federation, chapter, known, epoch=0, held=0):
    """(verdict, HelloCore, what was signed) of a Hello on a link to `chapter`."""
    core = messages.decode("HelloCore", hello.core)
    if len(hello.core) > CORE_MAX or core is None or len(hello.signature) != 64:
        return "malformed hello", None, None
    if not core.protocol_min <= 1 <= core.protocol_max or core.features & 0x5555555555555555:
        return "other protocol version", None, None
    if core.federation != federation:
        return "other federation", None, None
    digest = core_hash(sender_key, receiver_key, nonce, hello.core)
    key = _right_key(core, chapter, known, epoch, held)
    if key is None or not verify(key, "rhizome/hello", chapter, digest, hello.signature):
        return "hello not signed by its chapter", None, None
    return "valid", core, signed("rhizome/hello", chapter, digest)
