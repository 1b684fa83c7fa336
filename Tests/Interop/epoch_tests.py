"""A chapter that has begun anew, as a real node passes its history on."""

from real_node import RealNode
from rhizome_peer.crypto import random_bytes
from rhizome_peer.events import write_event
from rhizome_peer.forks import make_proof
from rhizome_peer import messages
from scene import BRIEFLY, Scene, meeting


class EpochTests(Scene):
    def setUp(self):
        super().setUp()
        self.node = node = self.linked("Riverside Tenants")
        self.early = node.append(64, meeting("Said early"))
        node.append(64, meeting("Said in the first epoch"))
        self.first_key = node.chapter.feed
        node.begin_anew(random_bytes(32))
        node.append(64, meeting("Said in the second epoch"))
        self.see(node, lambda: "Said in the second epoch" in self.titles(), "it is listed")

    def restart(self):
        """The real node begins again, and the second one links with it again."""
        self.real.stop()
        self.see(self.node, lambda: not self.node.links, "the link is gone")
        self.real.start()
        self.link(self.node)

    def has_the_whole_history(self, reader):
        chapter = self.node.chapter.id
        read, said = reader.library.history(chapter), self.node.library.history(chapter)
        self.assertEqual([feed.epoch for feed in read], [0, 1])
        self.assertEqual([event.id for feed in read for event in feed.events],
                         [event.id for feed in said for event in feed.events])

    def test_a_newcomer_gets_both_epochs_in_order_from_a_node_that_was_restarted(self):
        self.restart()
        self.see(self.node, lambda: self.holds_the_same(self.node), "the two hold the same")
        self.has_the_whole_history(self.linked("Hillside Tenants"))

    def test_a_newcomer_gets_both_epochs_in_order(self):
        self.has_the_whole_history(self.linked("Hillside Tenants", BRIEFLY))

    def fork_in_the_closed_epoch(self):
        """Proves that there was another event in the place of the early one."""
        chapter, early = self.node.chapter, self.early
        present = chapter.epoch, chapter.feed
        chapter.epoch, chapter.feed = 0, self.first_key
        other = write_event(chapter, early.seq, early.header[45:77], early.time, 64,
                            meeting("Another history"))
        chapter.epoch, chapter.feed = present
        self.node.link_to(self.real.id).send(
            fork=make_proof(chapter.id, 0, [early], [other]))

    def nothing_is_lost(self):
        """What comes after the proof is taken, and nothing before it is gone."""
        self.node.append(64, meeting("Said after the proof"))
        self.see(self.node, lambda: "Said after the proof" in self.titles(), "it is listed")
        self.assertIn("Said early", self.titles())
        self.assertEqual(self.real.status()["warnings"], [])

    def test_a_fork_in_a_closed_epoch_cuts_nothing(self):
        self.fork_in_the_closed_epoch()
        self.nothing_is_lost()

    def test_a_fork_in_a_closed_epoch_cuts_nothing_in_a_node_that_was_restarted(self):
        self.restart()
        self.fork_in_the_closed_epoch()
        self.nothing_is_lost()


class RealEpochTests(Scene):
    def test_a_real_chapter_that_begins_anew_is_heard(self):
        node = self.linked("Riverside Tenants")
        self.plan("Before")
        self.real.stop()
        self.see(node, lambda: not node.links, "the link is gone")
        self.real.run("feed", "renew", "--root-key", str(self.real.data / "keys" / "root.key"))
        self.real.start()
        self.link(node)
        self.plan("After")
        self.see(node, lambda: [event.payload for _, event in node.library.events(self.real.id)
                                if b"After" in event.payload], "the new epoch has come")
        self.assertEqual([(feed.epoch, feed.end.seq) for feed in
                          node.library.history(self.real.id)],
                         [(epoch, self.real.seq_of(self.real.id, epoch)) for epoch in (0, 1)])


