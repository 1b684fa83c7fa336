"""A real node that only dials out, joining and linking with a second node that listens."""

import unittest

from real_node import RealNode
from rhizome_peer import messages
from rhizome_peer.events import write_event
from rhizome_peer.forks import check_proof, make_proof
from scene import BRIEFLY, Scene, meeting


class ListeningTests(Scene):
    def setUp(self):
        self.real = RealNode("Harbour Local")
        self.addCleanup(self.real.remove)
        self.real.start(listens=False)
        self.node = self.second_node("Riverside Tenants")
        self.node.listen()

    def found(self):
        """The real node accepts an invitation; the two found a federation and link."""
        accepting = self.real.begin("link", "accept", self.node.invite("Two Banks"), "--yes")
        self.see(self.node, lambda: accepting.poll() is not None, "the invitation is accepted")
        _, complaint = accepting.communicate()
        self.assertEqual(accepting.returncode, 0, complaint)
        self.see(self.node, lambda: self.node.greeted, "the real node has dialled and greeted")

    def test_the_real_node_accepts_an_invitation_and_founds_a_federation(self):
        self.found()
        self.assertEqual(self.node.federation.name, "Two Banks")
        self.node.append(64, meeting("At the listener's"))
        self.see(self.node, lambda: "At the listener's" in self.titles(), "it is listed")
        self.see(self.node, lambda: self.holds_the_same(self.node), "the two hold the same")
        self.assertEqual(self.node.listener.refused, 0)
        self.assertFalse(self.node.refused)
        self.assertEqual(self.real.status()["refused"], {})

    def a_third_chapter(self):
        """A chapter that the listener endorses, with its feed, while the real node is away."""
        self.real.stop()
        self.node.hang_up()
        third = self.second_node("Hillside Tenants")
        self.node.append(17, messages.ChapterEndorsed(
            federation=self.node.federation.id,
            candidate=third.chapter.introduction(third.feed.end.seq)).SerializeToString())
        copy = self.node.library.begin(third.chapter.id, 0, third.feed.key)
        copy.add(third.feed.events)
        return third, copy

    def come_back(self):
        """The real node starts, links, and hears of the third chapter."""
        self.real.start(listens=False)
        self.see(self.node, lambda: self.real.seq_of(self.node.chapter.id)
                 == self.node.feed.end.seq, "the endorsement is held")

    def test_a_feed_that_was_named_before_its_chapter_was_known_is_asked_for(self):
        self.found()
        third, copy = self.a_third_chapter()
        self.come_back()
        self.see(self.node, lambda: self.real.seq_of(third.chapter.id) == copy.end.seq,
                 "the third chapter's feed is held", BRIEFLY)

    def test_a_proof_that_came_too_early_counts_once_its_key_is_known(self):
        self.found()
        third, copy = self.a_third_chapter()
        last = copy.events[-1]
        proof = make_proof(third.chapter.id, 0, *(
            [write_event(third.chapter, last.seq + 1, last.id, last.time, 1000, bytes(1))]
            for _ in range(2)))
        self.node.keep_proof(copy, check_proof(proof, copy.key), proof)

        self.come_back()
        self.see(self.node, lambda: self.real.status()["warnings"], "the real node warns")
        self.see(self.node, lambda: self.holds_the_same(self.node), "the two hold the same")
