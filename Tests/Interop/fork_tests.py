"""A chapter that wrote two histories, found out by a real node, and how it begins anew."""

from rhizome_peer.crypto import random_bytes
from rhizome_peer.events import write_event
from rhizome_peer.forks import make_proof
from rhizome_peer.runs import make_run
from scene import Scene, meeting


class ForkTests(Scene):
    def setUp(self):
        super().setUp()
        self.node = self.linked("Riverside Tenants")
        self.link_there = self.node.link_to(self.real.id)
        self.node.append(64, meeting("Before the fork"))
        self.see(self.node, lambda: "Before the fork" in self.titles(), "the meeting is listed")

    def other_event(self, after, title):
        """Another event than the one that the feed has after this one; nobody has it yet."""
        chapter = self.node.chapter
        return write_event(chapter, after.seq + 1, after.id, after.time, 64, meeting(title))

    def warnings(self):
        return self.real.status()["warnings"]

    def test_a_proven_fork_cuts_and_a_new_epoch_is_heard(self):
        node, last = self.node, self.node.feed.events[-1]
        one = node.append(64, meeting("One history"))
        self.see(node, lambda: "One history" in self.titles(), "the meeting is listed")
        self.assertEqual(self.warnings(), [])

        other = self.other_event(last, "Another history")
        self.link_there.send(fork=make_proof(node.chapter.id, 0, [one], [other]))
        self.see(node, self.warnings, "the real node warns of the fork")
        self.assertTrue(any(node.chapter.name in warning for warning in self.warnings()),
                        self.warnings())
        self.assertEqual(self.real.seq_of(node.chapter.id), last.seq)
        self.assertIn("Before the fork", self.titles())
        self.assertNotIn("One history", self.titles())
        self.see(node, lambda: "fork" in self.link_there.received, "the proof is passed on")
        self.assertEqual(node.feed.fork[0], last.seq + 1)

        said = [event.payload for event in node.feed.aside]
        node.begin_anew(random_bytes(32))
        for payload in said:
            node.append(64, payload)
        node.append(64, meeting("In the new epoch"))
        self.see(node, lambda: {"Before the fork", "One history", "In the new epoch"}
                 <= set(self.titles()), "the new epoch is heard")
        self.assertEqual(self.real.seq_of(node.chapter.id, 1), node.feed.end.seq)
        self.assertEqual(self.warnings(), [])

        self.link_there.close()
        self.see(node, lambda: not node.links, "the link is ended")
        self.link(node)
        node.append(64, meeting("After linking again"))
        self.see(node, lambda: "After linking again" in self.titles(), "the meeting is listed")

    def test_a_fork_that_only_runs_show_is_found(self):
        node, last = self.node, self.node.feed.events[-1]
        node.append(64, meeting("One history"))
        self.see(node, lambda: "One history" in self.titles(), "the meeting is listed")
        branch = [self.other_event(last, "Another history")]
        branch.append(self.other_event(branch[0], "and on"))
        del node.feed.events[last.seq:]
        node.feed.add(branch)
        node.push(branch[1:])
        self.see(node, self.warnings, "the real node warns of the fork")
        self.assertEqual(self.real.seq_of(node.chapter.id), last.seq)
        self.see(node, lambda: node.feed.proof, "the real node has proven it to this one")
        self.assertEqual(node.feed.fork[0], last.seq + 1)

    def test_a_newcomer_gets_the_part_before_the_fork_and_the_proof(self):
        node, last = self.node, self.node.feed.events[-1]
        one = node.append(64, meeting("One history"))
        other = self.other_event(last, "Another history")
        self.link_there.send(fork=make_proof(node.chapter.id, 0, [one], [other]))
        self.see(node, self.warnings, "the real node warns of the fork")

        reader = self.linked("Hillside Tenants")
        read = reader.library.feed(node.chapter.id, 0)
        self.assertEqual(read.end.seq, last.seq)
        self.assertEqual(read.fork[0], last.seq + 1)
        run = make_run(node.chapter.id, 0, [one])
        reader.take(reader.link_to(self.real.id), run)
        self.assertEqual(read.end.seq, last.seq)
