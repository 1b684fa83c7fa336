"""Hashes, signatures and keys: README.md, "Hashes", "Signatures", "ObjectIDs"."""

import hashlib
import os

import nacl.bindings as sodium
from nacl.exceptions import BadSignatureError
from nacl.public import PrivateKey
from nacl.signing import SigningKey

ZERO = bytes(32)


def H(context, *data):
    """BLAKE2b-256 under a context."""
    name = context.encode("ascii")
    return hashlib.blake2b(bytes([len(name)]) + name + b"".join(data), digest_size=32).digest()


def u32(number):
    return number.to_bytes(4, "big")


def u64(number):
    return number.to_bytes(8, "big")


def signed(context, chapter, digest):
    """What a signature covers."""
    name = context.encode("ascii")
    return bytes([len(name)]) + name + chapter + digest


def sign(seed, context, chapter, digest):
    return SigningKey(seed).sign(signed(context, chapter, digest)).signature


def key_is_accepted(key):
    return len(key) == 32 and sodium.crypto_core_ed25519_is_valid_point(key)


def verify_bytes(key, message, signature):
    """Whether the signature holds. The key must have been accepted."""
    if len(signature) != 64:
        return False
    try:
        sodium.crypto_sign_open(signature + message, key)
    except BadSignatureError:
        return False
    return True


def verify(key, context, chapter, digest, signature):
    return verify_bytes(key, signed(context, chapter, digest), signature)


def public_of(seed):
    """The Ed25519 public key of a seed."""
    return bytes(SigningKey(seed).verify_key)


def transport_public(secret):
    """The X25519 public key of a secret key."""
    return bytes(PrivateKey(secret).public_key)


def chapter_id(root_key):
    return H("rhizome/chapter", root_key)


def object_id(chapter, nonce):
    return H("rhizome/object", chapter, nonce)[:16]


def random_bytes(count):
    return os.urandom(count)
