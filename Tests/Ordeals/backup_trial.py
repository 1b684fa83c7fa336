"""Old backups and copied directories: none of them may write before it has caught up."""

import os
import shutil
import signal

from harness.node import Broken, agree, linked, wait_until

SAYS_SO = "this node asks the linked chapters before it writes"
# A node that was not restored writes after five seconds without an answer. This is longer.
PATIENCE = 7
WATCHED_EVERY = 25


class Restoring:
    """A chapter whose directory is put back to what it was, and one that knows better."""

    def __init__(self, scene):
        self.scene, self.number = scene, 0
        self.peer, self.node = scene.chapters("Riverside", "Harbour", dial_only=("Harbour",))
        self.copies = []

    def plan(self):
        self.number += 1
        return self.node.plan(f"Meeting {self.number}")

    def grow(self):
        """Something is shared that no copy has yet; then the node stops."""
        meetings = [self.plan() for _ in range(self.scene.random.randint(1, 3))]
        for one in meetings:
            wait_until(lambda: self.peer.sees(one), "the other chapter has it")
        self.reached = self.node.seq_of(self.node)
        self.node.stop()
        return meetings

    def keep_copy(self):
        """A copy of the stopped node; only a few old ones are kept."""
        to = self.scene.directory / f"copy-{self.number}-{len(self.copies)}"
        self.node.copy(to)
        self.copies.append(to)
        if len(self.copies) > 5:
            shutil.rmtree(self.copies.pop(self.scene.random.randrange(4)))

    def put_back(self, in_place):
        """Puts an old copy where the directory was; `in_place` writes over the same files."""
        copy = self.scene.random.choice(self.copies)
        if in_place:
            for name in ("rhizome.sqlite-wal", "rhizome.sqlite-shm"):
                (self.node.data / name).unlink(missing_ok=True)
        else:
            shutil.rmtree(self.node.data)
        shutil.copytree(copy, self.node.data, dirs_exist_ok=True)

    def refuses_alone(self, watch):
        """While nobody can be asked, it keeps what it is told and writes none of it."""
        os.kill(self.peer.pid, signal.SIGSTOP)
        try:
            size = self.node.log.stat().st_size
            self.node.start()
            if SAYS_SO not in self.node.log.read_text(errors="replace")[size:]:
                raise Broken("an old copy was put back, and the node did not notice")
            before = self.node.seq_of(self.node)
            draft = self.plan()
            if watch:
                try:
                    wait_until(lambda: self.node.seq_of(self.node) > before, "", PATIENCE)
                except Broken:
                    pass
            if self.node.seq_of(self.node) > before:
                raise Broken("a restored node wrote before it had asked anybody")
            return draft
        finally:
            os.kill(self.peer.pid, signal.SIGCONT)

    def catches_up(self, meetings):
        linked(self.node, self.peer, seconds=60)
        wait_until(lambda: not self.node.warnings(), "the node may write again", 60)
        for one in meetings:
            wait_until(lambda: self.node.sees(one), "it has back what it had shared")
        wait_until(lambda: self.node.seq_of(self.node) >= self.reached, "its feed is whole")
        fresh = self.plan()
        wait_until(lambda: self.peer.sees(fresh), "it shares again")
        if warnings := self.peer.warnings():
            raise Broken(f"the other chapter warns: {warnings[0]}")

    def once(self, turn):
        self.keep_copy_of_now()
        meetings = self.grow()
        in_place = turn % 5 == 4
        self.put_back(in_place)
        if in_place:
            # The same files on the same disk: only the others can tell, and they are there.
            self.node.start()
        else:
            meetings.append(self.refuses_alone(turn % WATCHED_EVERY == 0))
        self.catches_up(meetings)

    def keep_copy_of_now(self):
        self.node.stop()
        self.keep_copy()
        self.node.start()
        linked(self.node, self.peer)
        wait_until(lambda: not self.node.warnings(), "the node may write")


def put_back(scene):
    restoring, done, goal = Restoring(scene), 0, scene.count(50, 1000)
    try:
        while done < goal and scene.has_time:
            restoring.once(done)
            done += 1
        agree(restoring.node, restoring.peer)
    finally:
        scene.figure("old backups put back, none wrote before it had caught up", done,
                     f"{done} of {done}, 0 forks", "1,000 of 1,000", done >= goal)
    restoring.node.stop()
    restoring.peer.stop()


def run_twice(scene):
    """A directory that is in use, and a copy of it, are started while the first is up."""
    peer, node = scene.chapters("Hillside", "Valley", dial_only=("Valley",))
    first = node.plan("Before the copy")
    wait_until(lambda: peer.sees(first), "the other chapter has it")
    again = scene.node("Again")
    again.data = node.data
    socket = node.data / "control.sock"
    socket.rename(socket.with_suffix(".kept"))
    again.begin()
    if again.ready():
        raise Broken("a second process serves the same directory")
    again.end()
    socket.with_suffix(".kept").rename(socket)
    if "in use" not in again.last_words():
        raise Broken(f"the second process said only: {again.last_words()}")
    scene.figure("a directory that is in use, started again", 1, "refused, says by whom")
    done, goal = 0, scene.count(5, 50)
    while done < goal:
        twin = scene.node(f"Twin{done}")
        shutil.rmtree(twin.data)
        node.copy(twin.data)
        twin.id, twin.gossip = node.id, None
        twin.start()
        one_writes(node, twin, peer)
        twin.stop()
        done += 1
    scene.figure("a copy started beside the first: only one of them goes on writing", done,
                 f"{done} of {done}, 0 forks", "all", True)


def one_writes(node, twin, peer):
    """The first goes on; the copy hears of it and stops before it has written anything."""
    wait_until(lambda: twin.is_linked(peer) or node.is_linked(peer), "one of them is linked", 30)
    meeting = node.plan("While a copy runs")
    wait_until(lambda: peer.sees(meeting), "the other chapter has it", 60)
    wait_until(lambda: any("Another copy" in one for one in twin.warnings()),
               "the copy stops writing", 90)
    before = twin.seq_of(twin)
    twin.plan("By the copy")
    if twin.seq_of(twin) != before:
        raise Broken("a copy that had stopped has written")
    if any("two different histories" in one for one in peer.warnings()):
        raise Broken("the feed has forked")


def run(scene):
    put_back(scene)
    run_twice(scene)
