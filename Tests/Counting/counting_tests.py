"""Elections made up from fixed seeds, counted by the command, by the reference here, and by others.

A check is one election, counted by one method and compared with one program. README.md says what is
left out and what is known to differ; the numbers of both are printed at the end.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal

import elections
import others
import program
from reference import pairs, points, results, transferable

# Other elections than the usual ones: SEED is the first seed, TIMES how many times as many.
SEED, TIMES = int(os.environ.get("SEED", 0)), int(os.environ.get("TIMES", 1))


def seeds(number):
    return range(SEED, SEED + number * TIMES)


STRICT = [elections.invent(seed) for seed in seeds(120)]
EQUAL = [elections.invent(seed, equal_ranks=True) for seed in seeds(60)]
MIXED = [elections.invent_anything(seed) for seed in seeds(60)]
SCORED = [elections.invent_scores(seed) for seed in seeds(120)]
OUTSIDE_AT_LEAST = 500
PROTOCOL = program.TREE / "Protocol"
LOTS = program.TREE / "Docs" / "lots.py"
POLLS = pathlib.Path(__file__).parent / "polls"

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
    if asked >= {"reference", "votelib", "stvpoll", "starvote"} and others_said < OUTSIDE_AT_LEAST:
        raise AssertionError(f"that is fewer than {OUTSIDE_AT_LEAST}")


class Case(unittest.TestCase):
    def same(self, who, method, election, here, there, what):
        self.assertEqual(here, there, f"{who}, {method}, seed {election.seed}: {what}\n"
                         f"lots {election.lots}\n{program.written(election)[0]}")

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


    def test_star(self):
        for election, counted in self.counts(SCORED, "star"):
            self.same("reference", "star", election, counted.winners, points.star(election),
                      "winners")
            here = [int(counted.totals[0][candidate]) for candidate in range(len(election.names))]
            there = [points.points(election, candidate)
                     for candidate in range(len(election.names))]
            self.same("reference", "star", election, here, there, "points")
            checks["reference", "star"] += 1


class Results(unittest.TestCase):
    """Protocol/RESULTS.md, byte for byte."""

    def write(self, text):
        file = tempfile.NamedTemporaryFile("w", suffix=".papers")
        self.addCleanup(file.close)
        file.write(text)
        file.flush()
        return file.name

    def said(self, method, text, seats, unranked, lots):
        """The bytes of the result, or None where the command refuses to count."""
        options = [f"--lots={','.join(map(quoted, lots))}"] if lots else []
        said = program.run("--method", method, "--seats", str(seats), "--unranked", unranked,
                           *options, self.write(text))
        if isinstance(said, str):
            self.assertEqual(list(json.loads(said)), ["error"])
            return None
        self.assertEqual(said[-1:], b"\n")
        return said[:-1]

    def test_vectors(self):
        for case in json.loads((PROTOCOL / "vectors/results.json").read_text())["vectors"]:
            with self.subTest(case["name"]):
                given = case["input"]
                said = self.said(given["method"], given["papers"], given["seats"],
                                 given["unranked"], given["lots"])
                there = results.result(given["method"], given["papers"], given["seats"],
                                       given["unranked"], given["lots"])
                self.assertEqual(said, there)
                if case["outcome"] == "refused":
                    self.assertIsNone(said)
                else:
                    self.assertEqual(said.decode(), case["expected"]["result"])
                    self.assertEqual(results.sha256(said), case["expected"]["sha256"])
                checks["reference", "vectors"] += 1

    def test_any_papers_by_any_method(self):
        for election in MIXED:
            for method in results.METHODS:
                seats = 1 if method in ("irv", "yes-no") else election.seats
                given = method, election.text, seats, ["last", "ignored"][election.seed % 2], \
                    election.lots
                self.assertEqual(self.said(*given), results.result(*given),
                                 f"seed {election.seed}, {method}\n{election.text}")
                checks["reference", "bytes of results"] += 1

    def test_lots_of_a_seed(self):
        """What Docs/lots.py prints, and whom the command takes."""
        names = ["Ada", "Ben", "Cleo", "Zoë", "-x"]
        path = self.write("\n".join(["rhizome papers 1", *(f"candidate: {name}" for name in names),
                                     "end: 0", ""]))
        for number, question in enumerate(["", "Chair", "¿Quién?"]):
            seed = f"{number}a" * 32
            done = subprocess.run([sys.executable, LOTS, seed, question, *names],
                                  capture_output=True, text=True, check=True)
            said = program.run("--method", "plurality", "--seats", "5", "--seed", seed,
                               "--question", question, path)
            one = program.run("--method", "plurality", "--seats", "1", "--seed", seed,
                              "--question", question, path)
            self.assertEqual(json.loads(said)["winners"], done.stdout.split())
            self.assertEqual(json.loads(one)["winners"], done.stdout.split()[:1])
        self.assertLessEqual(len(LOTS.read_text().splitlines()), 30)


def quoted(name):
    return '"' + name.replace('"', '""') + '"' if set(name) & {'"', ","} else name


class Polls(Case):
    """Real polls, with the figures that were published with them."""

    def test_libertarian_party_may_2020(self):
        said = json.loads(program.run("--method", "star", str(POLLS / "libertarian-2020-may.papers")))
        points, run_off = (stage["totals"] for stage in said["stages"])
        self.assertEqual(said["winners"], ["Justin Amash"])
        self.assertEqual(run_off, {"Justin Amash": "1404", "Vermin Supreme": "1138"})
        best = sorted(points, key=lambda name: -int(points[name]))[:7]
        self.assertEqual({name: points[name] for name in best}, {
            "Justin Amash": "8018", "Vermin Supreme": "7200", "Judge Jim Gray": "3826",
            "Jacob Hornberger": "3193", "Jo Jorgensen": "2625", "Adam Kokesh": "2324",
            "Daniel Behrman": "1941"})


class Others(Case):
    def test_starvote(self):
        for election, counted in self.counts(SCORED, "star"):
            theirs = others.star(election)
            if theirs is None or counted.used_lots:
                left_out["starvote", "star"] += 1
            else:
                self.same("starvote", "star", election, counted.winners, theirs, "winners")
                checks["starvote", "star"] += 1

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
            # It gives papers of a surplus to whoever has the quota and has not been looked at yet.
            several = any(len(stage["elected"]) > 1 for stage in counted.stages[:-1])
            if set(counted.winners) != theirs and several:
                known["belenios-tool", "scottish-stv"].append(election.seed)
                continue
            self.same("belenios-tool", "scottish-stv", election, set(counted.winners), theirs,
                      "winners")
            checks["belenios-tool", "scottish-stv"] += 1




if __name__ == "__main__":
    unittest.main()
