"""Invitations: README.md, "Invitations"."""

import base64
import binascii
import dataclasses
import re

from . import messages
from .crypto import H, transport_public
from .texts import is_endpoint

PREFIX = "rhizome-invitation:"
LENGTH_MAX = 2000


@dataclasses.dataclass
class Invitation:
    chapter: bytes
    endpoint: str
    transport_key: bytes
    secret: bytes
    expires: int

    @property
    def guest_secret(self):
        return H("rhizome/invitation", self.secret)

    @property
    def guest_key(self):
        return transport_public(self.guest_secret)

    @property
    def text(self):
        data = messages.Invitation(
            chapter=self.chapter, endpoint=self.endpoint, transport_key=self.transport_key,
            secret=self.secret, expires=self.expires).SerializeToString()
        return PREFIX + base64.urlsafe_b64encode(data).decode().rstrip("=")


def read_invitation(text):
    """The Invitation in a text, or None."""
    text = "".join(text.split())
    if len(text) >= LENGTH_MAX or not text.startswith(PREFIX):
        return None
    coded = text[len(PREFIX):]
    if not re.fullmatch("[A-Za-z0-9_-]+", coded):
        return None
    try:
        data = base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4))
    except binascii.Error:
        return None
    read = messages.decode("Invitation", data)
    if (read is None or len(read.chapter) != 32 or len(read.transport_key) != 32
            or len(read.secret) != 32 or not is_endpoint(read.endpoint) or read.expires <= 0):
        return None
    return Invitation(read.chapter, read.endpoint, read.transport_key, read.secret, read.expires)
