"""Proofs that somebody wrote two histories: README.md, "Forks"."""

from . import messages
from .crypto import verify
from .events import SEQ_MAX, parse_header

HEADERS_MAX = 512


def _read_branch(proof, branch, feed_key):
    """The headers of a branch, parsed, or None where it does not hold."""
    if not 1 <= len(branch.headers) <= HEADERS_MAX:
        return None
    headers = [parse_header(data) for data in branch.headers]
    for before, header in zip([None] + headers, headers):
        if (isinstance(header, str) or header.chapter != proof.chapter
                or header.epoch != proof.epoch or not 1 <= header.seq <= SEQ_MAX):
            return None
        if before and (header.seq != before.seq + 1 or header.previous != before.id):
            return None
    if not verify(feed_key, "rhizome/sig", proof.chapter, headers[-1].id, branch.signature):
        return None
    return headers


def fork_seq(proof):
    """The place where the branches begin, 0 where they cannot be read."""
    headers = [branch.headers[0] for branch in proof.branches if branch.headers]
    header = parse_header(headers[0]) if headers else ""
    return 0 if isinstance(header, str) else header.seq


def check_proof(proof, feed_key):
    """(seq, lower id, higher id) of the fork, or None: a "bad fork proof"."""
    if len(proof.branches) != 2 or feed_key is None or len(proof.chapter) != 32:
        return None
    branches = [_read_branch(proof, branch, feed_key) for branch in proof.branches]
    if None in branches:
        return None
    low, high = (branch[0] for branch in branches)
    if low.seq != high.seq or not low.id < high.id:
        return None
    return low.seq, low.id, high.id


def make_proof(chapter, epoch, one, other):
    """The proof from two branches, each the events from the fork up to a signed one."""
    proof = messages.ForkProof(chapter=chapter, epoch=epoch)
    for events in sorted((one, other), key=lambda branch: branch[0].id):
        proof.branches.add(headers=[event.header for event in events],
                           signature=events[-1].signature)
    return proof
