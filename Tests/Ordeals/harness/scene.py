"""Where one trial takes place: a directory, its nodes, and whatever else has to be ended."""

import contextlib
import os
import pathlib
import random
import shutil
import tempfile
import time

from .node import Node, link, linked


class Figure:
    """One line of the table."""

    def __init__(self, what, count, result, goal="", reached=True):
        self.what, self.count, self.result = what, count, result
        self.goal, self.reached = goal, reached


class Scene:
    """What a trial is given. `long` asks for the numbers of issue 4 instead of a few minutes."""

    def __init__(self, program, long=False, seed=None, minutes=None):
        self.program, self.long = str(pathlib.Path(program).resolve()), long
        self.seed = seed if seed is not None else int.from_bytes(os.urandom(4), "big")
        self.random, self.minutes = random.Random(self.seed), minutes
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="rhizome-ordeal-"))
        self.afterwards = contextlib.ExitStack()
        self.nodes, self.figures, self.began = [], [], time.monotonic()

    def count(self, short, long):
        return long if self.long else short

    @property
    def has_time(self):
        """False once the minutes that were given are over."""
        return self.minutes is None or time.monotonic() - self.began < self.minutes * 60

    def node(self, name):
        """A chapter of its own, not yet served."""
        node = Node(self.program, self.directory / name.lower(), name)
        self.nodes.append(node)
        self.afterwards.callback(node.end)
        return node.make()

    def chapters(self, *names, dial_only=()):
        """Served chapters that are linked with each other, at most four; the first listens."""
        nodes = [self.node(name) for name in names]
        for node in nodes:
            node.gossip = None if node.name in dial_only else node.gossip
            node.start()
        for guest in nodes[1:]:
            link(nodes[0], guest)
        linked(*nodes)
        return nodes

    def figure(self, what, count, result, goal="", reached=True):
        self.figures.append(Figure(what, count, result, goal, reached))

    def end(self, keep):
        """Ends all that was started; the directory stays where something went wrong."""
        self.afterwards.close()
        if not keep:
            shutil.rmtree(self.directory, ignore_errors=True)
