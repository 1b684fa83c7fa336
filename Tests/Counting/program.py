"""Calls the command that is tested."""

import json
import os
import pathlib
import subprocess
import tempfile
from decimal import Decimal

TREE = pathlib.Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("RHIZOME", str(TREE / ".build/debug/rhizome"))


class Counted:
    """What the command says, with candidates as numbers."""

    def __init__(self, election, said):
        number = {name: place for place, name in enumerate(election.names)}
        self.winners = [number[name] for name in said["winners"]]
        self.ranking = [sorted(number[name] for name in group) for group in said["ranking"]]
        self.stages = said["stages"]
        self.totals = [{number[name]: total for name, total in stage["totals"].items()}
                       for stage in self.stages]
        self.used_lots = bool(said["lotsUsed"])

    def units(self, stage, decimals, candidates):
        """The totals of a stage in units of the last decimal, of which there must be so many."""
        units = []
        for candidate in candidates:
            text = self.totals[stage].get(candidate)
            units.append(0 if text is None else whole(text, decimals))
        return units


def whole(text, decimals):
    digits = text.partition(".")[2]
    if len(digits) != decimals:
        raise AssertionError(f"{text} has not {decimals} decimals")
    return int(Decimal(text).scaleb(decimals))


def written(election):
    """A file with an election, and what its name ends with."""
    return (election.blt(), ".blt") if hasattr(election, "blt") else (election.text(), ".papers")


def count(election, method, seats):
    text, ending = written(election)
    lots = ",".join(election.names[candidate] for candidate in election.lots)
    with tempfile.NamedTemporaryFile("w", suffix=ending) as file:
        file.write(text)
        file.flush()
        said = run("--method", method, "--seats", str(seats), "--lots", lots, file.name)
    if isinstance(said, str):
        raise AssertionError(f"seed {election.seed}, {method}: {said}")
    return Counted(election, json.loads(said))


def run(*options):
    """What the command prints, as bytes; or a text, why it did not count."""
    done = subprocess.run([COMMAND, "tally", "--json", *options], capture_output=True, timeout=60)
    return done.stdout if done.returncode == 0 else done.stderr.decode().strip()
