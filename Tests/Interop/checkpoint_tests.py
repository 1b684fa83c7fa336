"""Checkpoints, and proofs that each node makes and checks."""

import json

from rhizome_peer import checkpoints
from scene import Scene, meeting


class CheckpointTests(Scene):
    def checkpoint(self, writer):
        writer.append(checkpoints.CHECKPOINT, checkpoints.write_checkpoint(
            [event.id for event in writer.feed.events]))
        return writer.feed.events[-1]

    def prove(self, thing):
        """The proof that the real node writes, checked by its own program too."""
        file = self.real.data.parent / f"{thing}.json"
        self.real.run("feed", "prove", thing, str(file))
        self.assertTrue(self.real.run("feed", "verify", str(file))["valid"])
        return file

    def void(self, event):
        return self.real.run("event", "show", event.id.hex())["void"]

    def test_what_a_chapter_has_said_is_proven_by_the_other_node(self):
        writer = self.joined("Proven Tenants")
        writer.append(64, meeting("A meeting to be proven"))
        said = writer.feed.events[-1]
        for _ in range(600):
            writer.append(1000, b"noise")
        signed = self.checkpoint(writer)
        self.link(writer)
        self.see(writer, lambda: self.real.seq_of(writer.chapter.id) == signed.seq,
                 "the real node has the whole feed")
        self.assertIsNone(self.void(signed))
        file = self.prove(self.real.meetings()[0]["meetingID"])
        proof = json.loads(file.read_text())
        self.assertTrue(all(len(part["path"]) == 10 for part in proof["events"]))
        verdict, found = checkpoints.check_proof(proof)
        self.assertEqual(verdict, "valid")
        self.assertEqual((found.chapter, found.covered), (writer.chapter.id, signed.seq - 1))
        self.assertEqual([(header.id, body) for header, body in found.events][-1],
                         (said.id, said.body))
        proof["events"][-1]["body"] = proof["events"][-1]["body"][:-2] + "ff"
        file.write_text(json.dumps(proof))
        self.assertEqual(checkpoints.check_proof(proof)[0], "bad event")
        with self.assertRaisesRegex(AssertionError, "was changed"):
            self.real.run("feed", "verify", str(file))

    def test_a_wrong_root_is_void_and_the_next_one_counts(self):
        writer = self.linked("Mistaken Tenants")
        writer.append(checkpoints.CHECKPOINT, checkpoints.write_checkpoint(
            [event.id for event in writer.feed.events[:-1]] + [bytes(32)]))
        wrong, right = writer.feed.events[-1], self.checkpoint(writer)
        self.see(writer, lambda: self.real.seq_of(writer.chapter.id) == right.seq,
                 "the real node has both")
        self.assertEqual(self.void(wrong), "wrong root")
        self.assertIsNone(self.void(right))
        self.assertEqual(self.real.run("feed", "verify")["findings"], [])
