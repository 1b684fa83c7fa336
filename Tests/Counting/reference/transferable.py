"""Transferable votes counted a second time, from the published rules alone, with whole numbers.

Scottish STV is SSI 2007/42, schedule 1, rules 45 to 52. Meek STV is the reference rule of the
Proportional Representation Foundation; where papers have equal ranks, the part of the paper that
comes to a rank is shared evenly among those on it who are still in the count.
"""


def up(numerator, denominator):
    return -(-numerator // denominator)


def pick(equals, highest, earlier, lots):
    """Whoever differed in the most recent earlier stage, or else whom the lots say."""
    for totals in reversed(earlier):
        best = (max if highest else min)(totals[candidate] for candidate in equals)
        equals = [candidate for candidate in equals if totals[candidate] == best]
    return sorted(equals, key=lots.index)[0 if highest else -1]


def strict(papers):
    """Papers up to their first equal ranks; those that begin with them are left out."""
    for count, groups in papers:
        order = []
        for group in groups:
            if len(group) > 1:
                break
            order.append(group[0])
        if order:
            yield count, order


class Outcome:
    """Who was elected, in order, and the totals of each stage in units of the last decimal."""

    def __init__(self, decimals):
        self.decimals = decimals
        self.elected = []
        self.stages = []
        self.quotas = []
        self.exhausted = []


def scottish(election):
    one = 10 ** 5
    outcome = Outcome(5)
    papers = list(strict(election.papers))
    quota = (sum(count for count, _ in papers) // (election.seats + 1) + 1) * one
    hopeful, surpluses, exhausted = set(election.candidates), [], 0
    kept = [0] * len(election.names)
    piles = [[] for _ in election.names]
    for count, order in papers:
        piles[order[0]].append((count, order, one))
    while True:
        totals = [kept[candidate] + sum(count * value for count, _, value in pile)
                  for candidate, pile in enumerate(piles)]
        earlier = list(outcome.stages)
        outcome.stages.append(totals)
        outcome.quotas.append(quota)
        outcome.exhausted.append(exhausted)
        while len(outcome.elected) < election.seats:
            reached = [candidate for candidate in hopeful if totals[candidate] >= quota]
            if not reached:
                break
            most = max(totals[candidate] for candidate in reached)
            one_of = [candidate for candidate in reached if totals[candidate] == most]
            best = pick(one_of, True, earlier, election.lots)
            hopeful.remove(best)
            outcome.elected.append(best)
            if totals[best] > quota:
                surpluses.append(best)
        left = election.seats - len(outcome.elected)
        if left == 0 or len(hopeful) <= left:
            key = lambda candidate: (-totals[candidate], election.lots.index(candidate))  # noqa: E731
            outcome.elected += sorted(hopeful, key=key) if left else []
            return outcome
        if surpluses:
            most = max(totals[candidate] for candidate in surpluses)
            one_of = [candidate for candidate in surpluses if totals[candidate] == most]
            source = pick(one_of, True, earlier, election.lots)
            surpluses.remove(source)
            surplus, total = totals[source] - quota, totals[source]
            moving = [(count, order, surplus * value // total)
                      for count, order, value in piles[source]]
            kept[source] = quota
        else:
            fewest = min(totals[candidate] for candidate in hopeful)
            one_of = [candidate for candidate in hopeful if totals[candidate] == fewest]
            source = pick(one_of, False, earlier, election.lots)
            hopeful.remove(source)
            moving = piles[source]
        piles[source] = []
        for count, order, value in moving:
            after = order[order.index(source) + 1:]
            target = next((candidate for candidate in after if candidate in hopeful), None)
            if target is None:
                exhausted += count * value
            else:
                piles[target].append((count, order, value))


def meek(election):
    one = 10 ** 9
    outcome = Outcome(9)
    everybody = range(len(election.names))
    keep = [one] * len(election.names)
    hopeful = set(everybody)
    all_votes = sum(count for count, _ in election.papers) * one

    def distribute():
        votes = [0] * len(election.names)
        lost = 0
        for count, groups in election.papers:
            weight = one
            for group in groups:
                among = [candidate for candidate in group if keep[candidate] > 0]
                if not among:
                    continue
                part, rest = divmod(weight, len(among))
                lost += rest * count
                weight = 0
                for candidate in among:
                    kept = up(part * keep[candidate], one)
                    votes[candidate] += kept * count
                    weight += part - kept
        return votes, sum(votes) // (election.seats + 1) + 1, lost

    def record(votes, quota, lost):
        outcome.stages.append(votes)
        outcome.quotas.append(quota)
        outcome.exhausted.append(all_votes - sum(votes) - lost)

    while len(outcome.elected) < election.seats < len(outcome.elected) + len(hopeful):
        before = all_votes
        while True:
            votes, quota, lost = distribute()
            new = [candidate for candidate in hopeful if votes[candidate] >= quota]
            new.sort(key=lambda candidate: (-votes[candidate], election.lots.index(candidate)))
            hopeful.difference_update(new)
            outcome.elected += new
            surplus = max(0, sum(votes[candidate] - quota for candidate in outcome.elected))
            if new:
                record(votes, quota, lost)
                break
            if surplus < 1_000 or surplus >= before:
                limit = min(votes[candidate] for candidate in hopeful) + surplus
                equals = [candidate for candidate in hopeful if votes[candidate] <= limit]
                lowest = pick(equals, False, [], election.lots)
                hopeful.remove(lowest)
                keep[lowest] = 0
                record(votes, quota, lost)
                break
            before = surplus
            for candidate in outcome.elected:
                product = up(keep[candidate] * quota, one)
                keep[candidate] = min(one, up(product * one, votes[candidate]))
    if hopeful and len(outcome.elected) < election.seats:
        votes, quota, lost = distribute()
        record(votes, quota, lost)
        key = lambda candidate: (-votes[candidate], election.lots.index(candidate))  # noqa: E731
        outcome.elected += sorted(hopeful, key=key)
    return outcome


def instant_runoff(election):
    outcome = Outcome(0)
    papers = list(strict(election.papers))
    hopeful = set(election.candidates)
    while True:
        totals = [0] * len(election.names)
        for count, order in papers:
            target = next((candidate for candidate in order if candidate in hopeful), None)
            if target is not None:
                totals[target] += count
        earlier = list(outcome.stages)
        outcome.stages.append(totals)
        best = max(hopeful, key=lambda candidate: totals[candidate])
        if totals[best] * 2 > sum(totals) or len(hopeful) == 1:
            outcome.elected = [best]
            return outcome
        fewest = min(totals[candidate] for candidate in hopeful)
        equals = [candidate for candidate in hopeful if totals[candidate] == fewest]
        hopeful.remove(pick(equals, False, earlier, election.lots))
