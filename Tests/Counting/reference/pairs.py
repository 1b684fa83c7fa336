"""Methods that compare pairs, and Borda, counted a second time from their definitions."""

import itertools


def matrix(election):
    """How many prefer one to another; whoever is not on a paper stands last on it."""
    votes = [[0] * len(election.names) for _ in election.names]
    for count, groups in election.papers:
        rank = {candidate: place for place, group in enumerate(groups) for candidate in group}
        last = len(groups)
        for first, second in itertools.permutations(election.candidates, 2):
            if rank.get(first, last) < rank.get(second, last):
                votes[first][second] += count
    return votes


def in_groups(candidates, is_above):
    """Takes whomever nobody left stands above, again and again."""
    left, groups = list(candidates), []
    while left:
        top = [one for one in left if not any(is_above(other, one) for other in left)]
        groups.append(top)
        left = [one for one in left if one not in top]
    return groups


def by_value(candidates, value):
    values = sorted({value(candidate) for candidate in candidates}, reverse=True)
    return [[one for one in candidates if value(one) == each] for each in values]


def schulze(election):
    votes = matrix(election)
    everybody = election.candidates
    # More winning votes are stronger, then fewer losing ones.
    path = [[(votes[a][b], -votes[b][a]) if votes[a][b] > votes[b][a] else (0, 0)
             for b in everybody] for a in everybody]
    for middle, first, last in itertools.product(everybody, repeat=3):
        path[first][last] = max(path[first][last], min(path[first][middle], path[middle][last]))
    return in_groups(everybody, lambda a, b: path[a][b] > path[b][a])


def ranked_pairs(election):
    votes = matrix(election)
    place = election.lots.index
    defeats = [(a, b) for a, b in itertools.permutations(election.candidates, 2)
               if votes[a][b] > votes[b][a]]
    defeats.sort(key=lambda d: (-votes[d[0]][d[1]], votes[d[1]][d[0]], place(d[0]), place(d[1])))
    locked = {candidate: set() for candidate in election.candidates}

    def reaches(first, last):
        open_, seen = [first], set()
        while open_:
            here = open_.pop()
            if here == last:
                return True
            if here not in seen:
                seen.add(here)
                open_ += locked[here]
        return False

    for winner, loser in defeats:
        if not reaches(loser, winner):
            locked[winner].add(loser)
    return in_groups(election.candidates, lambda a, b: a != b and reaches(a, b))


def minimax(election):
    votes = matrix(election)

    def worst(candidate):
        return max((votes[other][candidate] for other in election.candidates
                    if votes[other][candidate] > votes[candidate][other]), default=0)

    return by_value(election.candidates, lambda candidate: -worst(candidate))


def copeland(election):
    votes = matrix(election)

    def score(candidate):
        return sum((votes[candidate][other] > votes[other][candidate])
                   - (votes[candidate][other] < votes[other][candidate])
                   for other in election.candidates)

    return by_value(election.candidates, score)


def borda_points(election):
    """Twice the points, since equals share the mean."""
    points = [0] * len(election.names)
    for count, groups in election.papers:
        named = {candidate for group in groups for candidate in group}
        rest = tuple(candidate for candidate in election.candidates if candidate not in named)
        above = 0
        for group in [*groups, rest]:
            for candidate in group:
                points[candidate] += count * (2 * (len(election.names) - above) - 1 - len(group))
            above += len(group)
    return points


def borda(election):
    points = borda_points(election)
    return by_value(election.candidates, lambda candidate: points[candidate])
