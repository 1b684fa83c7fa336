"""Joining, linking and exchanging histories with a real node."""

from rhizome_peer.crypto import object_id
from rhizome_peer.runs import BYTES_MAX, EVENTS_MAX
from scene import Scene, meeting


class LinkTests(Scene):
    def test_people_on_both_sides_see_the_same_six_words(self):
        node, seen = self.second_node("Riverside Tenants"), []

        def compare(words):
            there = [link for link in self.real.run("link", "list") if link["words"]]
            seen.append((words, [link["words"] for link in there]))
            if there:
                self.real.run("link", "confirm", there[0]["chapterID"])
            return bool(there)

        side = node.join(self.invitation(), compare)
        self.assertIsNotNone(side.certificate, side.refused)
        words, theirs = seen[-1]
        self.assertEqual([" ".join(words)], [" ".join(one) if isinstance(one, list) else one
                                             for one in theirs])
        self.assertIn(self.real.id, node.standings)

    def test_the_whole_history_comes_and_every_run_is_verified(self):
        for number in range(3):
            self.plan(f"Old meeting {number}")
        node = self.linked("Hillside Tenants")
        feed = node.library.feed(self.real.id, 0)
        there = self.real.run("event", "list", "--chapter", self.real.id.hex())
        self.assertEqual([event.id.hex() for event in feed.events],
                         [event["eventID"] for event in there])
        self.assertFalse(node.refused)
        link = node.link_to(self.real.id)
        self.assertTrue({"fingerprint", "vector", "totals", "run"} <= set(link.received))
        self.assertGreaterEqual(sum(link.totals), len(feed.events))

    def test_a_meeting_that_is_pushed_is_listed(self):
        node = self.linked("Meadow Tenants")
        payload = meeting("Rent strike assembly", bytes(range(16)))
        node.append(64, payload)
        self.see(node, lambda: "Rent strike assembly" in self.titles(), "the meeting is listed")
        listed = next(one for one in self.real.meetings() if one["title"] == "Rent strike assembly")
        self.assertEqual(listed["meetingID"], object_id(node.chapter.id, bytes(range(16))).hex())

    def test_what_was_written_before_the_link_is_asked_for_and_given(self):
        node = self.joined("Orchard Tenants")
        node.append(64, meeting("Planned before the link"))
        self.link(node)
        self.see(node, lambda: "Planned before the link" in self.titles(), "the meeting is listed")
        self.assertIn("get", node.link_to(self.real.id).received)
        self.assertEqual(self.real.seq_of(node.chapter.id), node.feed.end.seq)

    def test_a_meeting_of_the_real_node_comes_as_a_push(self):
        node = self.linked("Bridge Tenants")
        self.plan("News of today")
        link, wanted = node.link_to(self.real.id), self.real.seq_of(self.real.id)
        self.see(node, lambda: node.held(self.real.id, 0) == wanted, "the push has come")
        self.assertIn("push", link.received)

    def test_more_than_the_first_credit_goes_there_and_on_to_a_third_chapter(self):
        writer = self.joined("Harvest Tenants")
        events = [(1000, bytes(12_000))] * 300
        while events:
            writer.append_all(events[:20])
            del events[:20]
        size = sum(event.size for event in writer.feed.events)
        self.assertGreater(size, 3_000_000)
        self.link(writer)
        self.see(writer, lambda: self.real.seq_of(writer.chapter.id) == writer.feed.end.seq,
                 "the real node has the whole feed")
        self.assertIn("credit", writer.link_to(self.real.id).received)

        reader = self.linked("Window Tenants")
        read = reader.library.feed(writer.chapter.id, 0)
        self.assertEqual([event.id for event in read.events],
                         [event.id for event in writer.feed.events])
        self.assertGreater(reader.link_to(self.real.id).given_back, 1_000_000)
        self.assertEqual(str(reader.standings[writer.chapter.id]), "seated")

    def test_events_under_one_signature_travel_as_they_were_signed(self):
        node = self.linked("Tunnel Tenants")
        node.append_all([(1000, b"small")] * (EVENTS_MAX - 1))
        node.append_all([(1000, bytes(BYTES_MAX // 5))] * 4)
        self.see(node, lambda: self.real.seq_of(node.chapter.id) == node.feed.end.seq,
                 "the real node has both transactions")
        self.assertEqual(sum(1 for event in node.feed.events if event.signature), 5)
