"""Runs of events: README.md, "Runs"."""

import dataclasses

from . import messages
from .crypto import H, ZERO, verify
from .events import (BODY_MAX, BODY_MIN, SEQ_MAX, SUFFIX_MAX, Event, must_end_a_run, prefix,
                     read_suffix)

EVENTS_MAX = 512
BYTES_MAX = 262144


@dataclasses.dataclass(frozen=True)
class End:
    """How far somebody holds a feed."""

    seq: int = 0
    id: bytes = ZERO
    time: int = 0


def sized(event):
    return len(event.suffix) + (len(event.body) or 36)


def run_size(run):
    """What a run takes of the credit."""
    return sum(sized(event) for event in run.events)


def shape_fault(run):
    """Steps 1 and 2."""
    if (len(run.chapter) != 32 or len(run.previous) != 32 or len(run.signature) != 64
            or not 1 <= getattr(run, "from") <= SEQ_MAX - EVENTS_MAX or not run.events):
        return "malformed run"
    if len(run.events) > EVENTS_MAX:
        return "oversized run"
    for event in run.events:
        if len(event.suffix) > SUFFIX_MAX or len(event.body) > BODY_MAX:
            return "oversized run"
        if event.body:
            if len(event.body) < BODY_MIN or event.body_hash:
                return "malformed run"
        elif len(event.body_hash) != 32 or not BODY_MIN <= event.body_length <= BODY_MAX:
            return "malformed run"
    return "oversized run" if run_size(run) > BYTES_MAX else None


def read_events(run, held):
    """The events of a run with their ids, or the fault of step 6."""
    id, seq, events = run.previous, getattr(run, "from"), []
    follows = seq == held.seq + 1 and run.previous == held.id
    time = held.time if follows else 0
    for place, event in enumerate(run.events):
        suffix = read_suffix(event.suffix)
        if suffix is None or not event.suffix:
            return "malformed run"
        if suffix.time < time:
            return "time runs backwards"
        if must_end_a_run(suffix.kind) and place + 1 < len(run.events):
            return "run not ended where it must"
        if must_end_a_run(suffix.kind) and not event.body:
            return "malformed run"
        digest = H("rhizome/body", event.body) if event.body else event.body_hash
        length = len(event.body) or event.body_length
        header = prefix(run.chapter, run.epoch, seq, id, length, digest) + event.suffix
        id, time = H("rhizome/event", header), suffix.time
        events.append(Event(header, id, seq, time, suffix.kind, event.suffix, event.body, digest,
                            length))
        seq += 1
    events[-1].signature = run.signature
    return events


def check_run(run, held, feed_key):
    """The verdict on a run, and all its events where they could be read."""
    fault = shape_fault(run)
    if fault:
        return fault, []
    if feed_key is None:
        return "run of an unknown chapter", []
    first = getattr(run, "from")
    if first > held.seq + 1 or first + len(run.events) - 1 <= held.seq:
        return "run out of order", []
    events = read_events(run, held)
    if isinstance(events, str):
        return events, []
    if not verify(feed_key, "rhizome/sig", run.chapter, events[-1].id, run.signature):
        return "bad signature", []
    if first == held.seq + 1:
        other = run.previous != held.id
    else:
        other = events[held.seq - first].id != held.id
    return ("run of another branch" if other else "valid"), events


def make_run(chapter, epoch, events):
    """The Run of these contiguous events, the last of which is signed."""
    first = events[0]
    run = messages.Run(chapter=chapter, epoch=epoch, previous=first.header[45:77],
                       signature=events[-1].signature)
    setattr(run, "from", first.seq)
    for event in events:
        if event.body:
            run.events.add(suffix=event.suffix, body=event.body)
        else:
            run.events.add(suffix=event.suffix, body_hash=event.body_hash,
                           body_length=event.body_length)
    return run


def cut_into_runs(events):
    """Stretches of events that each end at a signature, as long as the limits let them be."""
    runs, pending, stretch = [], [], []
    for event in events:
        pending.append(event)
        if not event.signature:
            continue
        whole = stretch + pending
        if stretch and (len(whole) > EVENTS_MAX or sum(e.size for e in whole) > BYTES_MAX
                        or must_end_a_run(stretch[-1].kind)):
            runs.append(stretch)
            whole = pending
        stretch, pending = whole, []
    return runs + ([stretch] if stretch else [])
