"""Prints the order in which lots are drawn: RESULTS.md, "Lots".

    python3 lots.py SEED QUESTION NAME NAME...

SEED is in hexadecimal; the question's title may be empty. Drawn earlier wins.
"""

import hashlib
import sys


def lots(seed, question, candidates):
    """The candidates' ids in the order in which they are drawn, as numbers from 0."""
    drawn = [hashlib.sha256(b"rhizome.tie.lot.v1" + seed + question + candidate).digest()
             for candidate in candidates]
    return sorted(range(len(candidates)), key=lambda number: (drawn[number], number))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    seed, question, *names = sys.argv[1:]
    ids = [name.encode() for name in names]
    for number in lots(bytes.fromhex(seed), question.encode(), ids):
        print(names[number])
