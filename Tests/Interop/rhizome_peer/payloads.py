"""Which payloads are void by themselves: README.md, "Kinds", and the comments in *.proto.

Each check gives the name of the first field that is out of bounds, or None.
"""

import re

from . import messages
from .federation import left_is_valid, read_certificate
from .identity import is_node_record, opening_is_valid, read_introduction
from .texts import is_line, is_name, is_text, size

DAY = 86_400_000
LAST_TIME = 7_258_118_400_000  # 2200-01-01T00:00:00Z
PROFILE_MAX = 40


def line(text, most, least=0):
    return least <= size(text) <= most and is_line(text)


def text(told, most, least=0):
    return least <= size(told) <= most and is_text(told)


def first(*checks):
    return next((name for name, holds in checks if not holds), None)


def feed_opened(told):
    return opening_is_valid(told) and is_name(told.name) and size(told.profile) <= PROFILE_MAX


def chapter_described(told):
    return is_name(told.name) and size(told.profile) <= PROFILE_MAX


def federation_joined(told):
    return read_certificate(told.certificate) is not None


def chapter_endorsed(told):
    return len(told.federation) == 32 and read_introduction(told.candidate) is not None


def online_link(link):
    return not link or size(link) <= 500 and bool(
        re.fullmatch(r"https?://\S*", link, re.IGNORECASE)
        and not re.search(r"[\x00-\x20]", link))


def meeting_scheduled(told):
    return first(
        ("nonce", len(told.nonce) == 16), ("title", line(told.title, 200, 1)),
        ("place", line(told.place, 300)), ("online_link", online_link(told.online_link)),
        ("starts_at", told.starts_at >= 0),
        ("ends_at", told.starts_at <= told.ends_at <= LAST_TIME
         and told.ends_at - told.starts_at <= 366 * DAY),
        ("time_zone", re.fullmatch("[A-Za-z0-9/_+-]{0,64}", told.time_zone)),
        ("utc_offset_minutes", -1080 <= told.utc_offset_minutes <= 1080),
        ("agenda", text(told.agenda, 8192)), ("audience", told.audience in (1, 2)))


def meeting_cancelled(told):
    return first(("meeting", len(told.meeting) == 16), ("reason", line(told.reason, 500)))


def meeting_counted(told):
    return first(("meeting", len(told.meeting) == 16), ("head_count", told.head_count <= 10**6))


def group_founded(told):
    interests = list(told.interests)
    return first(
        ("nonce", len(told.nonce) == 16), ("name", line(told.name, 100, 1)),
        ("purpose", text(told.purpose, 2000, 1)),
        ("interests", len(interests) <= 16 and all(line(one, 60, 1) for one in interests)
         and len(set(interests)) == len(interests)),
        ("charter", text(told.charter, 8192)))


def group_joined(told):
    return first(("group", len(told.group) == 16), ("nonce", len(told.nonce) == 16),
                 ("name", line(told.name, 60, 1)))


def group_left(told):
    return first(("group", len(told.group) == 16), ("handle", len(told.handle) == 16))


def group_posted(told):
    return first(("nonce", len(told.nonce) == 16), ("group", len(told.group) == 16),
                 ("handle", len(told.handle) == 16), ("text", text(told.text, 8192, 1)),
                 ("reply_to", len(told.reply_to) in (0, 16)))


def day_of_every_year(number):
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    month, day = divmod(number, 100)
    return 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


def shared_kind(told):
    return first(
        ("name", line(told.name, 160, 1)), ("months", told.months <= 120),
        ("year_starts", told.year_starts == 0
         or told.months == 0 and day_of_every_year(told.year_starts)),
        ("rollover", told.rollover == 0 or told.year_starts not in (0, told.rollover)
         and day_of_every_year(told.rollover)),
        ("grace_days", told.grace_days <= 366))


def vocabulary_shared(told):
    def words(told):
        return (len(told) <= 100 and all(line(one, 160, 1) for one in told)
                and len(set(told)) == len(told))

    names = [kind.name for kind in told.kinds]
    if len(names) > 32:
        return "kinds"
    faults = [fault for fault in map(shared_kind, told.kinds) if fault]
    return faults[0] if faults else first(
        ("kinds", len(set(names)) == len(names)), ("interests", words(list(told.interests))),
        ("skills", words(list(told.skills))))


def ballot_announced(told):
    options = list(told.options)
    part, whole = told.quorum_numerator, told.quorum_denominator
    has_numbers, has_points = told.method > 2, told.method in (4, 5)
    most_seats = 1 if told.method == 7 else len(options)
    return first(
        ("nonce", len(told.nonce) == 16), ("question", text(told.question, 1000, 1)),
        ("options", 2 <= len(options) <= 32 and all(line(one, 200, 1) for one in options)
         and len(set(options)) == len(options) and (told.method != 1 or len(options) == 3)),
        ("method", 1 <= told.method <= 13),
        ("threshold", told.threshold == 4 if has_numbers
         else 1 <= told.threshold <= (3 if told.method == 1 else 4)),
        ("seats", 1 <= told.seats <= most_seats if has_numbers else told.seats == 0),
        ("highest_score", 1 <= told.highest_score <= 100 if has_points
         else told.highest_score == 0),
        ("lot_commitment", len(told.lot_commitment) == (32 if has_numbers else 0)),
        ("quorum", part == whole == 0 or 1 <= part <= whole <= 100),
        ("electorate", told.electorate == 1), ("roll_size", 1 <= told.roll_size <= 10**6),
        ("roll_root", len(told.roll_root) == 32))


