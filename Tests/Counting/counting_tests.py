"""Elections made up from fixed seeds, counted by the command, by the reference here, and by others.

A check is one election, counted by one method and compared with one program. README.md says what is
left out and what is known to differ; the numbers of both are printed at the end.
"""

import collections
import concurrent.futures
import os
import unittest
from decimal import Decimal

import elections
import others
import program
from reference import pairs, transferable

STRICT = [elections.invent(seed) for seed in range(120)]
EQUAL = [elections.invent(seed, equal_ranks=True) for seed in range(60)]
OUTSIDE_AT_LEAST = 500

checks = collections.Counter()
left_out = collections.Counter()
known = collections.defaultdict(list)


def setUpModule():
    if not os.access(program.COMMAND, os.X_OK):
        raise unittest.SkipTest(f"{program.COMMAND} is not there")
    if others.BELENIOS is None:
        print("belenios-tool is not there, so it is asked nothing")


def tearDownModule():
    print()
    for what in sorted({*checks, *left_out}):
        seeds = f", known to differ: seeds {known[what]}" if known[what] else ""
        print(f"{what[0]}, {what[1]}: {checks[what]} the same, {left_out[what]} left out{seeds}")
    others_said = sum(number for (who, what), number in checks.items()
                      if who != "reference" and not what.startswith("totals"))
    print(f"{others_said} elections and methods were checked with other programs")
    # With words on the command line only some tests run.
    asked = {who for who, _ in checks}
    if asked >= {"reference", "votelib", "stvpoll"} and others_said < OUTSIDE_AT_LEAST:
        raise AssertionError(f"that is fewer than {OUTSIDE_AT_LEAST}")


class Case(unittest.TestCase):
    def same(self, who, method, election, here, there, what):
        self.assertEqual(here, there, f"{who}, {method}, seed {election.seed}: {what}\n"
                         f"lots {election.lots}\n{election.blt()}")

    def counts(self, among, method, seats=None):
        """Each election with what the command says; several processes at a time."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            said = pool.map(lambda e: program.count(e, method, seats or e.seats), among)
            yield from zip(among, said)


class Reference(Case):
    """Everything is compared: who wins in which order, every total of every stage, every quota."""

    def stages(self, method, election, counted, outcome):
        self.same("reference", method, election, counted.winners, outcome.elected, "winners")
        here = [counted.units(stage, outcome.decimals, election.candidates)
                for stage in range(len(counted.stages))]
        self.same("reference", method, election, here, outcome.stages, "totals")
        for name, there in (("quota", outcome.quotas), ("exhausted", outcome.exhausted)):
            if there:
                said = [program.whole(stage[name], outcome.decimals) for stage in counted.stages]
                self.same("reference", method, election, said, there, name)
        checks["reference", method] += 1

    def test_scottish_stv(self):
        for election, counted in self.counts(STRICT + EQUAL, "scottish-stv"):
            if any(True for _ in transferable.strict(election.papers)):
                self.stages("scottish-stv", election, counted, transferable.scottish(election))

    def test_meek_stv(self):
        for election, counted in self.counts(STRICT + EQUAL, "meek-stv"):
            self.stages("meek-stv", election, counted, transferable.meek(election))

    def test_instant_runoff(self):
        for election, counted in self.counts(STRICT + EQUAL, "irv", 1):
            self.stages("irv", election, counted, transferable.instant_runoff(election))

    def test_rankings(self):
        methods = {"schulze": pairs.schulze, "ranked-pairs": pairs.ranked_pairs,
                   "minimax": pairs.minimax, "copeland": pairs.copeland, "borda": pairs.borda}
        for method, rank in methods.items():
            for election, counted in self.counts(STRICT + EQUAL, method, 1):
                self.same("reference", method, election, counted.ranking, rank(election), "ranking")
                first = min(counted.ranking[0], key=election.lots.index)
                self.same("reference", method, election, counted.winners, [first], "winner")
                checks["reference", method] += 1

    def test_borda_points(self):
        for election, counted in self.counts(STRICT + EQUAL, "borda", 1):
            points = [Decimal(counted.totals[0][candidate]) * 2 for candidate in election.candidates]
            self.same("reference", "borda", election, points, pairs.borda_points(election), "points")


class Others(Case):
    def test_votelib_pairs(self):
        for method in others.VOTELIB:
            for election, counted in self.counts(STRICT + EQUAL, method, 1):
                theirs = others.votelib_winner(election, method)
                if theirs is None or counted.used_lots or len(counted.ranking[0]) > 1:
                    left_out["votelib", method] += 1
                    continue
                self.same("votelib", method, election, counted.winners, [theirs], "winner")
                checks["votelib", method] += 1

    def test_stvpoll_scottish(self):
        for election, counted in self.counts(STRICT, "scottish-stv"):
            theirs = others.stvpoll(election)
            if theirs is None or counted.used_lots:
                left_out["stvpoll", "scottish-stv"] += 1
                continue
            if set(counted.winners) != theirs.winners and theirs.stages_differ:
                known["stvpoll", "scottish-stv"].append(election.seed)
                continue
            self.same("stvpoll", "scottish-stv", election, set(counted.winners), theirs.winners,
                      "winners")
            self.assertEqual(Decimal(counted.stages[0]["quota"]), theirs.quota)
            self.totals(election, counted, theirs)
            checks["stvpoll", "scottish-stv"] += 1

    def totals(self, election, counted, theirs):
        """First totals are the same; later ones are as near as rounding lets them be."""
        papers = sum(count for count, _ in election.papers)
        for place, (votes, in_another_order) in enumerate(theirs.stages):
            bound = papers * place * Decimal("0.00001")
            if any(all(abs(Decimal(stage[candidate]) - total) <= bound
                       for candidate, total in votes.items()) for stage in counted.totals):
                checks["stvpoll", "totals of a stage"] += 1
            elif in_another_order:
                left_out["stvpoll", "totals of a stage"] += 1
            else:
                self.fail(f"stvpoll, seed {election.seed}: totals {place} {votes}\n"
                          f"{counted.totals}\n{election.blt()}")

    @unittest.skipIf(others.BELENIOS is None, "belenios-tool is not there")
    def test_belenios_schulze(self):
        for election, counted in self.counts(STRICT + EQUAL, "schulze", 1):
            self.same("belenios-tool", "schulze", election, counted.ranking,
                      others.belenios_schulze(election), "ranking")
            checks["belenios-tool", "schulze"] += 1

    @unittest.skipIf(others.BELENIOS is None, "belenios-tool is not there")
    def test_belenios_stv(self):
        for election, counted in self.counts(STRICT, "scottish-stv"):
            theirs = others.belenios_stv(election)
            if theirs is None or counted.used_lots:
                left_out["belenios-tool", "scottish-stv"] += 1
                continue
            self.same("belenios-tool", "scottish-stv", election, set(counted.winners), theirs,
                      "winners")
            checks["belenios-tool", "scottish-stv"] += 1




if __name__ == "__main__":
    unittest.main()
