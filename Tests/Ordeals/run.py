"""Puts real processes through ordeals and prints one table: README.md.

    run.py [--program PATH] [--long] [--minutes N] [--seed N] [names...]

A trial is a file `NAME_trial.py` beside this one; without names all of them are run.
"""

import argparse
import importlib
import pathlib
import sys
import time
import traceback

from harness.node import Broken
from harness.scene import Scene

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def trials(names):
    known = sorted(file.stem.removesuffix("_trial") for file in HERE.glob("*_trial.py"))
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"There is no trial {', '.join(unknown)}. There are: {', '.join(known)}.")
    return names or known


def undergo(name, arguments):
    """Runs one trial; its figures, and whether nothing went wrong."""
    scene = Scene(arguments.program, arguments.long, arguments.seed, arguments.minutes)
    wrong = None
    try:
        importlib.import_module(f"{name}_trial").run(scene)
    except Broken as broken:
        wrong = str(broken)
    except KeyboardInterrupt:
        wrong = "interrupted"
        raise
    except Exception as error:  # pylint: disable=broad-except
        wrong = f"{type(error).__name__}: {error}"
        (scene.directory / "trace").write_text(traceback.format_exc())
    finally:
        seconds = time.monotonic() - scene.began
        scene.end(keep=wrong is not None)
    if wrong:
        print(f"{name}: {wrong}\n{name}: seed {scene.seed}; see {scene.directory}", flush=True)
    else:
        print(f"{name}: done in {seconds:.0f} s", flush=True)
    return [(name, figure) for figure in scene.figures], wrong is None


def show(rows):
    """The table: trial, count, result, goal."""
    lines = [("trial", "what", "count", "result", "goal")]
    for name, one in rows:
        missed = "" if one.reached else ", missed"
        lines.append((name, one.what, str(one.count), str(one.result), f"{one.goal}{missed}"))
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser(description="Puts real nodes through ordeals.")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--program", default=ROOT / ".build" / "release" / "rhizome")
    parser.add_argument("--long", action="store_true", help="the numbers of the goals")
    parser.add_argument("--minutes", type=float, help="stop each trial after so long")
    parser.add_argument("--seed", type=int)
    arguments = parser.parse_args()
    if not pathlib.Path(arguments.program).exists():
        sys.exit(f"{arguments.program} is not there; build it first, or name it with --program.")
    rows, good = [], True
    for name in trials(arguments.names):
        figures, went_well = undergo(name, arguments)
        rows, good = rows + figures, good and went_well
    show(rows)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
