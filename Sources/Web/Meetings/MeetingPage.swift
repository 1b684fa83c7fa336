import Chapter
import Federation

/// One meeting: what it is, who comes, and who came.
struct MeetingPage: Page {
    /// One of the answers to an invitation.
    struct Answer: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    /// Answering with one tap.
    struct Invitation: Sendable {
        let address: String
        let answers: [Answer]
        /// What was answered, and how many others come; nil for neither.
        let standing: String?
    }

    /// How many gave an answer, and where they are listed.
    struct Tally: Sendable {
        let address: String
        let text: String
    }

    /// The answers, for those who plan.
    struct Tallies: Sendable {
        /// The width of the part that comes.
        let width: String
        let label: String
        let all: [Tally]
    }

    /// Who came, the latest first.
    struct Came: Sendable {
        let entries: [AttendanceLine]
        let isEmpty: Bool
        let address: String
        let all: String
        let heading: String
    }

    /// Where somebody counts by hand.
    struct HeadCount: Sendable {
        let address: String
        let field: Field
        let now: String?
    }

    static let template = "meetings-meeting"
    var frame: Frame
    let t: Wording
    let title: String
    let chip: AudienceChip
    let chapter: String
    let isCancelled: Bool
    let reason: String?
    let whenDay: String
    let whenTime: String
    let zone: String
    let place: String?
    let onlineLink: String?
    let audience: String
    /// How many linked chapters have it; nil where it is not shared.
    let reached: ReachedPart?
    let agenda: Agenda
    let hasAgenda: Bool
    let address: String
    /// Whether the viewer may change it and check people in.
    let isOurs: Bool
    let isCancellable: Bool
    /// Where what linked chapters were told is taken back; nil where there is nothing to take back.
    let takeBack: String?
    let invitation: Invitation?
    let presence: PresencePart?
    let tallies: Tallies?
    let came: Came?
    let headCount: HeadCount?
    /// What is to be done about it, for who sees people.
    let tasks: SubjectTasksPart?
    /// Its tags, for who sees people.
    let tagging: ThingTagsPart?
    /// What is shared with us, where it is another chapter's.
    let shared: String?
    let sharedCount: String?
    let problems: Problems
}

/// Somebody on the record of a meeting, as lists show them.
struct AttendanceLine: Sendable {
    let name: String
    let initials: String
    /// Where the person's page is; nil for a guest.
    let person: String?
    let when: String
    let who: String
    let isHere: Bool
    /// What the buttons are called for people who do not see them.
    let leftLabel: String
    let backLabel: String
    let undoLabel: String

    init(_ entry: AttendanceEntry, of meeting: MeetingSummary, _ words: Wording) {
        let zone = meeting.zone
        name = entry.name
        initials = Web.initials(of: entry.name)
        person = entry.member.map { "/people/\($0)" }
        var text = words.time(entry.arrived, in: zone)
        if let left = entry.left {
            text = words.say("times", ["from": text, "to": words.time(left, in: zone)])
        }
        if entry.member == nil { text += " · " + words.say("meeting_guest") }
        when = text
        who = entry.attendee.description
        isHere = entry.left == nil
        leftLabel = words.say("meeting_left_of", ["name": entry.name])
        backLabel = words.say("meeting_back_of", ["name": entry.name])
        undoLabel = words.say("meeting_undo_of", ["name": entry.name])
    }
}
