import Chapter
import Federation
import Foundation

/// Meetings as a calendar program reads them: RFC 5545.
///
/// Every meeting stands alone at its moment in UTC, so no table of time zones is needed.
struct CalendarFile: Sendable {
    private var text = ""

    /// A line has at most so many bytes before it is folded, without its end.
    static let lineBytes = 75

    /// A calendar of this name.
    ///
    /// `origin` begins the addresses of pages; `now` stands where nobody knows when a meeting was
    /// last changed.
    init(
        _ name: String, _ meetings: [CalendarMeeting], origin: String, now: Timestamp,
        _ words: Wording
    ) {
        line("BEGIN:VCALENDAR")
        line("VERSION:2.0")
        line("PRODID:-//Rhizome//Meetings//EN")
        line("CALSCALE:GREGORIAN")
        property("X-WR-CALNAME", name)
        // How often programs look for something new.
        line("REFRESH-INTERVAL;VALUE=DURATION:PT1H")
        line("X-PUBLISHED-TTL:PT1H")
        for meeting in meetings { add(meeting, origin: origin, now: now, words) }
        line("END:VCALENDAR")
    }

    /// The bytes to send.
    var content: String { text }

    private mutating func add(
        _ meeting: CalendarMeeting, origin: String, now: Timestamp, _ words: Wording
    ) {
        let summary = meeting.summary
        line("BEGIN:VEVENT")
        line("UID:\(summary.id)@\(summary.chapter.description.prefix(16)).rhizome")
        line("DTSTAMP:\(Self.moment(summary.changedAt ?? now))")
        if let changed = summary.changedAt { line("LAST-MODIFIED:\(Self.moment(changed))") }
        line("SEQUENCE:\(summary.changes)")
        line("DTSTART:\(Self.moment(summary.start))")
        // Without an end a meeting ends as it begins; a DTEND must be later.
        if Self.moment(summary.end) > Self.moment(summary.start) {
            line("DTEND:\(Self.moment(summary.end))")
        }
        property("SUMMARY", summary.title)
        line("STATUS:\(summary.isCancelled ? "CANCELLED" : "CONFIRMED")")
        let place = summary.place.isEmpty ? summary.onlineLink : summary.place
        if !place.isEmpty { property("LOCATION", place) }
        let description = Self.description(meeting, words)
        if !description.isEmpty { property("DESCRIPTION", description) }
        line("URL:\(origin)\(summary.address)")
        line("END:VEVENT")
    }

    /// Why it was cancelled, whose it is, where online, and what it is about.
    private static func description(_ meeting: CalendarMeeting, _ words: Wording) -> String {
        let summary = meeting.summary
        var parts: [String] = []
        if summary.isCancelled {
            parts.append(
                [words.say("meeting_cancelled"), summary.reason].filter { !$0.isEmpty }
                    .joined(separator: ": "))
        }
        parts.append(summary.chapterName)
        parts += [summary.onlineLink, meeting.agenda].filter { !$0.isEmpty }
        return parts.joined(separator: "\n\n")
    }

    /// `20261124T190000Z`.
    private static func moment(_ moment: Timestamp) -> String {
        let second = Timestamp(
            milliseconds: moment.milliseconds - ((moment.milliseconds % 1000) + 1000) % 1000)
        return CivilTime.text(second, offset: 0).replacing("-", with: "").replacing(":", with: "")
    }

    /// A property whose value is a text.
    private mutating func property(_ name: String, _ value: String) {
        line("\(name):\(Self.escaped(value))")
    }

    /// Writes one line, folded between characters so that no part has too many bytes.
    private mutating func line(_ line: String) {
        var used = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if used + size > Self.lineBytes {
                text += "\r\n "
                used = 1
            }
            text.unicodeScalars.append(scalar)
            used += size
        }
        text += "\r\n"
    }

    /// A text in which nothing ends the line or the value.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        var lastWasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                escaped.append("\\")
                escaped.append(scalar)
            case "\r", "\n", "\u{2028}", "\u{2029}", "\u{85}":
                if !(scalar == "\n" && lastWasReturn) {
                    escaped.append(contentsOf: "\\n".unicodeScalars)
                }
            case "\t": escaped.append(scalar)
            default:
                // Other control characters have no place in a text.
                if scalar.properties.generalCategory != .control { escaped.append(scalar) }
            }
            lastWasReturn = scalar == "\r"
        }
        return String(escaped)
    }
}

extension UTF8 {
    /// How many bytes a scalar takes.
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        UTF8.encode(scalar)?.count ?? 0
    }
}
