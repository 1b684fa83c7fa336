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


@dataclasses.dataclass(frozen=True)
class Scored:
    """Papers are pairs of a count and the score of every candidate."""

    seed: int
    names: list
    seats: int
    highest: int
    lots: list
    papers: list

    def text(self):
        lines = ["rhizome papers 1", "papers: scored", f"highest: {self.highest}",
                 *(f"candidate: {name}" for name in self.names)]
        for count, scores in self.papers:
            marks = " ".join(f"{place}={score}" for place, score in enumerate(scores, 1))
            lines.append(f"{count}: {marks}")
        return "\n".join([*lines, f"end: {sum(count for count, _ in self.papers)}", ""])


def invent_scores(seed):
    """Between 2 and 6 candidates, few papers, so that points are often equal."""
    chance = random.Random(f"score {seed}")
    candidates = chance.randint(2, 6)
    highest = chance.choice([3, 5, 5, 10])
    papers = [(chance.randint(1, 6), [chance.randint(0, highest) for _ in range(candidates)])
              for _ in range(chance.randint(1, 9))]
    lots = list(range(candidates))
    chance.shuffle(lots)
    names = [f"c{number}" for number in range(candidates)]
    return Scored(seed, names, chance.choice([1, 1, 2]) if candidates > 2 else 1, highest, lots,
                  papers)


@dataclasses.dataclass(frozen=True)
class Mixed:
    """A file of papers of any kind in the format `rhizome papers 1`, with all that can be in one."""

    seed: int
    kind: str
    text: str
    seats: int
    lots: list


def invent_anything(seed):
    chance = random.Random(f"anything {seed}")
    kind = chance.choice(["ranked", "ranked", "scored", "motion"])
    size = chance.randint(1, 7)
    names = [f"{chance.choice(['A', 'b', 'Zoë', 'É', 'x y', 'q', 'ﬀ', '𐀀', '-'])}{number}"
             for number in range(size)]
    if kind == "ranked" and chance.random() < 0.2:
        names = chance.sample(["Yes", "no", "ABSTAIN"], 3)[:chance.randint(2, 3)]
        size = len(names)
    lines = ["rhizome papers 1"]
    total = 0
    if kind == "motion":
        lines += ["papers: motion"]
        for answer in ("yes", "no", "abstain", "invalid"):
            number = chance.randint(0, 4)
            lines.append(f"{answer}: {number}")
            total += number
        return Mixed(seed, kind, "\n".join([*lines, f"end: {total}", ""]), 1, [])
    highest = chance.choice([1, 3, 5, 1_000_000])
    if kind == "scored":
        lines += ["papers: scored", f"highest: {highest}"]
    for name in names:
        lines.append(f"{'withdrawn' if chance.random() < 0.1 else 'candidate'}: {name}")
    for _ in range(chance.randint(0, 14)):
        count = chance.choice([1, 1, 2, 3, 3, 7, 12, 10 ** 6, 10 ** 15])
        total += count
        order = chance.sample(range(1, size + 1), chance.randint(0, size))
        if chance.random() < 0.05:
            paper = "?"
        elif kind == "scored":
            paper = " ".join(f"{one}={chance.randint(0, highest)}" for one in sorted(order))
        else:
            paper = "".join(f"{one}{chance.choice('>>>=')}" for one in order)[:-1]
        lines.append(f"{count}: {paper}".rstrip())
    chance.shuffle(names)
    return Mixed(seed, kind, "\n".join([*lines, f"end: {total}", ""]), chance.randint(1, 4), names)
