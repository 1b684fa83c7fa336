"""Elections made up from a seed, the same on every machine."""

import dataclasses
import random


@dataclasses.dataclass(frozen=True)
class Election:
    """Papers are pairs of a count and groups of equal candidates, the best group first."""

    seed: int
    names: list
    seats: int
    lots: list
    papers: list

    @property
    def candidates(self):
        return range(len(self.names))

    def blt(self):
        lines = [f"{len(self.names)} {self.seats}"]
        for count, groups in self.papers:
            marks = ["=".join(str(candidate + 1) for candidate in group) for group in groups]
            lines.append(" ".join([str(count), *marks, "0"]))
        return "\n".join([*lines, "0", *(f'"{name}"' for name in self.names), '"made up"', ""])


def invent(seed, equal_ranks=False):
    """Between 3 and 7 candidates with a mild order among them, and up to 30 kinds of papers."""
    chance = random.Random(f"count {seed} {equal_ranks}")
    candidates = chance.randint(3, 7)
    names = [f"{chance.choice('ABCDEFGHKLMNPRST')}{number}" for number in range(candidates)]
    gathered = {}
    for _ in range(chance.randint(2, 30)):
        liking = {candidate: chance.random() * (candidate + 2) for candidate in range(candidates)}
        order = sorted(liking, key=liking.get)[:chance.randint(1, candidates)]
        groups = []
        for candidate in order:
            if equal_ranks and groups and chance.random() < 0.25:
                groups[-1] = tuple(sorted((*groups[-1], candidate)))
            else:
                groups.append((candidate,))
        key = tuple(groups)
        gathered[key] = gathered.get(key, 0) + chance.randint(1, 40)
    lots = list(range(candidates))
    chance.shuffle(lots)
    papers = [(count, list(groups)) for groups, count in gathered.items()]
    return Election(seed, names, chance.randint(1, min(4, candidates - 1)), lots, papers)