class KeyChangeTests(Scene):
    def test_a_real_chapter_that_changes_its_key_is_heard(self):
        node = self.linked("Riverside Tenants")
        self.plan("Before")
        self.real.run("feed", "change-key")
        self.plan("After")
        self.see(node, lambda: any(b"After" in event.payload
                                   for _, event in node.library.events(self.real.id)),
                 "what the new key signs has come")
        [feed] = node.library.history(self.real.id)
        self.assertEqual(len(feed.keys), 2)
        self.assertEqual(dict(node.refused), {})
        # The real node greets with the new key, also whoever has not heard of it.
        self.real.stop()
        self.see(node, lambda: not node.links, "the link is gone")
        self.real.start()
        self.link(node)
        self.see(node, lambda: self.holds_the_same(node), "the two hold the same")
        newcomer = self.linked("Hillside Tenants")
        [feed] = newcomer.library.history(self.real.id)
        self.assertEqual(len(feed.keys), 2)
        self.assertEqual(feed.end.seq, self.real.seq_of(self.real.id, 0))


class TransportKeyTests(Scene):
    def test_a_real_node_that_changes_its_transport_key_is_found_again(self):
        node = self.linked("Riverside Tenants")
        first = node.node_of(self.real.id).transport_key
        self.real.run("transport-key", "change")
        self.see(node, lambda: node.node_of(self.real.id).transport_key != first,
                 "the new key is in force")
        self.see(node, lambda: not node.links, "the link is gone")
        self.link(node)
        self.see(node, lambda: not node.node_of(self.real.id).other_key, "the old key is gone")
        self.plan("After")
        self.see(node, lambda: any(b"After" in event.payload
                                   for _, event in node.library.events(self.real.id)),
                 "what is shared afterwards has come")
        self.assertEqual(dict(node.refused), {})

    def test_the_other_key_of_a_record_is_tried(self):
        node = self.linked("Riverside Tenants")
        node.hang_up()
        known = node.node_of(self.real.id)
        record = messages.NodeRecord(transport_key=bytes([7]) * 32, endpoints=known.endpoints,
                                     other_key=known.transport_key)
        node.node_of = lambda chapter: record
        self.link(node)

    def test_a_thief_who_lists_the_key_changes_nothing(self):
        node = self.linked("Riverside Tenants")
        thief = self.linked("Eve's Copy")
        thief.append(2, messages.NodeRecord(
            transport_key=node.chapter.transport_key).SerializeToString())
        self.see(thief, lambda: self.real.seq_of(thief.chapter.id) == thief.feed.end.seq,
                 "the record has come")
        node.hang_up()
        self.link(node)
        self.see(node, lambda: self.holds_the_same(node), "the two hold the same")
        self.assertEqual(self.real.status()["refused"].get("hello not signed by its chapter"), None)


class ProofTests(Scene):
    def test_a_real_newcomer_learns_of_a_fork_of_a_chapter_that_it_had_not_heard_of(self):
        self.linked("Founding Tenants").hang_up()
        forker = self.linked("Admitted Tenants")
        before = forker.feed.events[-1]
        one = forker.append(64, meeting("One history"))
        other = write_event(forker.chapter, one.seq, before.id, before.time, 64, meeting("Other"))
        forker.link_to(self.real.id).send(
            fork=make_proof(forker.chapter.id, 0, [one], [other]))
        self.see(forker, lambda: self.real.status()["warnings"], "the real node warns")
        forker.hang_up()

        newcomer = RealNode("Hillside Local")
        self.addCleanup(newcomer.remove)
        newcomer.start()
        newcomer.run("link", "accept", self.real.run("link", "invite", "--auto-confirm")
                     ["invitation"], "--yes")
        self.see(forker, lambda: newcomer.seq_of(forker.chapter.id) == before.seq,
                 "the newcomer has the feed up to the fork", BRIEFLY)
        self.see(forker, lambda: newcomer.status()["warnings"], "the newcomer warns", BRIEFLY)
