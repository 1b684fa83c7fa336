"""The three forms of a Vector: README.md, "Reconciliation"."""

from . import messages
from .crypto import H, u32


def feed_order(names):
    return H("rhizome/feed-order", *(chapter + u32(epoch) for chapter, epoch in names))[:8]


def read_vector(link, told, own):
    """Takes down what a Vector says; False where it cannot be understood here.

    `own` are the names of the feeds that this node would send, in order.
    """
    link.wants_whole = link.wants_whole or told.whole
    if told.order:
        if told.order != feed_order(own) or len(told.seqs) != len(own):
            return False
        link.vector = dict(zip(own, told.seqs))
    elif told.after and told.after != link.their_number:
        return False
    else:
        named = {(one.chapter, one.epoch): one.seq for one in told.feeds}
        link.vector = {**link.vector, **named} if told.after else named
    link.their_number = told.number
    return True


def write_vector(link, positions, answer, whole):
    """The next Vector on a link: by order at first, whole where that was asked for or where a feed
    has gone, else what has changed."""
    vector = messages.Vector(answer=answer, whole=whole, number=link.own_number + 1)
    named = positions
    if not link.own_number and not link.wants_whole and not whole:
        vector.order, named = feed_order(positions), {}
        vector.seqs.extend(positions.values())
    elif not link.wants_whole and not whole and set(link.told) <= set(positions):
        vector.after = link.own_number
        named = {name: seq for name, seq in positions.items() if link.told.get(name) != seq}
    vector.feeds.extend(messages.FeedPosition(chapter=chapter, epoch=epoch, seq=seq)
                        for (chapter, epoch), seq in named.items())
    link.told, link.own_number, link.wants_whole = positions, vector.number, False
    return vector
