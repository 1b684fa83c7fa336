"""Chapters, their keys and how they introduce themselves: README.md, "Identities and keys"."""

import dataclasses

from . import messages
from .crypto import (H, ZERO, chapter_id, key_is_accepted, public_of, random_bytes, sign,
                     transport_public, u32, u64, verify)
from .texts import is_endpoint, is_name

LAST_EPOCH = 65535
SEQ_MAX = 2**63 - 1
CHANGES_MAX = 8


@dataclasses.dataclass
class Chapter:
    """A chapter with its secrets."""

    name: str
    root: bytes
    feed: bytes
    transport: bytes
    epoch: int = 0
    endpoints: tuple = ()

    @classmethod
    def new(cls, name):
        return cls(name, *(random_bytes(32) for _ in range(3)))

    @property
    def id(self):
        return chapter_id(public_of(self.root))

    @property
    def transport_key(self):
        return transport_public(self.transport)

    def certificate(self):
        made = messages.FeedCertificate(
            root_key=public_of(self.root), feed_key=public_of(self.feed), epoch=self.epoch)
        made.root_signature = sign(
            self.root, "rhizome/feed-key", self.id,
            H("rhizome/feed-key-core", u32(self.epoch), made.feed_key))
        return made

    def node_record(self):
        return messages.NodeRecord(transport_key=self.transport_key, endpoints=self.endpoints)

    def introduction(self, head_seq):
        core = messages.IntroductionCore(
            certificate=self.certificate(), name=self.name, node=self.node_record(),
            head_seq=head_seq).SerializeToString()
        return messages.Introduction(core=core, signature=sign(
            self.feed, "rhizome/introduction", self.id, H("rhizome/introduction-core", core)))

    def opening(self, closes=None):
        """The payload of event 1; `closes` is (epoch, seq, id) in every epoch but the first."""
        made = messages.FeedOpened(
            certificate=self.certificate(), name=self.name, profile="tenants-union")
        if closes:
            epoch, seq, id = closes
            made.closes.epoch, made.closes.seq, made.closes.id = epoch, seq, id
            made.closes.root_signature = sign(
                self.root, "rhizome/feed-cut", self.id,
                cut_hash(made.certificate, made.closes))
        return made.SerializeToString()


def cut_hash(certificate, cut):
    return H("rhizome/feed-cut-core", u32(certificate.epoch), certificate.feed_key,
             u32(cut.epoch), u64(cut.seq), cut.id)


def certified_chapter(certificate):
    """The ChapterID that a FeedCertificate proves, or None."""
    if not key_is_accepted(certificate.root_key) or not key_is_accepted(certificate.feed_key):
        return None
    chapter = chapter_id(certificate.root_key)
    core = H("rhizome/feed-key-core", u32(certificate.epoch), certificate.feed_key)
    if certificate.epoch > LAST_EPOCH or not verify(
            certificate.root_key, "rhizome/feed-key", chapter, core, certificate.root_signature):
        return None
    keys = [(1, certificate.feed_key)]
    for change in certificate.changes:
        if not change_counts(chapter, certificate.epoch, keys, change):
            return None
        keys.append((change.seq + 1, change.feed_key))
    return chapter


def change_counts(chapter, epoch, keys, change):
    """Whether a KeyChange counts after these keys, a list of (first place, key)."""
    if (not max(2, keys[-1][0]) <= change.seq <= SEQ_MAX or len(keys) > CHANGES_MAX
            or change.feed_key in [key for _, key in keys]
            or not key_is_accepted(change.feed_key)):
        return False
    core = H("rhizome/key-change-core", u32(epoch), u64(change.seq), change.feed_key)
    return (verify(keys[-1][1], "rhizome/key-change", chapter, core, change.signature)
            and verify(change.feed_key, "rhizome/key-change", chapter, core, change.possession))


def certified_keys(certificate):
    """(first place, key) of each key in a certificate, in order."""
    return [(1, certificate.feed_key)] + [(change.seq + 1, change.feed_key)
                                          for change in certificate.changes]


def latest_key(certificate):
    return certified_keys(certificate)[-1][1]


def transport_keys(node):
    """The keys that a NodeRecord lists: the one to dial first, and the one after or before it."""
    return [node.transport_key] + ([node.other_key] if node.other_key else [])


def is_node_record(node):
    return (all(len(key) == 32 for key in transport_keys(node)) and len(node.endpoints) <= 4
            and all(is_endpoint(endpoint) for endpoint in node.endpoints))


def read_introduction(introduction):
    """The chapter and core of a valid Introduction, or None."""
    core = messages.decode("IntroductionCore", introduction.core)
    if len(introduction.core) > 4096 or core is None:
        return None
    chapter = certified_chapter(core.certificate)
    if (chapter is None or not is_name(core.name) or not is_node_record(core.node)
            or not verify(latest_key(core.certificate), "rhizome/introduction", chapter,
                          H("rhizome/introduction-core", introduction.core),
                          introduction.signature)
            or core.returning and (core.certificate.epoch == 0 or core.head_seq > 0)):
        return None
    return chapter, core


def opening_is_valid(opening):
    """Whether a FeedOpened begins its feed: README.md, "Epochs"."""
    certificate, cut = opening.certificate, opening.closes
    chapter = certified_chapter(certificate)
    if chapter is None or certificate.changes or opening.HasField("closes") != (certificate.epoch > 0):
        return False
    if certificate.epoch == 0:
        return True
    return (cut.epoch < certificate.epoch and len(cut.id) == 32
            and (cut.seq > 0 or cut.id == ZERO)
            and verify(certificate.root_key, "rhizome/feed-cut", chapter,
                       cut_hash(certificate, cut), cut.root_signature))
