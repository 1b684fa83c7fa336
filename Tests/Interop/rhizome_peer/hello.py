"""The greeting on a link: README.md, "Links" and "The gate"."""

from . import messages
from .crypto import H, sign, signed, verify
from .identity import certified_chapter

CORE_MAX = 1024


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


def check_hello(hello, sender_key, receiver_key, nonce, federation, chapter, feed_key, epoch=0):
    """(verdict, HelloCore, what was signed) of a Hello on a link to `chapter`."""
    core = messages.decode("HelloCore", hello.core)
    if len(hello.core) > CORE_MAX or core is None or len(hello.signature) != 64:
        return "malformed hello", None, None
    if not core.protocol_min <= 1 <= core.protocol_max or core.features & 0x5555555555555555:
        return "other protocol version", None, None
    if core.federation != federation:
        return "other federation", None, None
    digest = core_hash(sender_key, receiver_key, nonce, hello.core)
    keys = [feed_key]
    if (core.HasField("certificate") and core.certificate.epoch > epoch
            and certified_chapter(core.certificate) == chapter):
        keys.append(core.certificate.feed_key)
    if not any(verify(key, "rhizome/hello", chapter, digest, hello.signature) for key in keys):
        return "hello not signed by its chapter", None, None
    return "valid", core, signed("rhizome/hello", chapter, digest)
