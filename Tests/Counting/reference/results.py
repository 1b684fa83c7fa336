"""Results as Protocol/RESULTS.md says them, computed a second time from that text alone.

`result` gives the bytes, or None where the count is refused. Whoever has withdrawn is skipped here
once and for all; candidates are numbers, and become names at the end.
"""

import hashlib
import itertools
import json
from fractions import Fraction

WORDS = {
    "yes": {"yes", "y", "aye", "for", "in favour", "in favor", "sí", "si", "s", "a favor"},
    "no": {"no", "n", "nay", "against", "en contra"},
    "abstain": {"abstain", "abstention", "a", "blank", "neither", "abstención", "abstencion",
                "en blanco"},
}


class Refused(Exception):
    pass


class Papers:
    """A file in the format `rhizome papers 1`."""

    def __init__(self, text):
        self.kind, self.highest, self.names, self.gone, self.counted = "ranked", 0, [], set(), []
        self.answers = {"yes": 0, "no": 0, "abstain": 0}
        for line in text.splitlines()[1:]:
            key, _, value = (part.strip() for part in line.partition(":"))
            if key in ("candidate", "withdrawn"):
                if key == "withdrawn":
                    self.gone.add(len(self.names))
                self.names.append(value)
            elif key == "papers":
                self.kind = value
            elif key == "highest":
                self.highest = int(value)
            elif key in self.answers:
                self.answers[key] = int(value)
            elif key.isdigit() and value != "?":
                self.counted.append((int(key), self.paper(value)))
        self.standing = [one for one in range(len(self.names)) if one not in self.gone]

    def paper(self, value):
        if self.kind == "scored":
            marks = (mark.split("=") for mark in value.split())
            return {int(one) - 1: int(score) for one, score in marks}
        return [[int(one) - 1 for one in group.split("=")]
                for group in value.split(">") if group]

    def ranked(self):
        """Papers without whoever has withdrawn."""
        for count, groups in self.counted:
            left = [[one for one in group if one not in self.gone] for group in groups]
            left = [group for group in left if group]
            if left:
                yield count, left

    def followed(self):
        """Papers up to the first equals."""
        for count, groups in self.ranked():
            order = [group[0] for group in itertools.takewhile(lambda g: len(g) == 1, groups)]
            if order:
                yield count, order

    def scored(self):
        for count, scores in self.counted:
            yield count, {one: score for one, score in scores.items() if one not in self.gone}


def text(number, decimals):
    """A whole number of units of the last decimal."""
    if not decimals:
        return str(number)
    return f"{number // 10 ** decimals}.{number % 10 ** decimals:0{decimals}}"


