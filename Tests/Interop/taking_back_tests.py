"""Taking bodies back, and bodies that somebody has left out on the way."""

from rhizome_peer import messages
from scene import Scene, meeting


def taking_back(*places):
    """The payload of a bodiesTakenBack for (epoch, event)..."""
    told = messages.BodiesTakenBack()
    for epoch, event in places:
        told.events.add(epoch=epoch, seq=event.seq, id=event.id)
    return told.SerializeToString()


class TakingBackTests(Scene):
    def trace(self, text):
        """Whether any file of the real node has this text."""
        return any(text.encode() in path.read_bytes()
                   for path in self.real.data.rglob("*") if path.is_file())

    def test_what_is_taken_back_is_gone_there_and_for_whoever_comes_later(self):
        writer = self.linked("Regret Tenants")
        writer.append(64, meeting("A meeting that somebody regrets"))
        said = writer.feed.events[-1]
        writer.append(64, meeting("A meeting that stands"))
        self.see(writer, lambda: len(self.titles()) == 2, "both meetings are listed")
        self.assertTrue(self.trace("somebody regrets"))
        writer.append(5, taking_back((writer.chapter.epoch, said)))
        self.see(writer, lambda: self.titles() == ["A meeting that stands"], "one is listed")
        self.see(writer, lambda: not self.trace("somebody regrets"), "its words are in no file")

        reader = self.linked("Later Tenants")
        read = reader.library.feed(writer.chapter.id, 0).events
        self.assertEqual([event.id for event in read],
                         [event.id for event in writer.feed.events])
        self.assertEqual([event.seq for event in read if not event.body], [said.seq])
        self.assertFalse(reader.refused)
        self.assertEqual(self.real.run("feed", "verify")["findings"], [])

    def test_a_body_that_was_left_out_is_asked_for_again(self):
        writer = self.joined("Silent Tenants")
        writer.append(64, meeting("A meeting that was left out"))
        event = writer.feed.events[-1]
        body, event.body = event.body, b""
        self.link(writer)
        self.see(writer, lambda: self.real.seq_of(writer.chapter.id) == writer.feed.end.seq,
                 "the real node has the whole feed")
        self.assertEqual(self.titles(), [])
        with self.assertRaisesRegex(AssertionError, "which was not taken back"):
            self.real.run("feed", "verify")
        event.body = body
        writer.hang_up()
        self.link(writer)
        self.see(writer, lambda: self.titles() == ["A meeting that was left out"],
                 "the meeting is listed", 60)
        self.assertEqual(self.real.run("feed", "verify")["findings"], [])

    def test_a_vote_without_its_body_is_no_run(self):
        writer = self.joined("Empty Tenants")
        writer.append(96, b"\x01")
        writer.feed.events[-1].body = b""
        self.link(writer)
        self.see(writer, lambda: self.real.refused("malformed run") > 0, "the run is refused")
        self.assertLess(self.real.seq_of(writer.chapter.id), writer.feed.end.seq)
