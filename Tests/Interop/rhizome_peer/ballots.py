"""The hashes of ballots: README.md, "Ballots"."""

from .crypto import H, u32


def roll_leaf(salt, number, name, kind):
    told = name.encode()
    return H("rhizome/roll-leaf", salt, u32(number), u32(len(told)), told, kind.encode())


def paper_leaf(tracker, choice):
    return H("rhizome/paper-leaf", tracker, u32(choice))


def numbered_paper_leaf(tracker, numbers):
    return H("rhizome/numbered-paper-leaf", tracker, numbers)


def merkle_root(leaves):
    if not leaves:
        return H("rhizome/merkle-empty")
    if len(leaves) == 1:
        return H("rhizome/merkle-leaf", leaves[0])
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return H("rhizome/merkle-node", merkle_root(leaves[:split]), merkle_root(leaves[split:]))
