"""Reads BLT from standard input, counts it with votelib and prints the number of the winner."""

import sys

import votelib.convert
import votelib.evaluate.condorcet as condorcet

METHODS = {"schulze": condorcet.Schulze, "ranked-pairs": condorcet.RankedPairs}

votes = {}
next(sys.stdin)
for line in sys.stdin:
    words = line.split()
    if words == ["0"]:
        break
    paper = tuple(int(word) - 1 for word in words[1:-1])
    votes[paper] = votes.get(paper, 0) + int(words[0])
pairs = votelib.convert.RankedToCondorcetVotes().convert(votes)
print(METHODS[sys.argv[1]]().evaluate(pairs, 1)[0])