def ballot_opened(told):
    return first(("ballot", len(told.ballot) == 16),
                 ("manifest_hash", len(told.manifest_hash) == 32))


def ballot_papers_published(told):
    trackers = [paper.tracker for paper in told.papers]
    return first(
        ("ballot", len(told.ballot) == 16), ("papers", 1 <= len(trackers) <= 480),
        ("tracker", all(len(one) == 16 for one in trackers)
         and trackers == sorted(set(trackers))),
        ("choice", all(paper.choice <= (0 if paper.numbers else 255) for paper in told.papers)),
        ("numbers", all(len(paper.numbers) in (0, *range(2, 33)) for paper in told.papers)))


def ballot_closed(told):
    has_lots = told.lot_secret or told.count_hash
    return first(
        ("ballot", len(told.ballot) == 16), ("manifest_hash", len(told.manifest_hash) == 32),
        ("counts", 2 <= len(told.counts) <= 32), ("papers_root", len(told.papers_root) == 32),
        ("outcome", 1 <= told.outcome <= 6),
        ("lot_secret", len(told.lot_secret) == (32 if has_lots else 0)),
        ("count_hash", len(told.count_hash) == (32 if has_lots else 0)),
        ("leading", len(told.leading) <= len(told.counts)
         and all(one < len(told.counts) for one in told.leading)))


def ballot_recounted(told):
    return first(("ballot", len(told.ballot) == 16), ("result_hash", len(told.result_hash) == 32),
                 ("counts", 2 <= len(told.counts) <= 32))


def ballot_cancelled(told):
    return first(("ballot", len(told.ballot) == 16), ("reason", line(told.reason, 500)))


def taken_back_is_valid(told):
    def holds(one):
        stood = (len(one.post), len(one.group), len(one.reply_to))
        return (1 <= one.seq < 2**63 and one.epoch <= 65535 and len(one.id) == 32
                and stood in ((0, 0, 0), (16, 16, 0), (16, 16, 16)))
    places = [(one.epoch, one.seq, one.id) for one in told.events]
    return (1 <= len(places) <= 256 and places == sorted(set(places))
            and all(map(holds, told.events)))


def checkpoint_is_valid(told):
    return 1 <= told.size < 2**63 - 1 and len(told.root) == 32


def heads_witnessed_is_valid(told):
    feeds = [(feed.chapter, feed.epoch) for feed in told.feeds]
    seqs = [[place.seq for place in feed.places] for feed in told.feeds]
    return (bool(feeds) and feeds == sorted(set(feeds))
            and all(len(chapter) == 32 and epoch <= 65535 for chapter, epoch in feeds)
            and sum(map(len, seqs)) <= 256
            and all(places and places == sorted(set(places)) for places in seqs)
            and all(1 <= seq < 1 << 63 for places in seqs for seq in places)
            and all(len(place.id) == 32 for feed in told.feeds for place in feed.places))


# The first ones say only whether the payload holds: what does not is malformed.
WHOLE = {
    1: ("FeedOpened", feed_opened), 2: ("NodeRecord", is_node_record),
    3: ("ChapterDescribed", chapter_described), 5: ("BodiesTakenBack", taken_back_is_valid),
    6: ("Checkpoint", checkpoint_is_valid), 7: ("HeadsWitnessed", heads_witnessed_is_valid),
    16: ("FederationJoined", federation_joined), 17: ("ChapterEndorsed", chapter_endorsed),
    18: ("FederationLeft", left_is_valid),
}
FIELDS = {
    32: ("VocabularyShared", vocabulary_shared),
    64: ("MeetingScheduled", meeting_scheduled), 65: ("MeetingCancelled", meeting_cancelled),
    66: ("MeetingCounted", meeting_counted), 80: ("GroupFounded", group_founded),
    81: ("GroupJoined", group_joined), 82: ("GroupLeft", group_left),
    83: ("GroupPosted", group_posted), 96: ("BallotAnnounced", ballot_announced),
    97: ("BallotOpened", ballot_opened), 98: ("BallotPapersPublished", ballot_papers_published),
    99: ("BallotClosed", ballot_closed), 100: ("BallotRecounted", ballot_recounted),
    101: ("BallotCancelled", ballot_cancelled),
}


def check_payload(kind, payload):
    """(verdict, field): "valid", "malformed payload" or "field out of bounds"."""
    name, check = WHOLE.get(kind) or FIELDS[kind]
    told = messages.decode(name, payload)
    if told is None:
        return "malformed payload", None
    if kind in WHOLE:
        return ("valid" if check(told) else "malformed payload"), None
    field = check(told)
    return ("field out of bounds", field) if field else ("valid", None)
