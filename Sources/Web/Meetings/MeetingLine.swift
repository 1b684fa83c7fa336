import Chapter
import Federation
import Foundation

/// A meeting in a list.
struct MeetingLine: Sendable {
    let address: String
    let month: String
    let day: String
    /// Whether it is today or within two days.
    let isSoon: Bool
    let title: String
    let isCancelled: Bool
    /// Weekday, times, place and whose it is.
    let when: String
    /// The whole date, for the title of `when`.
    let whole: String
    let place: String?
    /// Whose it is, where it is another chapter's.
    let chapter: String?
    let reason: String?
    /// Who of the chapter comes, in words.
    let answers: String?
    let chip: AudienceChip

    private static let soon: Int64 = 2 * 86_400_000

    init(_ listed: ListedMeeting, _ words: Wording, now: Timestamp, showsZone: Bool) {
        let meeting = listed.summary
        let zone = meeting.zone
        address = meeting.address
        month = words.date(meeting.start, .dateTime.month(.abbreviated), in: zone)
        day = words.date(meeting.start, .dateTime.day(), in: zone)
        isSoon = meeting.end >= now && meeting.start - now < Self.soon && !meeting.isCancelled
        title = meeting.title
        isCancelled = meeting.isCancelled
        let times =
            words.weekday(meeting.start, in: zone) + " "
            + words.span(meeting.start, meeting.end, in: zone)
        when =
            showsZone
            ? words.say("meeting_time_there", ["time": times, "place": words.zonePlace(meeting)])
            : times
        whole = words.whole(meeting.start, in: zone)
        place =
            !meeting.place.isEmpty
            ? meeting.place : meeting.onlineLink.isEmpty ? nil : words.say("meeting_is_online")
        chapter = meeting.isOwn ? nil : meeting.chapterName
        reason = meeting.isCancelled && !meeting.reason.isEmpty ? meeting.reason : nil
        answers = Self.answers(listed, words, now: now)
        chip = AudienceChip(meeting, words)
    }

    private static func answers(_ listed: ListedMeeting, _ words: Wording, now: Timestamp)
        -> String?
    {
        let meeting = listed.summary
        guard !meeting.isCancelled else { return nil }
        if meeting.end < now {
            return meeting.headCount.map { words.count("meeting_came", $0) }
        }
        if let own = listed.ownAnswer { return words.say("meeting_own_\(own.rawValue)") }
        let parts = [
            listed.yes > 0 ? words.count("meeting_yes", listed.yes) : nil,
            listed.maybe > 0 ? words.count("meeting_maybe", listed.maybe) : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

/// Who sees a meeting, in two words and a picture.
struct AudienceChip: Sendable {
    let kind: String
    let icon: String
    let text: String

    init(_ meeting: MeetingSummary, _ words: Wording) {
        if meeting.isCancelled {
            (kind, icon, text) = ("bad", "close", words.say("meeting_cancelled"))
        } else {
            switch meeting.audience {
            case .chapter: (kind, icon, text) = ("", "lock", words.say("meeting_chip_chapter"))
            case .linked: (kind, icon, text) = ("info", "share", words.say("meeting_chip_linked"))
            case .public: (kind, icon, text) = ("ok", "eye", words.say("meeting_chip_public"))
            }
        }
    }
}

extension Wording {
    /// The place that a zone is called after: “New York”.
    func zonePlace(_ meeting: MeetingSummary) -> String {
        zoneName(meeting).split(separator: "/").last.map(String.init) ?? "UTC"
    }

    /// The zone of a meeting as it was planned, or its distance from UTC.
    func zoneName(_ meeting: MeetingSummary) -> String {
        if !meeting.timeZone.isEmpty { return meeting.timeZone.replacing("_", with: " ") }
        let text = CivilTime.text(meeting.start, offset: meeting.utcOffset)
        return meeting.utcOffset == 0 ? "UTC" : "UTC\(text.suffix(6))"
    }
}
