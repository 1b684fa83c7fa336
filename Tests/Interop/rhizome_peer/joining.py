"""One side of a joining: README.md, "Joining". It holds no socket; frames go in and out."""

from . import messages
from .crypto import H, random_bytes, sign, verify
from .federation import (genesis_of_two, genesis_signature_holds, read_certificate, sign_genesis)
from .identity import latest_key, read_introduction
from .texts import is_name

WORDS = (messages.PROTOCOL / "words.txt").read_text().split()


def commit_to(reveal):
    return H("rhizome/join-commit", reveal)


class Joining:
    """Says which frames to send. `certificate` holds the federation once it is done."""

    def __init__(self, chapter, introduction, inviter=False, certificate=None, name="",
                 nonce=None, own_id=None):
        self.chapter, self.inviter, self.certificate = chapter, inviter, None
        self.own_id = own_id or chapter.id
        self.offered, self.name = certificate, name
        revealed = messages.JoinReveal(nonce=nonce or random_bytes(32), introduction=introduction)
        if inviter and certificate is not None:
            revealed.federation.CopyFrom(certificate)
        elif inviter:
            revealed.federation_name = name
        self.introduction, self.reveal = introduction, revealed.SerializeToString()
        self.commitment = commit_to(self.reveal)
        self.their_commitment = self.their_reveal = self.other = self.genesis = None
        self.transcript, self.confirmed, self.their_confirm = None, False, None
        self.refused, self.founded = None, False

    def begin(self):
        """What a guest sends first."""
        return [messages.Message(join_commit=messages.JoinCommit(commitment=self.commitment))]

    @property
    def places(self):
        return list(self.transcript[:6])

    @property
    def words(self):
        return [WORDS[place] for place in self.places]

    def receive(self, frame):
        """The messages to send in answer to a frame."""
        if self.refused or self.certificate:
            return []
        told = messages.decode("Message", frame)
        part = told.WhichOneof("body") if told else None
        if part == "ping":
            return []
        if part == "join_refused":
            self.refused = told.join_refused.reason
            return []
        step = {"join_commit": self._committed, "join_reveal": self._revealed,
                "join_confirm": self._confirmed}.get(part)
        return step(getattr(told, part)) if step else self._refuse("This is no joining message.")

    def confirm(self):
        """What to send when people here have compared the words."""
        if self.refused or self.transcript is None:
            return []
        self.confirmed = True
        if not self.inviter:
            return [self._confirmation()]
        return self._conclude() if self.their_confirm else []

    def _refuse(self, reason):
        self.refused = reason
        return [messages.Message(join_refused=messages.JoinRefused(reason=reason))]

    def _committed(self, told):
        if self.their_commitment or len(told.commitment) != 32:
            return self._refuse("The commitment came twice or is none.")
        self.their_commitment = told.commitment
        return self.begin() if self.inviter else [messages.Message(join_reveal=self.reveal)]

    def _revealed(self, data):
        told = messages.decode("JoinReveal", data)
        if (self.their_reveal or not self.their_commitment or told is None
                or commit_to(data) != self.their_commitment or len(told.nonce) != 32):
            return self._refuse("The reveal is not what was committed to.")
        read = read_introduction(told.introduction)
        if read is None or read[0] == self.own_id:
            return self._refuse("The introduction does not hold.")
        if not self.inviter:
            if told.HasField("federation"):
                if read_certificate(told.federation) is None:
                    return self._refuse("The certificate does not hold.")
                self.offered = told.federation
            elif not is_name(told.federation_name):
                return self._refuse("The federation has no name.")
            self.name = told.federation_name
        self.their_reveal, self.their_introduction = data, told.introduction
        self.other, self.their_key = read[0], latest_key(read[1].certificate)
        self._compute_transcript()
        return [messages.Message(join_reveal=self.reveal)] if self.inviter else []

    def _compute_transcript(self):
        mine = (self.commitment, H("rhizome/join-reveal", self.reveal))
        theirs = (self.their_commitment, H("rhizome/join-reveal", self.their_reveal))
        guest, inviter = (theirs, mine) if self.inviter else (mine, theirs)
        self.transcript = H("rhizome/join-transcript", guest[0], inviter[0], guest[1], inviter[1])
        self.founded = self.offered is None
        if self.founded:
            self.genesis = genesis_of_two(
                self.own_id, self.other, self.transcript[:16], self.name)

    def _confirmation(self):
        told = messages.JoinConfirm(transcript_signature=sign(
            self.chapter.feed, "rhizome/join", self.own_id, self.transcript))
        if self.founded:
            told.genesis_signature = sign_genesis(
                self.chapter.feed, self.own_id, self.genesis)
        return messages.Message(join_confirm=told)

    def _confirmed(self, told):
        if (self.transcript is None or self.their_confirm
                or not self.inviter and not self.confirmed
                or not verify(self.their_key, "rhizome/join", self.other, self.transcript,
                              told.transcript_signature)
                or self.founded and not genesis_signature_holds(
                    self.other, self.their_key, self.genesis, told.genesis_signature)):
            return self._refuse("The confirmation does not hold.")
        self.their_confirm = told
        if self.inviter:
            return self._conclude() if self.confirmed else []
        federation = read_certificate(told.federation)
        if federation is None or (
                told.federation.genesis != self.genesis if self.founded
                else federation.id != read_certificate(self.offered).id):
            return self._refuse("The certificate is another one.")
        self.certificate = told.federation
        return []

    def _conclude(self):
        """The inviter's last word, with the certificate."""
        answer = self._confirmation()
        if self.founded:
            self.certificate = messages.FederationCertificate(genesis=self.genesis)
            mine = (self.own_id, answer.join_confirm.genesis_signature, self.introduction)
            theirs = (self.other, self.their_confirm.genesis_signature, self.their_introduction)
            for id, signature, introduction in sorted((mine, theirs), key=lambda one: one[0]):
                self.certificate.signatures.add(chapter=id, signature=signature)
                self.certificate.founders.append(introduction)
        else:
            self.certificate = self.offered
        answer.join_confirm.federation.CopyFrom(self.certificate)
        return [answer]
