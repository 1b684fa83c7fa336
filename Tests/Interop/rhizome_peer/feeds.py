"""What a node holds: README.md, "Feeds", "Epochs" and "Forks"."""

from . import messages
from .events import must_end_a_run
from .federation import place
from .identity import certified_chapter, change_counts, opening_is_valid
from .runs import End, check_run, cut_into_runs


def read_opening(event, chapter, epoch):
    """The FeedOpened in this event if it begins this very feed, else None."""
    if event.seq != 1 or event.kind != 1:
        return None
    told = messages.decode("FeedOpened", event.payload)
    if (told is None or not opening_is_valid(told) or told.certificate.epoch != epoch
            or certified_chapter(told.certificate) != chapter):
        return None
    return told


class Feed:
    """One chapter's events of one epoch, in order, as far as they count."""

    def __init__(self, chapter, epoch, key):
        self.chapter, self.epoch, self.key = chapter, epoch, key
        self.events, self.aside = [], []
        self.fork = self.proof = self.cut = None

    @property
    def end(self):
        last = self.events[-1] if self.events else None
        return End(last.seq, last.id, last.time) if last else End()

    @property
    def keys(self):
        """(first place, key) of each key that has signed here, in order."""
        keys = [(1, self.key)]
        for event in self.events:
            change = event.kind == 4 and messages.decode("KeyChange", event.payload)
            if (change and change.seq == event.seq
                    and change_counts(self.chapter, self.epoch, keys, change)):
                keys.append((change.seq + 1, change.feed_key))
        return keys

    def key_at(self, seq):
        """The key of a place, or None where a change may come between it and what is held."""
        if seq > self.end.seq + 1:
            return None
        return [key for first, key in self.keys if first <= seq][-1]

    @property
    def limit(self):
        """The last place that counts, or None where there is none."""
        places = [] if self.cut is None else [self.cut]
        places += [] if self.fork is None else [self.fork[0] - 1]
        return min(places, default=None)

    @property
    def opening(self):
        return read_opening(self.events[0], self.chapter, self.epoch) if self.events else None

    def trim(self):
        """Puts aside what lies beyond the limit."""
        if self.limit is not None and self.end.seq > self.limit:
            self.aside += self.events[self.limit:]
            del self.events[self.limit:]

    def add(self, events):
        self.events += events
        self.trim()

    def runs(self, first, last):
        """Events first...last in runs; past `last` where only a later event is signed."""
        whole = self.events + [event for event in self.aside if event.seq > self.end.seq]
        stop = last
        while stop < len(whole) and not whole[stop - 1].signature:
            stop += 1
        return cut_into_runs(whole[first - 1:stop])

    def better_fork(self, fork):
        return self.fork is None or fork < self.fork


class Library:
    """All feeds, by (chapter, epoch)."""

    def __init__(self):
        self.feeds = {}

    def feed(self, chapter, epoch):
        return self.feeds.get((chapter, epoch))

    def begin(self, chapter, epoch, key):
        return self.feeds.setdefault((chapter, epoch), Feed(chapter, epoch, key))

    def history(self, chapter):
        """The chapter's feeds that count, the earliest epoch first."""
        mine = {epoch: feed for (id, epoch), feed in self.feeds.items() if id == chapter}
        opened = [epoch for epoch, feed in mine.items() if feed.opening]
        row, epoch = [], max(opened or mine, default=None)
        while epoch is not None and epoch in mine:
            row.append(mine[epoch])
            opening = mine[epoch].opening
            epoch = opening.closes.epoch if opening and opening.HasField("closes") else None
        return row[::-1]

    def events(self, chapter):
        """(place, event) of all that counts of a chapter, in order."""
        return [(place(feed.epoch, event.seq), event)
                for feed in self.history(chapter) for event in feed.events]

    def forget(self, chapter, events):
        """Deletes the bodies that these events take back."""
        for event in events:
            told = event.kind == 5 and messages.decode("BodiesTakenBack", event.payload)
            for one in told.events if told else ():
                feed = self.feed(chapter, one.epoch)
                for kept in feed.events + feed.aside if feed else ():
                    if kept.id == one.id and not must_end_a_run(kept.kind):
                        kept.body = b""

    def close_earlier(self, feed):
        """Where this feed begins with the cut of an earlier one, cuts that one."""
        opening = feed.opening
        earlier = opening and self.feed(feed.chapter, opening.closes.epoch)
        if opening and opening.HasField("closes") and earlier:
            earlier.cut = opening.closes.seq
            earlier.trim()

    def lacking_before(self, run):
        """What must be held before this run: (chapter, epoch, from, through), or None."""
        if getattr(run, "from") != 1 or run.epoch == 0 or not run.events:
            return None
        opening = messages.decode("FeedOpened", run.events[0].body[16:])
        if opening is None:
            return None
        closed = opening.closes
        earlier = self.feed(run.chapter, closed.epoch)
        held = earlier.end.seq if earlier else 0
        end = min(closed.seq, earlier.fork[0] - 1) if earlier and earlier.fork else closed.seq
        return (run.chapter, closed.epoch, held + 1, end) if held < end else None

    def take(self, run, key):
        """The verdict on a run, and what of it is new. What is valid is kept."""
        feed = self.feed(run.chapter, run.epoch)
        held = feed.end if feed else End()
        if feed is None and key is None and getattr(run, "from") == 1 and run.events:
            opening = messages.decode("FeedOpened", run.events[0].body[16:])
            if (opening and opening_is_valid(opening)
                    and certified_chapter(opening.certificate) == run.chapter
                    and opening.certificate.epoch == run.epoch):
                key = opening.certificate.feed_key
        verdict, events = check_run(
            run, held, (feed.key_at(getattr(run, "from")) or feed.key) if feed else key)
        if verdict != "valid":
            return verdict, events
        feed = feed or self.begin(run.chapter, run.epoch, key)
        new = [event for event in events if event.seq > held.seq]
        feed.add(new)
        self.close_earlier(feed)
        self.forget(run.chapter, new)
        return verdict, new
