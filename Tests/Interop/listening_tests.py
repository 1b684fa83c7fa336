"""A real node that only dials out, joining and linking with a second node that listens."""

from real_node import RealNode
from scene import Scene, meeting


class ListeningTests(Scene):
    def setUp(self):
        self.real = RealNode("Harbour Local")
        self.addCleanup(self.real.remove)
        self.real.start(listens=False)
        self.node = self.second_node("Riverside Tenants")
        self.node.listen()

    def test_the_real_node_accepts_an_invitation_and_founds_a_federation(self):
        accepting = self.real.begin("link", "accept", self.node.invite("Two Banks"), "--yes")
        self.see(self.node, lambda: accepting.poll() is not None, "the invitation is accepted")
        _, complaint = accepting.communicate()
        self.assertEqual(accepting.returncode, 0, complaint)
        self.assertEqual(self.node.federation.name, "Two Banks")
        self.see(self.node, lambda: self.node.greeted, "the real node has dialled and greeted")
        self.node.append(64, meeting("At the listener's"))
        self.see(self.node, lambda: "At the listener's" in self.titles(), "it is listed")
        self.see(self.node, lambda: self.holds_the_same(self.node), "the two hold the same")
        self.assertEqual(self.node.listener.refused, 0)
        self.assertFalse(self.node.refused)
        self.assertEqual(self.real.status()["refused"], {})
