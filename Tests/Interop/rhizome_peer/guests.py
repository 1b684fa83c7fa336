"""How chapters come together: README.md, "Invitations" and "Joining", over links."""

import time

from . import messages
from .crypto import random_bytes
from .federation import belongs, read_certificate
from .identity import read_introduction, transport_keys
from .invitations import Invitation
from .joining import Joining
from .link import Dialled
from .listening import Listener

WEEK = 7 * 86_400_000


class Guests:
    """The part of a Node that joins others and lets others join."""

    listener = None

    def join(self, invitation, compare=lambda words: True, seconds=15):
        """Goes through Joining; `compare` is the people who read six words to each other."""
        link = Dialled(self.context, invitation.guest_secret, invitation.endpoint,
                       invitation.transport_key)
        side = Joining(self.chapter, self.chapter.introduction(self.feed.end.seq))
        deadline = time.monotonic() + seconds
        while not side.certificate and not side.refused and time.monotonic() < deadline:
            if link.watch():
                send_all(link, side.begin())
            for frame in link.frames():
                send_all(link, side.receive(frame))
                if side.transcript and not side.confirmed and compare(side.words):
                    send_all(link, side.confirm())
            self.sleep(link.sockets, 0.05)
        link.close()
        if side.certificate:
            self.introduced[side.other] = read_introduction(side.their_introduction)[1]
            self.belong(side.certificate)
        return side

    def belong(self, certificate):
        """From here on the own chapter belongs to this federation."""
        self.certificate, self.federation = certificate, read_certificate(certificate)
        told = messages.FederationJoined(certificate=certificate)
        self.append(16, told.SerializeToString())

    # The side that is dialled

    def listen(self):
        """Lets others dial this node, and says so in the feed."""
        self.listener = Listener(self.context, self.chapter.transport, self._admits)
        self.chapter.endpoints = (self.listener.endpoint,)
        self.append(2, self.chapter.node_record().SerializeToString())
        self.invited, self.guests, self.sides = {}, [], []

    def invite(self, name=""):
        """An invitation's text; `name` is for a federation that would be founded."""
        made = Invitation(self.chapter.id, self.listener.endpoint, self.chapter.transport_key,
                          random_bytes(32), int(time.time() * 1000) + WEEK)
        self.invited[made.guest_key] = name
        return made.text

    def _chapters_of(self, key):
        """The chapters that belong and list this transport key; a guest's key is nobody else's."""
        if key in self.invited:
            return []
        return [chapter for chapter, standing in self.standings.items()
                if belongs(standing) and chapter != self.chapter.id
                and key in transport_keys(self.node_of(chapter))]

    def _admits(self, key):
        return key in self.invited or bool(self._chapters_of(key))

    def accept(self):
        """Takes what has come to the listener; the links of members that are new."""
        if self.listener is None:
            return []
        self.listener.answer_zap()
        new = self.listener.accept(self._chapters_of)
        for link in new:
            if not link.candidates:
                link.joining = Joining(
                    self.chapter, self.chapter.introduction(self.feed.end.seq), True,
                    self.certificate, self.invited.get(link.their_key, ""))
                self.guests.append(link)
                self.sides.append(link.joining)
        for link in self.guests:
            self._hear_guest(link)
        return [link for link in new if link.candidates]

    def _hear_guest(self, link):
        side = link.joining
        for frame in link.frames():
            if side.certificate is None:
                send_all(link, side.receive(frame))
                if side.transcript and not side.confirmed:
                    send_all(link, side.confirm())
                if side.certificate:
                    self._welcome(link, side)

    def _welcome(self, link, side):
        del self.invited[link.their_key]
        if side.founded:
            self.belong(side.certificate)
        else:
            told = messages.ChapterEndorsed(
                federation=self.federation.id, candidate=side.their_introduction)
            self.append(17, told.SerializeToString())


def send_all(link, told):
    for message in told:
        link.send_frame(message.SerializeToString())
