"""A node that dials: it joins, links, gets what it lacks and gives what it has.

Everything happens in `poll`, which `wait` calls until a condition holds. Nothing runs beside it.
"""

import collections
import random
import time

import zmq

from . import messages
from .crypto import public_of, random_bytes
from .events import hybrid_now, must_end_a_run, write_event
from .federation import belongs, place, read_endorsement, roster, roster_hash
from .feeds import Library
from .hello import check_hello, hello_core, sign_hello, speaker
from .guests import Guests
from .identity import certified_keys, transport_keys
from .link import Dialled
from .reconciling import Reconciling
from .runs import cut_into_runs

GREETING_LIMIT, SOON = 5, 0.4
CONNECTED_WITHIN = 2
# An answer that was lost on the way is asked for again after so long.
CHALLENGED_AGAIN = 1
MINUTES_AHEAD = (10 * 60 * 1000) << 16


class Node(Guests, Reconciling):
    """A chapter's node."""

    def __init__(self, chapter):
        self.chapter, self.library = chapter, Library()
        self.context, self.links = zmq.Context(), []
        self.incarnation = random_bytes(16)
        self.federation = self.certificate = None
        self.introduced = {}  # ChapterID: IntroductionCore of whom this node has met
        self.refused = collections.Counter()
        self.unchecked = {}  # proofs whose key is not known yet
        self.latest_time = 0
        self.started = time.monotonic()
        self.next_fingerprint = self.started + 30
        self.open_feed()

    def hang_up(self):
        """Ends all links."""
        for link in self.links:
            link.close()
        self.links = []

    def close(self):
        self.hang_up()
        if self.listener:
            self.listener.close()
        self.context.destroy(linger=0)

    # The own feed

    @property
    def feed(self):
        return self.library.feed(self.chapter.id, self.chapter.epoch)

    def open_feed(self, closes=None):
        self.library.begin(self.chapter.id, self.chapter.epoch, public_of(self.chapter.feed))
        self.append(1, self.chapter.opening(closes))
        self.append(2, self.chapter.node_record().SerializeToString())
        self.library.close_earlier(self.feed)

    def append(self, kind, payload):
        """Writes one event into the own feed and pushes it."""
        return self.append_all([(kind, payload)])[0]

    def append_all(self, told):
        """Writes events (kind, payload)... in one transaction: the last of them is signed."""
        events, end = [], self.feed.end
        seq, id = end.seq, end.id
        for kind, payload in told:
            event = write_event(self.chapter, seq + 1, id, self.latest_time, kind, payload)
            self.latest_time, seq, id = event.time, event.seq, event.id
            if not must_end_a_run(kind) and len(events) + 1 < len(told):
                event.signature = b""
            events.append(event)
        self.feed.add(events)
        self.library.forget(self.chapter.id, events)
        for stretch in cut_into_runs(events):
            self.push(stretch)
        return events

    def saw(self, events):
        """Events of others pull the own clock, at most ten minutes ahead."""
        most = hybrid_now(0) + MINUTES_AHEAD
        self.latest_time = max([self.latest_time] + [min(one.time, most) for one in events])

    def begin_anew(self, feed_key):
        """Opens the next epoch under the root key, from where the present one ends."""
        self.feed.trim()
        end, closed = self.feed.end, self.chapter.epoch
        self.chapter.epoch, self.chapter.feed = closed + 1, feed_key
        self.open_feed((closed, end.seq, end.id))
        self.soon()

    # The roster

    @property
    def standings(self):
        if self.federation is None:
            return {}
        endorsements, departures = [], {}
        for chapter in {id for id, _ in self.library.feeds} | set(self.federation.founders):
            for at, event in self.library.events(chapter):
                if event.kind == 17:
                    endorsements.append(read_endorsement(
                        chapter, at, event.payload, self.federation.id))
                elif event.kind == 18:
                    told = messages.decode("FederationLeft", event.payload)
                    if told and told.federation == self.federation.id:
                        departures[chapter] = at
        return roster(self.federation, [one for one in endorsements if one], departures)

    def latest_certificate(self, chapter):
        """The certificate of the chapter's latest known epoch."""
        standing = self.standings.get(chapter)
        found = [standing.core.certificate] if standing else []
        found += [feed.opening.certificate for feed in self.library.history(chapter)
                  if feed.opening]
        return max(found, key=lambda one: one.epoch, default=None)

    def node_of(self, chapter):
        """The chapter's latest NodeRecord, else what it said of itself when the two met."""
        core = self.introduced.get(chapter, self.standings[chapter].core)
        found, since = core.node, place(core.certificate.epoch, core.head_seq)
        for at, event in self.library.events(chapter):
            if event.kind == 2 and at > since:
                found = messages.decode("NodeRecord", event.payload) or found
        return found

    def key_of(self, chapter, epoch):
        """The feed key as the roster knows it; candidates are not asked about."""
        standing = self.standings.get(chapter)
        if standing is None or standing.name == "candidate":
            return None
        certificate = standing.core.certificate
        return certificate.feed_key if certificate.epoch == epoch else None

    # Links

    def dial(self, chapter, key=None):
        """Dials a chapter, with the first key of its record or with this one."""
        node = self.node_of(chapter)
        link = Dialled(self.context, self.chapter.transport, node.endpoints[0],
                       key or node.transport_key, chapter)
        self.links.append(link)
        return link

    def _try_other_key(self, link):
        """Dials with the other key of the record where no connection comes about."""
        keys = transport_keys(self.node_of(link.chapter))
        others = [key for key in keys if key != link.their_key]
        if not link.stands and others and time.monotonic() - link.began > CONNECTED_WITHIN:
            link.ended = True
            self.dial(link.chapter, others[0])

    def dial_all(self):
        """Dials everybody who belongs and is not linked."""
        linked = {link.chapter for link in self.links}
        for chapter, standing in self.standings.items():
            if (belongs(standing) and chapter not in linked and chapter != self.chapter.id
                    and self.node_of(chapter).endpoints):
                self.dial(chapter)

    def link_to(self, chapter):
        """The link with a chapter, the one that has greeted if there are two."""
        mine = [link for link in self.links if link.chapter == chapter]
        return max(mine, key=lambda link: link.greeted, default=None)

    @property
    def greeted(self):
        return [link for link in self.links if link.greeted and not link.ended]

    def hello_core(self, link):
        return hello_core(self.chapter, self.federation.id, roster_hash(self.standings),
                          self.incarnation, self.head_of(link.chapter))

    def head_of(self, chapter):
        """The last event held of a chapter's latest epoch, if its signature is held."""
        history = self.library.history(chapter)
        last = history[-1].events[-1] if history and history[-1].events else None
        if last is None or not last.signature:
            return None
        return messages.Head(epoch=history[-1].epoch, seq=last.seq, id=last.id,
                             signature=last.signature)

    def _hear_hello(self, link, told):
        if link.chapter is None:
            link.chapter = speaker(told, link.candidates)
            if link.chapter is None:
                self.refuse("hello not signed by its chapter")
                return link.close()
        certificate = self.latest_certificate(link.chapter)
        feed = self.library.feed(link.chapter, certificate.epoch)
        verdict, core, _ = check_hello(
            told, link.their_key, link.own_key, link.nonce, self.federation.id, link.chapter,
            feed.keys if feed else certified_keys(certificate), certificate.epoch,
            feed.end.seq if feed else 0)
        if verdict != "valid":
            self.refuse(verdict)
            link.close()
        elif not link.greeted:
            link.greeted, link.their_hello = True, core
            if link.unanswered:
                self.say_hello(link, link.unanswered)
            self.send_proofs(link)
            self.send_fingerprint(link)

    def say_hello(self, link, nonce):
        link.send(hello=sign_hello(self.chapter, link.their_key, nonce, self.hello_core(link)))

    def _use(self, link):
        """The other side has taken this side's HELLO: earlier links with it are over."""
        if not link.used:
            link.used = True
            for other in self.links[:self.links.index(link)]:
                if other.chapter == link.chapter and other.greeted:
                    other.ended = True

    def refuse(self, verdict):
        self.refused[verdict] += 1

    def _hear(self, link, frame):
        told = messages.decode("Message", frame)
        part = told.WhichOneof("body") if told else None
        if part is None:
            return self.refuse("malformed frame")
        link.received.append(part)
        if part == "challenge":
            if len(told.challenge.nonce) != 32:
                return self.refuse("malformed challenge")
            if link.chapter is None:
                link.unanswered = told.challenge.nonce
                return None
            return self.say_hello(link, told.challenge.nonce)
        if part == "hello":
            return self._hear_hello(link, told.hello)
        if not link.greeted:
            if link.chapter is None:
                link.ended = True
            return self.refuse("message before greeting")
        if part.startswith("join_"):
            return self.refuse("message out of place")
        self._use(link)
        self.hear(link, part, getattr(told, part))

    # The loop

    def poll(self, seconds=0.05):
        """Does what there is to do, and waits for more at most this long."""
        for link in self.accept():
            self.links.append(link)
            link.send(challenge=messages.Challenge(nonce=link.nonce))
        for link in list(self.links):
            self._attend(link)
            if link.ended:
                link.close()
                self.links.remove(link)
        if time.monotonic() > self.next_fingerprint:
            self.next_fingerprint = time.monotonic() + random.uniform(15, 45)
            for link in self.greeted:
                self.send_fingerprint(link)
        sockets = [socket for link in self.links for socket in link.sockets]
        self.sleep(sockets + (self.listener.sockets if self.listener else []), seconds)

    def _attend(self, link):
        came = not link.ended and link.watch()
        if came or (link.stands and not link.greeted
                    and time.monotonic() - link.challenged_at > CHALLENGED_AGAIN):
            link.challenged_at = time.monotonic()
            link.send(challenge=messages.Challenge(nonce=link.nonce))
        if isinstance(link, Dialled):
            self._try_other_key(link)
        if not link.greeted and time.monotonic() - link.began > GREETING_LIMIT and link.stands:
            self.refuse("link too slow")
            link.ended = True
        for frame in [] if link.ended else link.frames():
            self._hear(link, frame)
            if link.ended:
                return
        if not link.ended:
            self.serve(link)
            link.ping_if_quiet()

    def soon(self):
        """Something was stored or cut: the others will hear the new fingerprint."""
        self.next_fingerprint = min(self.next_fingerprint, time.monotonic() + SOON)

    def sleep(self, sockets, seconds):
        """Waits until one of the sockets has something."""
        poller = zmq.Poller()
        for socket in sockets:
            poller.register(socket, zmq.POLLIN)
        poller.poll(seconds * 1000)

    def wait(self, condition, seconds=10):
        """Goes on until the condition holds; says whether it did."""
        deadline = time.monotonic() + seconds
        while not (found := condition()):
            if time.monotonic() > deadline:
                return found
            self.poll()
        return found
