public import Federation
import Foundation

/// What people write down about a meeting.
///
/// There is never a price.
public struct MeetingPlan: Hashable, Sendable {
    /// What it is called.
    public var title: String
    /// Where it is, or nothing.
    public var place: String
    /// Where it is online, or nothing.
    public var onlineLink: String
    /// When it begins.
    public var start: Timestamp
    /// When it ends.
    public var end: Timestamp
    /// The IANA time zone, such as `Europe/Lisbon`, or nothing where only the offset is known.
    public var timeZone: String
    /// Minutes east of UTC in which the start was written.
    public var utcOffset: Int
    /// What it is about, or nothing.
    public var agenda: String
    /// Whom it is for.
    public var audience: Audience
    /// How many must be here to decide, which stays in this chapter; nil for no such rule.
    public var quorum: MeetingQuorum?

    /// Collects a plan.
    public init(
        title: String, place: String = "", onlineLink: String = "", start: Timestamp,
        end: Timestamp, timeZone: String = "", utcOffset: Int = 0, agenda: String = "",
        audience: Audience = .chapter, quorum: MeetingQuorum? = nil
    ) {
        self.title = title
        self.place = place
        self.onlineLink = onlineLink
        self.start = start
        self.end = end
        self.timeZone = timeZone
        self.utcOffset = utcOffset
        self.agenda = agenda
        self.audience = audience
        self.quorum = quorum
    }

    /// The plan as it is kept; what does not fit is thrown as a refusal.
    func checked() throws -> MeetingPlan {
        var plan = self
        plan.title = title.entered
        plan.place = place.entered
        plan.onlineLink = onlineLink.entered
        plan.timeZone = timeZone.entered
        plan.agenda = agenda.entered
        // A meeting of the chapter alone keeps to the same limits: it may be shared one day.
        var event = plan.event(nonce: [])
        if !audience.isShared { event.audience = .linked }
        do {
            try event.check()
        } catch .malformed {
            throw Refusal(.invalid, "This is not a meeting.")
        } catch .outOfBounds(let field) {
            throw Self.refusal(of: field)
        }
        if !plan.timeZone.isEmpty, TimeZone(identifier: plan.timeZone) == nil {
            throw Refusal.invalid(
                "timeZone",
                "There is no time zone “\(plan.timeZone)”. Write it like Europe/Lisbon.")
        }
        if let quorum, !quorum.isPossible {
            throw Refusal.invalid(
                "quorum", "A quorum is a number from 1 to a million, or from 1 to 100 percent.")
        }
        return plan
    }

    /// What the linked chapters learn of it.
    func event(nonce: [UInt8]) -> MeetingScheduled {
        MeetingScheduled(
            nonce: nonce, title: title, place: place, onlineLink: onlineLink, start: start,
            end: end, timeZone: timeZone, utcOffset: utcOffset, agenda: agenda, audience: audience)
    }

    private static func refusal(of field: String) -> Refusal {
        switch field {
        case "title":
            .invalid(
                "title",
                "A title is one line of 1 to \(MeetingScheduled.titleBytes) bytes of text.")
        case "place":
            .invalid(
                "place", "A place is one line of at most \(MeetingScheduled.placeBytes) bytes.")
        case "online_link":
            .invalid(
                "onlineLink",
                "An online link begins with https:// or http:// and has no blanks, at most "
                    + "\(MeetingScheduled.onlineLinkBytes) bytes.")
        case "starts_at": .invalid("start", "A meeting starts after 1970.")
        case "ends_at":
            .invalid("end", "A meeting ends after it starts, within a year, and before 2200.")
        case "time_zone": .invalid("timeZone", "Write the time zone like Europe/Lisbon.")
        case "utc_offset_minutes":
            .invalid("start", "The offset from UTC is at most 18 hours.")
        default:
            .invalid(
                "agenda",
                "An agenda has at most \(MeetingScheduled.agendaBytes) bytes of plain text.")
        }
    }
}
