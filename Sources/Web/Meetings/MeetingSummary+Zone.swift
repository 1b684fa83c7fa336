import Chapter
import Foundation

extension MeetingSummary {
    /// The zone in which its times are written: the one in which it was planned, or else only the
    /// offset that was named.
    var zone: TimeZone {
        let named = timeZone.isEmpty ? nil : TimeZone(identifier: timeZone)
        return named ?? TimeZone(secondsFromGMT: utcOffset * 60) ?? .gmt
    }

    /// Where its page is.
    var address: String { "/meetings/\(id)" }
}

extension MeetingRecord {
    /// Whether the viewer may still do something about it: it is the chapter's own and stands.
    var isOpen: Bool { summary.isOwn && !summary.isCancelled }
}
