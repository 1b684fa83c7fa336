"""What the tests with a real node share."""

import datetime
import time
import unittest

from real_node import RealNode
from rhizome_peer import messages
from rhizome_peer.crypto import random_bytes
from rhizome_peer.identity import Chapter
from rhizome_peer.invitations import read_invitation
from rhizome_peer.node import Node

DAY = 86_400_000
SECONDS = 30
BRIEFLY = 12  # less than the wait for the next comparison, which must not be needed


def meeting(title, nonce=None, agenda="", days=3):
    """The payload of a meetingScheduled."""
    starts = (int(time.time()) // 3600 * 3600) * 1000 + days * DAY
    return messages.MeetingScheduled(
        nonce=nonce or random_bytes(16), title=title, place="The hall", starts_at=starts,
        ends_at=starts + 7_200_000, time_zone="Europe/Madrid", utc_offset_minutes=60,
        agenda=agenda, audience=1).SerializeToString()


class Scene(unittest.TestCase):
    """A real node for each test, and second nodes made in Python.

    A federation admits only its third and fourth chapter on one word, so a test makes few.
    """

    def setUp(self):
        self.real = RealNode("Harbour Local")
        self.addCleanup(self.real.remove)
        self.real.start()

    def invitation(self, *options):
        return read_invitation(self.real.run("link", "invite", *options)["invitation"])

    def second_node(self, name):
        """A second node that has not joined anything."""
        node = Node(Chapter.new(name))
        self.addCleanup(node.close)
        return node

    def joined(self, name):
        """A second node that has joined, without anybody looking at the words."""
        node = self.second_node(name)
        side = node.join(self.invitation("--auto-confirm"))
        self.assertIsNone(side.refused)
        self.assertIsNotNone(side.certificate, "the joining was not finished in time")
        return node

    def linked(self, name, seconds=SECONDS):
        """A second node that is linked with the real one and holds all that it holds."""
        node = self.joined(name)
        self.link(node)
        self.see(node, lambda: self.holds_the_same(node), "the two hold the same", seconds)
        return node

    def link(self, node):
        """Dials the real node and waits for its HELLO."""
        node.dial_all()
        self.see(node, lambda: node.link_to(self.real.id) and node.link_to(self.real.id).greeted,
                 "the real node has greeted")
        return node.link_to(self.real.id)

    def holds_the_same(self, node):
        link = node.link_to(self.real.id)
        return link and link.fingerprint == node.fingerprint()

    def see(self, node, condition, what, seconds=SECONDS):
        """Waits for a condition while the node goes on with its work."""
        found = node.wait(condition, seconds)
        self.assertTrue(found, f"it never came to pass that {what}; "
                               f"refused here: {dict(node.refused)}; "
                               f"refused there: {self.real.status()['refused']}")
        return found

    def titles(self):
        return [one["title"] for one in self.real.meetings()]

    def plan(self, title):
        """The real chapter plans a meeting for linked chapters."""
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=9)
        self.real.run("meeting", "add", "--title", title, "--start", start.isoformat(),
                      "--end", start.isoformat(), "--audience", "linked")
