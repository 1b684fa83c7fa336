"""Measures how quickly files of papers are counted, beside two other programs on the same papers.

Run it with `make bench-tally`. Each figure is one whole process: it starts, reads its file, counts,
prints and ends. RHIZOME names another release build to measure; ROUNDS another number of rounds.
"""

import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
COMMAND = os.environ.get("RHIZOME", str(HERE.parents[1] / ".build/release/rhizome"))
BELENIOS = shutil.which("belenios-tool")
SEED, CANDIDATES, SEATS = 20, 20, 5
DIFFERENT, MANY = 10_000, 1_000_000
ROUNDS = int(os.environ.get("ROUNDS", 5))
MEMORY = 200  # MB


def orders(seed):
    """Complete rankings without end; who has a higher number is liked a little better."""
    chance = random.Random(seed)
    while True:
        liking = [chance.random() * (candidate + 5) for candidate in range(CANDIDATES)]
        yield tuple(sorted(range(CANDIDATES), key=lambda candidate: -liking[candidate]))


def different(number, seed):
    found = set()
    for order in orders(seed):
        if order not in found:
            found.add(order)
            yield order
            if len(found) == number:
                return


def write_blt(path, papers):
    with open(path, "w") as file:
        file.write(f"{CANDIDATES} {SEATS}\n")
        for paper in papers:
            file.write("1 " + " ".join(str(candidate + 1) for candidate in paper) + " 0\n")
        file.write("0\n" + "".join(f'"c{number}"\n' for number in range(CANDIDATES)) + '"bench"\n')


def write_ranks(path, papers):
    """The papers as belenios-tool reads them: the rank of each candidate, from 1."""
    ranks = [[paper.index(candidate) + 1 for candidate in range(CANDIDATES)] for paper in papers]
    path.write_text(json.dumps(ranks))


# A process begins with the memory of whoever started it, so a small one does.
STARTER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:], stdin=open(sys.argv[1]), stdout=sys.stdout)
_, status, usage = os.wait4(process.pid, 0)
figures = [time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)]
print(json.dumps(figures), file=sys.stderr)
"""


def run(command, source):
    """Seconds and the largest memory in MB of one process, and what it has said."""
    done = subprocess.run([sys.executable, "-S", "-c", STARTER, source, *map(str, command)],
                          capture_output=True, text=True, check=True)
    seconds, memory, status = json.loads(done.stderr.splitlines()[-1])
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {status}. {done.stderr}")
    return seconds, memory, done.stdout


def measure(what, command, source, rounds=ROUNDS, goal="-", is_met=None):
    """One row of the table; `is_met` says of the seconds whether the goal is."""
    runs = [run(command, source) for _ in range(rounds)]
    seconds = statistics.median(run[0] for run in runs)
    memory = max(run[1] for run in runs)
    missed = is_met is not None and not (is_met(seconds) and memory < MEMORY)
    row(what, f"{seconds:.3f}", f"{memory:.0f}", goal + (", missed" if missed else ""))
    return seconds, runs[-1][2]


def row(what, seconds, memory, goal):
    print(f"| {what} | {seconds} | {memory} | {goal} |", flush=True)


def tally(method):
    return [COMMAND, "tally", "--json", "--format", "blt", "--method", method, "-"]


def same(what, ours, theirs):
    if ours != theirs:
        sys.exit(f"{what}: rhizome says {ours}, the other program {theirs}.")


def groups(said):
    return [sorted(int(name[1:]) for name in group) for group in json.loads(said)["ranking"]]


def winners(said):
    return {int(name[1:]) for name in json.loads(said)["winners"]}


def beside_others(folder):
    papers = list(different(DIFFERENT, SEED))
    blt, ranks = folder / "papers.blt", folder / "ranks.json"
    write_blt(blt, papers)
    write_ranks(ranks, papers)
    theirs = {"schulze": None, "stv": None}
    if BELENIOS is None:
        print("belenios-tool is not there (Debian: apt-get install belenios-tool).")
    else:
        for method, options in (("schulze", ["--blank-allowed=false", f"--nchoices={CANDIDATES}"]),
                                ("stv", [f"--nseats={SEATS}"])):
            theirs[method] = measure(f"belenios-tool, {method}",
                                     [BELENIOS, "method", method, *options], ranks)
    python = [sys.executable, HERE / "with_votelib.py"]
    for method in ("schulze", "ranked-pairs"):
        _, said = measure(f"votelib, {method}", [*python, method], blt, rounds=1)
        theirs["votelib", method] = int(said)
    for method, other in (("schulze", "schulze"), ("scottish-stv", "stv")):
        limit = theirs[other][0] if theirs[other] else None
        _, said = measure(f"rhizome, {method}", tally(method), blt, goal="faster than belenios-tool",
                          is_met=limit and (lambda seconds: seconds < limit))
        if theirs[other] and method == "schulze":
            same(method, groups(said), [sorted(group) for group
                                        in json.loads(theirs[other][1])["winners"]])
            same(method, groups(said)[0], [theirs["votelib", method]])
        elif theirs[other]:
            same(method, winners(said), set(json.loads(theirs[other][1])["winners"]))
    _, said = measure("rhizome, ranked-pairs", tally("ranked-pairs"), blt, goal="0.2 s",
                      is_met=lambda seconds: seconds < 0.2)
    same("ranked-pairs", groups(said)[0], [theirs["votelib", "ranked-pairs"]])
    measure("rhizome, meek-stv", tally("meek-stv"), blt, goal="2 s",
            is_met=lambda seconds: seconds < 2)


def as_stream(folder):
    """A million papers: ten thousand different ones again and again, then all of them different."""
    blt = folder / "many.blt"
    few = list(different(DIFFERENT, SEED))
    chance = random.Random(SEED)
    write_blt(blt, (chance.choice(few) for _ in range(MANY)))
    size = blt.stat().st_size / 1e6
    for method in ("schulze", "scottish-stv"):
        measure(f"rhizome, {method}, {MANY:,} papers of {size:.0f} MB, {DIFFERENT:,} different",
                tally(method), blt, goal=f"{MEMORY} MB", is_met=lambda seconds: True)
    write_blt(blt, different(MANY, SEED + 1))
    for method in ("schulze", "scottish-stv"):
        measure(f"rhizome, {method}, {MANY:,} papers, all different", tally(method), blt)


def main():
    if not os.access(COMMAND, os.X_OK):
        sys.exit(f"There is no {COMMAND}; make bench-tally builds it.")
    print(f"{DIFFERENT:,} different papers, {CANDIDATES} candidates, {SEATS} seats, seed {SEED}; "
          f"medians of {ROUNDS} whole processes (votelib: one).\n")
    row("what", "seconds", "memory, MB", f"goal; below {MEMORY} MB")
    row("---", "---:", "---:", "---")
    with tempfile.TemporaryDirectory() as folder:
        beside_others(pathlib.Path(folder))
        as_stream(pathlib.Path(folder))


if __name__ == "__main__":
    main()
