"""A real node that only dials out, joining and linking with a second node that listens."""

from real_node import RealNode
from rhizome_peer import messages
from rhizome_peer.events import write_event
from rhizome_peer.forks import check_proof, make_proof
from scene import Scene, meeting


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

    def test_a_proof_that_came_too_early_is_shown_again(self):
        self.found()
        self.real.stop()
        self.node.hang_up()
        forker = self.second_node("Hillside Tenants")
        last = forker.feed.events[-1]
        one, other = (write_event(forker.chapter, last.seq + 1, last.id, last.time, 1000, bytes(1))
                      for _ in range(2))
        proof = make_proof(forker.chapter.id, 0, [one], [other])
        self.node.append(17, messages.ChapterEndorsed(
            federation=self.node.federation.id,
            candidate=forker.chapter.introduction(last.seq)).SerializeToString())
        copy = self.node.library.begin(forker.chapter.id, 0, forker.feed.key)
        copy.add(forker.feed.events)
        self.node.keep_proof(copy, check_proof(proof, copy.key), proof)

        self.real.start(listens=False)
        self.see(self.node, lambda: self.real.refused("bad fork proof"), "it came too early")
        self.see(self.node, lambda: self.real.status()["warnings"], "the real node warns")
        self.see(self.node, lambda: self.holds_the_same(self.node), "the two hold the same")