class Count:
    """What a result is made of, with candidates as numbers."""

    def __init__(self, papers, seats, unranked, lots):
        self.papers, self.seats, self.unranked, self.place = papers, seats, unranked, lots.index
        self.winners, self.ranking, self.stages, self.ties, self.pairwise = [], [], [], [], None

    def stage(self, totals, decimals=0, among=None, quota=None, exhausted=None):
        among = self.papers.standing if among is None else among
        self.stages.append({
            "elected": [], "excluded": [], "transferred": [],
            "exhausted": None if exhausted is None else text(exhausted, decimals),
            "quota": None if quota is None else text(quota, decimals),
            "totals": {one: text(totals[one], decimals) for one in among} if totals else {}})
        return self.stages[-1]

    def tie(self, question, candidates, picked):
        self.ties.append({"candidates": sorted(candidates), "picked": picked,
                          "question": question})

    def drawn(self, candidates):
        return sorted(candidates, key=self.place)

    def by_total(self, candidates, totals):
        values = sorted({totals[one] for one in candidates}, reverse=True)
        return [[one for one in sorted(candidates) if totals[one] == each] for each in values]

    def seat(self, ranking):
        self.ranking = ranking
        for group in ranking:
            room = self.seats - len(self.winners)
            if room <= 0:
                break
            picked = self.drawn(group)[:room]
            self.winners += picked
            if len(group) > room:
                self.tie("winner", group, picked)
        self.stages[-1]["elected"] = list(self.winners)

    def seat_by_total(self, totals, decimals=0):
        self.stage(totals, decimals)
        self.seat(self.by_total(self.papers.standing, totals))

    # Marks and points

    def plurality(self):
        totals = [0] * len(self.papers.names)
        for count, groups in self.papers.ranked():
            if len(groups[0]) == 1:
                totals[groups[0][0]] += count
        self.seat_by_total(totals)

    def approval(self):
        totals = [0] * len(self.papers.names)
        if self.papers.kind == "scored":
            for count, scores in self.papers.scored():
                for one in scores:
                    totals[one] += count * (scores[one] > 0)
        else:
            for count, groups in self.papers.ranked():
                for one in itertools.chain(*groups):
                    totals[one] += count
        self.seat_by_total(totals)

    def points(self):
        totals = [0] * len(self.papers.names)
        for count, scores in self.papers.scored():
            for one, score in scores.items():
                totals[one] += count * score
        return totals

    def score(self):
        self.seat_by_total(self.points())

    def borda(self):
        totals = [Fraction(0)] * len(self.papers.names)
        for count, groups in self.papers.ranked():
            named = {one for group in groups for one in group}
            rest = [one for one in self.papers.standing if one not in named]
            worth = len(self.papers.standing) - 1
            for group in [*groups, *([rest] if rest and self.unranked == "last" else [])]:
                mean = Fraction(sum(worth - place for place in range(len(group))), len(group))
                worth -= len(group)
                for one in group:
                    totals[one] += count * mean
        decimals = 0 if all(total.denominator == 1 for total in totals) else 1
        self.seat_by_total([int(total * 10 ** decimals) for total in totals], decimals)

    def star(self):
        points, highest = self.points(), [0] * len(self.papers.names)
        better = self.compare_scores()
        for count, scores in self.papers.scored():
            for one, score in scores.items():
                highest[one] += count * (score == self.papers.highest)
        left, second = list(self.papers.standing), None
        while left and len(self.winners) < self.seats:
            first_stage = self.stage(points, among=left)
            pair = []
            for group in self.by_total(left, points):
                if len(pair) < 2:
                    pair += self.run_off(group, 2 - len(pair), better, highest)
            if len(pair) == 1:
                winner, second = pair[0], None
                first_stage["elected"] = [winner]
            else:
                winner, second = self.decide(pair, points, better, highest)
            self.winners.append(winner)
            left.remove(winner)
        self.ranking = [[one] for one in self.winners]
        if second is not None:
            self.ranking.append([second])
            left.remove(second)
        self.ranking += self.by_total(left, points)

    def run_off(self, group, number, better, highest):
        if len(group) <= number:
            return group
        sure, left = [], group
        while len(left) > number:
            beaten = {one: sum(better[other][one] > better[one][other] for other in left)
                      for one in left}
            fewer = [one for one in left if beaten[one] < max(beaten.values())]
            if not fewer:
                break
            if len(fewer) < number:
                sure, left = fewer, [one for one in left if one not in fewer]
                break
            left = fewer
        if len(left) <= number and not sure:
            return left
        picked = list(sure)
        for equals in self.by_total(left, highest):
            room = number - len(picked)
            if room > 0:
                picked += self.drawn(equals)[:room]
                by_lot = len(equals) > room
        if by_lot:
            self.tie("finalist", group, picked)
        return picked

    def decide(self, pair, points, better, highest):
        one, other = pair
        totals = {one: better[one][other], other: better[other][one]}
        for measure in (totals, points, highest):
            if measure[one] != measure[other]:
                winner = max(pair, key=lambda who: measure[who])
                break
        else:
            winner = self.drawn(pair)[0]
            self.tie("winner", pair, [winner])
        self.stage(totals, among=sorted(pair))["elected"] = [winner]
        return winner, other if winner == one else one

    def motion(self):
        answers = self.papers.answers
        if self.papers.kind != "motion":
            said = [next((answer for answer, words in WORDS.items() if name.lower() in words), None)
                    for name in self.papers.names]
            if self.papers.kind != "ranked" or self.papers.gone or None in said \
                    or len(set(said)) < len(said) or not {"yes", "no"} <= set(said):
                raise Refused
            for count, groups in self.papers.counted:
                if len(groups[0] if groups else [0]) == 1:
                    answers[said[groups[0][0]] if groups else "abstain"] += count
        yes, no = answers["yes"], answers["no"]
        needed = (yes + no) // 2 + 1
        self.papers.names, self.papers.standing = ["yes", "no", "abstain"], [0, 1, 2]
        stage = self.stage([yes, no, answers["abstain"]], quota=needed)
        self.winners = [0] if yes >= needed else [1] if no > yes else []
        stage["elected"] = list(self.winners)
        self.ranking = self.by_total([0, 1], [yes, no])

    # Transferable votes

    def one_of(self, equals, highest, earlier, question):
        left = sorted(equals)
        for totals in reversed(earlier):
            best = (max if highest else min)(totals[one] for one in left)
            left = [one for one in left if totals[one] == best]
        picked = self.drawn(left)[0 if highest else -1]
        if len(left) > 1 and question:
            self.tie(question, equals, [picked])
        return picked

    def excluded_last(self, hopeful, totals, excluded):
        self.ranking = [[one] for one in self.winners] + self.by_total(hopeful, totals) \
            + [[one] for one in reversed(excluded)]

    def move(self, stage, source, moving, hopeful, piles, decimals, surplus):
        """Papers as (count, order, value) to the next hopeful candidates; gives what exhausts."""
        moved = {}
        for count, order, value in moving:
            after = order[order.index(source) + 1:]
            to = next((one for one in after if one in hopeful), None)
            papers, total = moved.get(to, (0, 0))
            moved[to] = papers + count, total + count * value
            if to is not None:
                piles[to].append((count, order, value))
        for to in sorted(moved, key=lambda to: (to is None, to)):
            stage["transferred"].append({
                "from": source, "to": to, "papers": moved[to][0], "surplus": surplus,
                "value": text(moved[to][1], decimals)})
        return moved.get(None, (0, 0))[1]

    def piles(self, value):
        piles = [[] for _ in self.papers.names]
        for count, order in self.papers.followed():
            piles[order[0]].append((count, order, value))
        return piles

    def irv(self):
        if self.seats != 1:
            raise Refused
        piles, hopeful, excluded, earlier = self.piles(1), set(self.papers.standing), [], []
        exhausted, totals = 0, []
        while hopeful:
            totals = [sum(count for count, _, _ in pile) for pile in piles]
            stage = self.stage(totals, exhausted=exhausted)
            best = max(hopeful, key=lambda one: totals[one])
            if 2 * totals[best] > sum(totals) or len(hopeful) == 1:
                self.winners = stage["elected"] = [best]
                hopeful.remove(best)
                break
            fewest = min(totals[one] for one in hopeful)
            equals = [one for one in hopeful if totals[one] == fewest]
            lowest = self.one_of(equals, False, earlier, "exclusion")
            earlier.append(totals)
            hopeful.remove(lowest)
            excluded.append(lowest)
            stage["excluded"] = [lowest]
            moving, piles[lowest] = piles[lowest], []
            exhausted += self.move(stage, lowest, moving, hopeful, piles, 0, False)
        self.excluded_last(hopeful, totals, excluded)

    def scottish(self):
        one_paper = 10 ** 5
        piles, hopeful, excluded = self.piles(one_paper), set(self.papers.standing), []
        votes = sum(count for count, _ in self.papers.followed())
        quota = (votes // (self.seats + 1) + 1) * one_paper
        kept, with_surplus, earlier, exhausted = [0] * len(piles), [], [], 0
        while True:
            totals = [kept[one] + sum(count * value for count, _, value in pile)
                      for one, pile in enumerate(piles)]
            stage = self.stage(totals, 5, quota=quota, exhausted=exhausted)
            while len(self.winners) < self.seats:
                reached = [one for one in hopeful if totals[one] >= quota]
                if not reached:
                    break
                most = max(totals[one] for one in reached)
                best = self.one_of([one for one in reached if totals[one] == most], True, earlier,
                                   None)
                hopeful.remove(best)
                self.winners.append(best)
                stage["elected"].append(best)
                if totals[best] > quota:
                    with_surplus.append(best)
            left = self.seats - len(self.winners)
            if left == 0 or len(hopeful) <= left:
                if left:
                    last = sorted(hopeful, key=lambda one: (-totals[one], self.place(one)))
                    hopeful = set()
                    self.winners += last
                    stage["elected"] += last
                break
            if with_surplus:
                most = max(totals[one] for one in with_surplus)
                equals = [one for one in with_surplus if totals[one] == most]
                source = self.one_of(equals, True, earlier, "surplus")
                with_surplus.remove(source)
                moving = [(count, order, (totals[source] - quota) * value // totals[source])
                          for count, order, value in piles[source]]
                kept[source] = quota
            else:
                fewest = min(totals[one] for one in hopeful)
                equals = [one for one in hopeful if totals[one] == fewest]
                source = self.one_of(equals, False, earlier, "exclusion")
                hopeful.remove(source)
                excluded.append(source)
                stage["excluded"] = [source]
                moving = piles[source]
            piles[source] = []
            exhausted += self.move(stage, source, moving, hopeful, piles, 5,
                                   source not in excluded)
            earlier.append(totals)
        self.excluded_last(hopeful, totals, excluded)

    def meek(self):
        unit = 10 ** 9
        papers = list(self.papers.ranked())
        everything = sum(count for count, _ in papers) * unit
        factor = [unit] * len(self.papers.names)
        hopeful, excluded, totals = set(self.papers.standing), [], [0] * len(factor)

        def up(one, other):
            return -(-one // other)

        def give_out():
            totals, lost = [0] * len(factor), 0
            for count, groups in papers:
                weight = unit
                for group in groups:
                    among = [one for one in group if factor[one]]
                    if among:
                        share, rest = divmod(weight, len(among))
                        lost += rest * count
                        keep = {one: up(share * factor[one], unit) for one in among}
                        weight = share * len(among) - sum(keep.values())
                        for one in among:
                            totals[one] += keep[one] * count
            return totals, sum(totals) // (self.seats + 1) + 1, lost

        def record():
            return self.stage(totals, 9, quota=quota,
                              exhausted=everything - sum(totals) - lost)

        while len(self.winners) < self.seats < len(self.winners) + len(hopeful):
            before = everything
            while True:
                totals, quota, lost = give_out()
                new = sorted((one for one in hopeful if totals[one] >= quota),
                             key=lambda one: (-totals[one], self.place(one)))
                new = new[:self.seats - len(self.winners)]
                hopeful -= set(new)
                self.winners += new
                surplus = max(0, sum(totals[one] - quota for one in self.winners))
                if new:
                    record()["elected"] = new
                    break
                if surplus < 1000 or surplus >= before:
                    limit = min(totals[one] for one in hopeful) + surplus
                    stage = record()
                    lowest = self.one_of([one for one in hopeful if totals[one] <= limit], False,
                                         [], "exclusion")
                    hopeful.remove(lowest)
                    excluded.append(lowest)
                    factor[lowest] = 0
                    stage["excluded"] = [lowest]
                    break
                before = surplus
                for one in self.winners:
                    factor[one] = min(unit, up(up(factor[one] * quota, unit) * unit, totals[one]))
        if hopeful and len(self.winners) < self.seats:
            totals, quota, lost = give_out()
            last = sorted(hopeful, key=lambda one: (-totals[one], self.place(one)))
            record()["elected"] = last
            self.winners += last
            hopeful = set()
        self.excluded_last(hopeful, totals, excluded)

    # Pairs

    def compare_scores(self):
        size = range(len(self.papers.names))
        better = [[0] * len(size) for _ in size]
        for count, scores in self.papers.scored():
            for one, other in itertools.permutations(self.papers.standing, 2):
                better[one][other] += count * (scores.get(one, 0) > scores.get(other, 0))
        self.pairwise = better
        return better

    def compare(self):
        size = range(len(self.papers.names))
        d = [[0] * len(size) for _ in size]
        for count, groups in self.papers.ranked():
            rank = {one: place for place, group in enumerate(groups) for one in group}
            for one, other in itertools.permutations(self.papers.standing, 2):
                if one in rank and (rank[one] < rank[other] if other in rank
                                    else self.unranked == "last"):
                    d[one][other] += count
        self.pairwise = d
        return d

    def take_away(self, candidates, is_above):
        left, groups = list(candidates), []
        while left:
            top = [one for one in left if not any(is_above(other, one) for other in left)]
            groups.append(top)
            left = [one for one in left if one not in top]
        return groups

    def beat_paths(self, d, among):
        path = {(a, b): (d[a][b], -d[b][a]) if d[a][b] > d[b][a] else (0, 0)
                for a in among for b in among}
        for middle, a, b in itertools.product(among, repeat=3):
            path[a, b] = max(path[a, b], min(path[a, middle], path[middle, b]))
        return self.take_away(among, lambda a, b: path[a, b] > path[b, a])

    def schulze(self):
        d = self.compare()
        self.stage(None)
        self.seat(self.beat_paths(d, self.papers.standing))

    def ranked_pairs(self):
        d = self.compare()
        beaten = sorted(
            ((a, b) for a, b in itertools.permutations(self.papers.standing, 2)
             if d[a][b] > d[b][a]),
            key=lambda p: (-d[p[0]][p[1]], d[p[1]][p[0]], self.place(p[0]), self.place(p[1])))
        locked = {one: set() for one in self.papers.standing}

        def leads(a, b):
            seen, open_ = set(), [a]
            while open_:
                for after in locked[open_.pop()] - seen:
                    seen.add(after)
                    open_.append(after)
            return b in seen

        for _, group in itertools.groupby(beaten, key=lambda p: (d[p[0]][p[1]], d[p[1]][p[0]])):
            equal = list(group)
            closed = [leads(b, a) for a, b in equal]
            is_tie = False
            for (a, b), was_closed in zip(equal, closed):
                if not leads(b, a):
                    locked[a].add(b)
                elif not was_closed:
                    is_tie = True
            if is_tie:
                who = {one for pair in equal for one in pair}
                self.tie("defeats", who, self.drawn(who))
        self.stage(None)
        self.seat(self.take_away(self.papers.standing, leads))

    def minimax(self):
        d, standing = self.compare(), self.papers.standing
        worst = [max((d[b][a] for b in standing if d[b][a] > d[a][b]), default=0)
                 for a in range(len(d))]
        self.stage(worst)
        self.seat(self.by_total(standing, [-total for total in worst]))

    def copeland(self):
        d, standing = self.compare(), self.papers.standing
        self.seat_by_total([sum((d[a][b] > d[b][a]) - (d[a][b] < d[b][a]) for b in standing)
                            for a in range(len(d))])

    def debian(self):
        default = len(self.papers.names) - 1
        if default in self.papers.gone:
            raise Refused
        d = self.compare()
        kept = [a for a in self.papers.standing if a == default or d[a][default] > d[default][a]]
        dropped = [a for a in self.papers.standing if a not in kept]
        self.stage(None)["excluded"] = dropped
        self.seat(self.beat_paths(d, kept))
        self.ranking += self.beat_paths(d, dropped)


METHODS = {
    "plurality": (Count.plurality, {"ranked"}), "approval": (Count.approval, {"ranked", "scored"}),
    "score": (Count.score, {"scored"}), "star": (Count.star, {"scored"}),
    "borda": (Count.borda, {"ranked"}), "irv": (Count.irv, {"ranked"}),
    "scottish-stv": (Count.scottish, {"ranked"}), "meek-stv": (Count.meek, {"ranked"}),
    "schulze": (Count.schulze, {"ranked"}), "ranked-pairs": (Count.ranked_pairs, {"ranked"}),
    "minimax": (Count.minimax, {"ranked"}), "copeland": (Count.copeland, {"ranked"}),
    "debian": (Count.debian, {"ranked"}), "yes-no": (Count.motion, {"ranked", "motion"}),
}


def result(method, papers, seats, unranked, lots):
    """The bytes of the result; lots are names. None where the count is refused."""
    papers = Papers(papers)
    count = Count(papers, seats, unranked, [papers.names.index(name) for name in lots])
    compute, kinds = METHODS[method]
    try:
        if papers.kind not in kinds or (method == "yes-no" and seats != 1):
            raise Refused
        compute(count)
    except Refused:
        return None
    name = papers.names.__getitem__

    def named(candidates):
        return [name(one) for one in candidates]

    stages = [{**stage, "elected": named(stage["elected"]), "excluded": named(stage["excluded"]),
               "totals": {name(one): total for one, total in stage["totals"].items()},
               "transferred": [{**move, "from": name(move["from"]),
                                "to": None if move["to"] is None else name(move["to"])}
                               for move in stage["transferred"]]} for stage in count.stages]
    pairwise = None if count.pairwise is None else {
        name(a): {name(b): count.pairwise[a][b] for b in papers.standing if b != a}
        for a in papers.standing}
    whole = {
        "lotsUsed": [{**tie, "candidates": named(tie["candidates"]), "picked": named(tie["picked"])}
                     for tie in count.ties],
        "method": method, "pairwise": pairwise, "ranking": [named(group) for group in count.ranking],
        "seats": seats, "stages": stages, "winners": named(count.winners)}
    # Python orders names by code points, which is the order of their bytes in UTF-8.
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()
