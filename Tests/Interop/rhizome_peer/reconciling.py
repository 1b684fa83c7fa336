"""How two linked nodes come to hold the same: README.md, "Reconciliation" and "Forks"."""

from . import messages
from .federation import fingerprint
from .forks import check_proof, fork_seq
from .link import CREDIT_FIRST, CREDIT_MAX, CREDIT_PIECE
from .runs import make_run, run_size
from .vectors import read_vector, write_vector

RANGES_MAX = 64


class Reconciling:
    """The part of a Node that speaks with linked nodes after the greeting."""

    # What is held

    def roster_feeds(self):
        """The feeds that count, as (chapter, epoch), those of which nothing is held too."""
        found = {(self.chapter.id, feed.epoch) for feed in self.library.history(self.chapter.id)}
        for chapter, standing in self.standings.items():
            if standing.name == "candidate":
                continue
            history = self.library.history(chapter)
            found |= {(chapter, feed.epoch) for feed in history}
            if not history:
                found.add((chapter, standing.core.certificate.epoch))
        return sorted(found)

    def held(self, chapter, epoch):
        feed = self.library.feed(chapter, epoch)
        return feed.end.seq if feed else 0

    def fingerprint(self):
        feeds = [self.library.feed(*name) for name in self.roster_feeds()]
        return fingerprint((feed.chapter, feed.epoch, feed.end.seq, feed.end.id,
                            feed.fork is not None) for feed in feeds if feed)

    def send_fingerprint(self, link):
        link.send(fingerprint=messages.Fingerprint(hash=self.fingerprint()))

    def send_proofs(self, link):
        for feed in self.library.feeds.values():
            if feed.proof:
                link.send(fork=feed.proof)

    def push(self, events):
        for link in self.greeted:
            link.send(push=make_run(self.chapter.id, self.chapter.epoch, events))

    # What the other side says

    def hear(self, link, part, told):
        """Does what a message asks for; parts that say nothing to this node are passed over."""
        step = getattr(self, f"_hear_{part}", None)
        if step:
            step(link, told)

    def _hear_fingerprint(self, link, told):
        link.fingerprint = told.hash
        if told.hash != self.fingerprint():
            self.send_vector(link, answer=True)

    def _hear_vector(self, link, told):
        if not read_vector(link, told, self.roster_feeds()):
            return self.send_vector(link, answer=True, whole=True)
        self.ask(link)
        for (chapter, epoch), seq in link.vector.items():
            feed = self.library.feed(chapter, epoch)
            if feed and feed.proof and seq >= feed.fork[0]:
                link.send(fork=feed.proof)
        if told.answer:
            self.send_vector(link, answer=False)
        elif link.vector == self.positions():
            self._send_tips(link)

    def positions(self):
        """How far each feed of the roster is held."""
        return {name: self.held(*name) for name in self.roster_feeds()}

    def send_vector(self, link, answer, whole=False):
        link.send(vector=write_vector(link, self.positions(), answer, whole))

    def _hear_have(self, link, told):
        """News that has not been pushed here: it is asked for."""
        for one in told.feeds:
            name = (one.chapter, one.epoch)
            link.vector[name] = max(one.seq, link.vector.get(name, 0))
        self.ask(link)

    def _send_tips(self, link):
        held = [feed for feed in map(lambda name: self.library.feed(*name),
                                     self.roster_feeds()) if feed and feed.end.seq]
        link.send(tips=messages.Tips(feeds=[
            messages.FeedTip(chapter=feed.chapter, epoch=feed.epoch, seq=feed.end.seq,
                             tip=feed.end.id[:8]) for feed in held]))
        for feed in held:
            self._show_again(link, feed, feed.end.seq)

    def _hear_totals(self, link, told):
        link.totals.append(told.events)

    def _hear_credit(self, link, told):
        link.credit = min(CREDIT_MAX, link.credit + told.bytes)

    # Asking

    def ask(self, link):
        """Asks for what the link's last Vector had and this node lacks."""
        wanted, standings = [], self.standings
        for (chapter, epoch), seq in sorted(link.vector.items()):
            standing = standings.get(chapter)
            if standing is None or standing.name == "candidate":
                continue
            feed = self.library.feed(chapter, epoch)
            limit = feed.limit if feed and feed.limit is not None else seq
            held = self.held(chapter, epoch)
            if min(seq, limit) > held and (chapter, epoch) not in link.asked:
                wanted.append((chapter, epoch, held + 1, min(seq, limit)))
        for chapter, epoch, first, last in wanted[:RANGES_MAX]:
            link.asked[chapter, epoch] = last
        if wanted:
            self.get(link, wanted[:RANGES_MAX])

    def get(self, link, ranges):
        """Sends a Get for (chapter, epoch, from, through)..."""
        link.granted = max(link.granted, CREDIT_FIRST)
        told = messages.Get()
        for chapter, epoch, first, last in ranges:
            setattr(told.ranges.add(chapter=chapter, epoch=epoch, through=last), "from", first)
        link.send(get=told)

    def _hear_run(self, link, run):
        if link.granted <= 0:
            return self.refuse("run without credit")
        link.granted -= run_size(run)
        name = (run.chapter, run.epoch)
        if name in link.asked:
            link.owed += run_size(run)
        if link.owed >= CREDIT_PIECE:
            link.send(credit=messages.Credit(bytes=link.owed))
            link.given_back += link.owed
            link.granted, link.owed = link.granted + link.owed, 0
        self.take(link, run)
        if name in link.asked and self.held(*name) >= link.asked[name]:
            del link.asked[name]
            if not link.asked:
                self.ask(link)

    def _hear_push(self, link, run):
        self.take(link, run)

    def take(self, link, run):
        """Stores what of a run is new; asks first for what must be held before it."""
        name, lacking = (run.chapter, run.epoch), self.library.lacking_before(run)
        if lacking:
            link.asked.pop(name, None)
            link.later.add(name)
            if lacking[:2] not in link.asked:
                link.asked[lacking[:2]] = lacking[3]
                self.get(link, [lacking])
            return
        if name in link.later and self.library.feed(*name) is None and getattr(run, "from") > 1:
            return
        verdict, new = self.library.take(run, self.key_of(run.chapter, run.epoch))
        if verdict == "valid":
            if name in self.unchecked:
                self._hear_fork(link, self.unchecked.pop(name))
            self.saw(new)
            self.soon()
        elif verdict == "run out of order":
            held = self.held(run.chapter, run.epoch)
            if getattr(run, "from") > held + 1:
                self.get(link, [(run.chapter, run.epoch, held + 1, getattr(run, "from") - 1)])
        else:
            self.refuse(verdict)

    # Giving

    def _hear_get(self, link, told):
        if len(told.ranges) > RANGES_MAX:
            return self.refuse("too many ranges")
        if not link.queue:
            link.credit = max(link.credit, CREDIT_FIRST)
        found = []
        for one in told.ranges:
            feed = self.library.feed(one.chapter, one.epoch)
            first, last = getattr(one, "from"), min(one.through, feed.end.seq if feed else 0)
            if feed and 1 <= first <= last:
                found += [make_run(feed.chapter, feed.epoch, events)
                          for events in feed.runs(first, last)]
        link.send(totals=messages.Totals(events=sum(len(run.events) for run in found)))
        link.queue += found
        self.serve(link)

    def serve(self, link):
        """Sends what waits, as far as the credit goes."""
        while link.queue and link.credit > 0:
            run = link.queue.pop(0)
            link.credit -= run_size(run)
            link.send(run=run)

    # Forks

    def _hear_fork(self, link, proof):
        feed = self.library.feed(proof.chapter, proof.epoch)
        seq = fork_seq(proof)
        first = self.key_of(proof.chapter, proof.epoch)
        key = feed.key_at(seq) if feed else first if seq == 1 else None
        if key is None and (feed or first):
            # A change of the key may come between what is held and the fork.
            self.unchecked[proof.chapter, proof.epoch] = proof
            return
        fork = check_proof(proof, key)
        if fork is None:
            return self.refuse("bad fork proof")
        self.keep_proof(feed or self.library.begin(proof.chapter, proof.epoch, key), fork, proof)

    def _hear_tips(self, link, told):
        for tip in told.feeds:
            self._show_again(link, self.library.feed(tip.chapter, tip.epoch), tip.seq)

    def _show_again(self, link, feed, seq):
        """Shows a proof to whoever holds as much and may not know of the fork."""
        if feed and feed.proof and seq == feed.fork[0] - 1:
            link.send(fork=feed.proof)

    def keep_proof(self, feed, fork, proof):
        if not feed.better_fork(fork):
            return
        feed.fork, feed.proof = fork, proof
        feed.trim()
        self.soon()
        for link in self.greeted:
            link.send(fork=proof)
