"""STAR counted a second time from starvoting.org and starvoting.org/ties."""


def prefer(election, one, other):
    return sum(count for count, scores in election.papers if scores[one] > scores[other])


def points(election, candidate):
    return sum(count * scores[candidate] for count, scores in election.papers)


def top_scores(election, candidate):
    return sum(count for count, scores in election.papers
               if scores[candidate] == election.highest)


def finalists(election, candidates):
    """Two of them, or all if there are no more."""
    chosen = []
    left = list(candidates)
    while left and len(chosen) < 2:
        most = max(points(election, one) for one in left)
        group = [one for one in left if points(election, one) == most]
        left = [one for one in left if one not in group]
        chosen += part(election, group, 2 - len(chosen))
    return chosen


def part(election, group, number):
    """So many of a group of equals: who loses most pairs leaves, then top scores, then lots."""
    sure = []
    while len(sure) + len(group) > number:
        losses = {one: sum(prefer(election, other, one) > prefer(election, one, other)
                           for other in group) for one in group}
        better = [one for one in group if losses[one] < max(losses.values())]
        if not better:
            break
        if len(better) < number:
            sure, group = better, [one for one in group if one not in better]
            break
        group = better
    if len(sure) + len(group) == number:
        return sure + group
    rest = sorted(group, key=lambda one: (-top_scores(election, one), election.lots.index(one)))
    return sure + rest[:number - len(sure)]


def star(election):
    """The winners in order."""
    winners, left = [], list(range(len(election.names)))
    while left and len(winners) < election.seats:
        pair = finalists(election, left)
        best = max(pair, key=lambda one: (
            sum(prefer(election, one, other) for other in pair if other != one),
            points(election, one), top_scores(election, one), -election.lots.index(one)))
        winners.append(best)
        left.remove(best)
    return winners
