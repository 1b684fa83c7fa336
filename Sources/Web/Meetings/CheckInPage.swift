import Chapter
import Federation

/// Checking people in at the door.
struct CheckInPage: Page {
    /// Somebody who was found.
    struct Hit: Sendable {
        let who: String
        let name: String
        let initials: String
        /// What distinguishes them, or when they came.
        let note: String
        let isIn: Bool
        let isAway: Bool
        let isNew: Bool
        let hereLabel: String
        let leftLabel: String
        let backLabel: String

        init(_ person: CheckInPerson, of meeting: MeetingSummary, _ words: Wording) {
            let zone = meeting.zone
            who = person.member.description
            name = person.name
            initials = Web.initials(of: person.name)
            isNew = person.arrived == nil
            isIn = person.arrived != nil && person.left == nil
            isAway = person.left != nil
            if let left = person.left {
                note = words.say("meeting_left_at", ["time": words.time(left, in: zone)])
            } else if let arrived = person.arrived {
                note = words.say("meeting_in_at", ["time": words.time(arrived, in: zone)])
            } else {
                note = words.say("meeting_is_\(person.status)")
            }
            hereLabel = words.say("meeting_in_of", ["name": person.name])
            leftLabel = words.say("meeting_left_of", ["name": person.name])
            backLabel = words.say("meeting_back_of", ["name": person.name])
        }
    }

    /// Who was checked in last.
    struct JustNow: Sendable {
        let sentence: String
        let who: String
        let undoLabel: String

        init(_ entry: AttendanceEntry, of meeting: MeetingSummary, _ words: Wording) {
            let time = words.time(entry.arrived, in: meeting.zone)
            sentence = words.say("meeting_is_in", ["name": entry.name, "time": time])
            who = entry.attendee.description
            undoLabel = words.say("meeting_undo_of", ["name": entry.name])
        }
    }

    static let template = "meetings-check-in"
    let frame: Frame
    let t: Wording
    let title: String
    let day: String
    let address: String
    /// Whether somebody can still be checked in.
    let isOpen: Bool
    let presence: PresencePart
    let typed: String
    let hits: [Hit]
    /// Whether somebody was looked for.
    let isSearch: Bool
    /// Said where nobody was found.
    let nobody: String?
    let justNow: JustNow?
    /// Whoever is last on the record, to be taken back.
    let latest: JustNow?
    /// Under what the script keeps what waits to be sent.
    let key: String
    /// The zone in which the script writes times.
    let zone: String
    /// What the script says while something waits; `{count}` is left for it to fill in.
    let waitingOne: String
    let waitingOther: String
}

/// Checking in a guest.
struct GuestPage: Page {
    static let template = "meetings-guest"
    let frame: Frame
    let t: Wording
    let address: String
    let slip: String
    let name: Field
    let problems: Problems
}
