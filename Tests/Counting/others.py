"""Other people's programs, asked the same questions.

Each returns who won, or more, or None where the program says that it cannot tell. What is known to
differ, and why, is in README.md.
"""

import itertools
import json
import shutil
import subprocess
from decimal import Decimal

import starvote
import votelib.convert
import votelib.evaluate.condorcet as condorcet
import votelib.evaluate.core
from stvpoll.exceptions import IncompleteResult
from stvpoll.scottish_stv import ScottishSTV
from stvpoll.types import CandidateStatus

BELENIOS = shutil.which("belenios-tool")


def votelib_pairs(election):
    votes = {}
    for count, groups in election.papers:
        named = {candidate for group in groups for candidate in group}
        rest = frozenset(candidate for candidate in election.candidates if candidate not in named)
        ranks = [group[0] if len(group) == 1 else frozenset(group)
                 for group in [*groups, *([tuple(rest)] if rest else [])]]
        votes[tuple(ranks)] = votes.get(tuple(ranks), 0) + count
    pairs = dict(votelib.convert.RankedToCondorcetVotes().convert(votes))
    for pair in itertools.permutations(election.candidates, 2):
        pairs.setdefault(pair, 0)
    return pairs


VOTELIB = {
    "schulze": condorcet.Schulze,
    "ranked-pairs": condorcet.RankedPairs,
    "minimax": condorcet.MinimaxCondorcet,
    "copeland": lambda: condorcet.Copeland(second_order=False),
}


def votelib_winner(election, method):
    """The winner, or None for a tie."""
    try:
        winners = VOTELIB[method]().evaluate(votelib_pairs(election), 1)
    except votelib.evaluate.core.VotingSystemError:
        return None
    if len(winners) != 1 or isinstance(winners[0], votelib.evaluate.core.Tie):
        return None
    return winners[0]


class Stvpoll:
    """A Scottish count: who was elected, and the totals that can be compared.

    `stages` has the totals of whoever still stands, after each round. A round moves the surpluses of
    all whom it elects, one after the other, and to each other. Whether a round until then has elected
    several stands beside the totals, and whether any has in `stages_differ`. Nothing is listed after
    the point at which no paper has to move any more.
    """

    def __init__(self, election):
        # Candidates are texts there: it takes a 0 for nobody.
        poll = ScottishSTV(seats=election.seats, candidates=tuple(map(str, election.candidates)),
                           random_in_tiebreaks=False)
        for count, groups in election.papers:
            poll.add_ballot([str(group[0]) for group in groups], count)
        result = poll.calculate()
        self.quota = poll.quota
        self.is_complete = result.complete
        self.winners = set(map(int, result.elected_as_tuple()))
        self.stages = [(self.numbered(result.transfer_log[0]), False)]
        self.stages_differ = False
        elected = 0
        for entry, done in zip(result.transfer_log[1:], result.rounds):
            if done.status == CandidateStatus.Elected:
                elected += len(done.selected)
                self.stages_differ = self.stages_differ or len(done.selected) > 1
            hopeful = len(done.votes) - len(done.selected)
            if elected == election.seats or (done.status == CandidateStatus.Elected
                                             and hopeful <= election.seats - elected):
                return
            self.stages.append((self.numbered(entry), self.stages_differ))

    @staticmethod
    def numbered(entry):
        return {int(candidate): votes for candidate, votes in entry["current_votes"].items()}


def stvpoll(election):
    """The count, or None where it met a tie, at which it stops."""
    try:
        poll = Stvpoll(election)
    except IncompleteResult:
        return None
    return poll if poll.is_complete else None


def ranks(election, missing):
    """Each paper as belenios-tool reads it: the rank of each candidate from 1."""
    for count, groups in election.papers:
        place = {candidate: number for number, group in enumerate(groups, 1) for candidate in group}
        paper = [place.get(candidate, missing(groups)) for candidate in election.candidates]
        yield from [paper] * count


def belenios(method, papers, *options):
    done = subprocess.run([BELENIOS, "method", method, *options], input=json.dumps(list(papers)),
                          capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)


def belenios_schulze(election):
    """The groups of equals, the best first."""
    papers = ranks(election, lambda groups: len(groups) + 1)
    said = belenios("schulze", papers, "--blank-allowed=false", f"--nchoices={len(election.names)}")
    return [sorted(group) for group in said["winners"]]


def belenios_stv(election):
    """Who was elected, or None where it met a tie that lots would resolve, or has failed."""
    try:
        said = belenios("stv", ranks(election, lambda groups: 0), f"--nseats={election.seats}")
    except subprocess.CalledProcessError:
        return None
    if any(event[0].startswith("Tie") for event in said["events"]):
        return None
    return set(said["winners"])


def star(election):
    """The winners by STAR, or None where only a lot decides.

    Candidates are texts there, and a ballot names all of them.
    """
    ballots = []
    for count, scores in election.papers:
        ballots += [{str(candidate): score for candidate, score in enumerate(scores)}] * count
    try:
        said = starvote.election(starvote.star if election.seats == 1 else starvote.bloc, ballots,
                                 seats=election.seats, maximum_score=election.highest,
                                 tiebreaker=None, verbosity=0)
    except starvote.UnbreakableTieError:
        return None
    return [int(winner) for winner in said]
