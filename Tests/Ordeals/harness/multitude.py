"""A federation of a thousand chapters, all but a few of them invented here.

Two founders in Python endorse everybody; real nodes join one of them and get all the feeds, which
are short. What the chapters wrote besides is laid into a stopped node's database afterwards: valid
events of a private kind, which are stored and chained and change no shared table.
"""

import os
import pathlib
import sqlite3
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Interop"))

# pylint: disable=wrong-import-position
from rhizome_peer import messages
from rhizome_peer.crypto import H, random_bytes, sign
from rhizome_peer.events import prefix, write_event
from rhizome_peer.federation import genesis_of_two, sign_genesis
from rhizome_peer.identity import Chapter
from rhizome_peer.node import Node as PythonNode

from .node import wait_until

PRIVATE_KIND, BODY = 1000, 100
RUN = 512


class Founder(PythonNode):
    """A second node that does not compute the roster anew for every message."""

    known = (None, None)

    @property
    def standings(self):
        state = sum(len(feed.events) for feed in self.library.feeds.values())
        if self.known[0] != state:
            self.known = (state, super().standings)
        return self.known[1]

    def write(self, told):
        """Events (kind, payload)... of its own feed that are not pushed, only found."""
        for kind, payload in told:
            end = self.feed.end
            event = write_event(self.chapter, end.seq + 1, end.id, end.time, kind, payload)
            self.feed.add([event])
        self.soon()

    def vouch(self, introductions):
        self.write([(17, messages.ChapterEndorsed(
            federation=self.federation.id, candidate=one).SerializeToString())
                    for one in introductions])


class Multitude:
    """So many chapters that belong to one federation, two of them founders."""

    def __init__(self, scene, count):
        self.first, self.second = Founder(Chapter.new("First")), Founder(Chapter.new("Second"))
        for founder in (self.first, self.second):
            scene.afterwards.callback(founder.close)
        self._found()
        self.chapters = []
        for number in range(count - 2):
            chapter = Chapter.new(f"Local {number}")
            feed = self.first.library.begin(chapter.id, 0, None)
            for kind, payload in ((1, chapter.opening()),
                                  (2, chapter.node_record().SerializeToString())):
                feed.add([write_event(chapter, feed.end.seq + 1, feed.end.id, feed.end.time, kind,
                                      payload)])
            self.chapters.append(chapter)
        introductions = [one.introduction(2) for one in self.chapters]
        self.first.vouch(introductions)
        self.second.vouch(introductions)

    def _found(self):
        pair = sorted((self.first, self.second), key=lambda one: one.chapter.id)
        self.first.listen()
        genesis = genesis_of_two(*(one.chapter.id for one in pair), random_bytes(16), "Multitude")
        certificate = messages.FederationCertificate(genesis=genesis)
        for one in pair:
            certificate.signatures.add(chapter=one.chapter.id,
                                       signature=sign_genesis(one.chapter.feed, one.chapter.id,
                                                              genesis))
            certificate.founders.append(one.chapter.introduction(one.feed.end.seq))
        for one in pair:
            one.belong(certificate)
        self.first.library.feeds[self.second.chapter.id, 0] = self.second.feed

    def take_in(self, node):
        """A real node joins, and gets everything."""

        text, failed = self.first.invite(), []

        def accept():
            try:
                node.ask("POST", "/links", {"invitation": text, "yes": True}, seconds=60)
            except Exception as error:  # pylint: disable=broad-except
                failed.append(error)

        asking = threading.Thread(target=accept)
        asking.start()
        self.first.wait(lambda: not asking.is_alive(), 60)
        if failed:
            raise failed[0]
        self.second.vouch([self.first.sides[-1].their_introduction])
        count = len(self.chapters) + 2
        told = [0]

        def holds_all():
            if time.monotonic() - told[0] < 1:
                return False
            told[0] = time.monotonic()
            feeds = node.ask("GET", "/status", seconds=60)["feeds"]
            return (len(feeds) > count and all(feed["seq"] >= 2 for feed in feeds))

        if not self.first.wait(holds_all, 240):
            feeds = node.ask("GET", "/status", seconds=60)["feeds"]
            raise AssertionError(f"{node.name} holds {len(feeds)} feeds of {count + 1}")

    def lay_in(self, database, each):
        """Writes so many events of each chapter into the database of a stopped node."""
        store = sqlite3.connect(database)
        store.execute("PRAGMA synchronous = OFF")
        for chapter in self.chapters:
            feed = self.first.library.feed(chapter.id, 0)
            number, = store.execute("SELECT number FROM feed WHERE chapter = ? AND epoch = 0",
                                    [chapter.id]).fetchone()
            rows, end = history(chapter, feed.end, each)
            store.executemany(
                "INSERT INTO event (feed, seq, id, suffix, body, signature) "
                "VALUES (?, ?, ?, ?, ?, ?)", ((number, *row) for row in rows))
            store.execute("UPDATE feed SET seq = ?, tip = ?, time = ? WHERE number = ?",
                          [end[0], end[1], end[2], number])
        store.commit()
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        return len(self.chapters) * each


def history(chapter, end, count):
    """Rows (seq, id, suffix, body, signature) of events after `end`, and where they end."""
    seq, previous, moment, rows = end.seq, end.id, end.time, []
    name = chapter.id
    for place in range(1, count + 1):
        seq, moment = seq + 1, moment + 1
        body = os.urandom(16) + b"x" * BODY
        suffix = messages.Suffix(time=moment, kind=PRIVATE_KIND).SerializeToString()
        header = prefix(name, 0, seq, previous, len(body), H("rhizome/body", body)) + suffix
        previous = H("rhizome/event", header)
        signed = place % RUN == 0 or place == count
        rows.append((seq, previous, suffix, body,
                     sign(chapter.feed, "rhizome/sig", name, previous) if signed else None))
    return rows, (seq, previous, moment)
