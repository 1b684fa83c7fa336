import Chapter
import Federation

/// Something that was done with contacts, or a task, as the API says it.
struct InteractionAnswer: Codable, Hashable, Sendable {
    /// A contact or an assignee.
    struct Person: Codable, Hashable, Sendable {
        var memberID: String
        var name: String
        /// As what a contact spoke.
        @Nullable var capacity: String?
    }

    /// What it is about besides contacts.
    struct Subject: Codable, Hashable, Sendable {
        var kind: String
        var id: String
        @Nullable var name: String?
    }

    /// That somebody did something.
    struct Trace: Codable, Hashable, Sendable {
        var at: Moment
        var by: String
        @Nullable var note: String?
    }

    var interactionID: String
    var version: Int
    var kind: String
    var side: String
    var summary: String
    @Nullable var text: String?
    @Nullable var outcome: String?
    @Nullable var place: String?
    @Nullable var channel: String?
    var at: Moment
    var isPrivate: Bool
    var made: Trace
    var contacts: [Person]
    @Nullable var subject: Subject?
    @Nullable var due: String?
    @Nullable var remind: String?
    @Nullable var assignee: Person?
    @Nullable var done: Trace?
    @Nullable var follows: String?
    @Nullable var removed: Trace?

    init(_ entry: Interaction) {
        func trace(_ trace: Interaction.Trace?, note: String? = nil) -> Trace? {
            trace.map { Trace(at: Moment($0.at), by: $0.by.id, note: note) }
        }
        interactionID = String(entry.id)
        version = entry.version
        kind = entry.kind.rawValue
        side = entry.side.rawValue
        summary = entry.summary
        text = entry.text
        outcome = entry.outcome
        place = entry.place
        channel = entry.channel
        at = Moment(entry.at)
        isPrivate = entry.isPrivate
        made = Trace(at: Moment(entry.made.at), by: entry.made.by.id)
        contacts = entry.contacts.map {
            Person(memberID: "\($0.id)", name: $0.name, capacity: $0.capacity)
        }
        subject = entry.subject.map {
            Subject(kind: $0.kind, id: $0.id, name: entry.subjectName)
        }
        due = entry.due
        remind = entry.remind
        assignee = entry.assignee.map {
            Person(memberID: "\($0.id)", name: $0.name, capacity: nil)
        }
        done = trace(entry.done, note: entry.doneNote)
        follows = entry.follows.map(String.init)
        removed = trace(entry.removed)
    }
}

/// An entry of a timeline, as the API says it: what does not belong to its kind is null.
struct TimelineAnswer: Codable, Hashable, Sendable {
    var at: Moment
    /// interaction, changes, sign-in, attendance, rsvp, membership, membership ended or merge.
    var kind: String
    /// who, us, them: which of the three questions it answers.
    var questions: [String]
    @Nullable var interaction: InteractionAnswer?
    @Nullable var changes: [HistoryAnswer]?
    @Nullable var meetingID: String?
    /// A meeting's title, a kind of membership, the name of a contact that was merged.
    @Nullable var title: String?
    @Nullable var answer: String?
    @Nullable var from: String?
    @Nullable var until: String?
    @Nullable var why: String?

    init(_ entry: TimelineEntry) {
        at = Moment(entry.at)
        questions = entry.filters.map(\.rawValue).sorted()
        switch entry.kind {
        case .interaction(let interaction):
            kind = "interaction"
            self.interaction = InteractionAnswer(interaction)
        case .changes(let lines):
            kind = "changes"
            changes = lines.map(HistoryAnswer.init)
        case .letIn(let line):
            kind = "sign-in"
            changes = [HistoryAnswer(line)]
        case .came(let meeting, let title, _, _):
            kind = "attendance"
            (meetingID, self.title) = ("\(meeting)", title)
        case .answered(let meeting, let title, let answer):
            kind = "rsvp"
            (meetingID, self.title, self.answer) = ("\(meeting)", title, answer.rawValue)
        case .membership(let name, let from, let until):
            kind = "membership"
            (title, self.from, self.until) = (name, from, until)
        case .membershipEnded(let name, let day, let chapter, let why):
            kind = "membership ended"
            (title, until, self.why) = (name, day, why ?? chapter)
        case .merged(let name, _, let why, _):
            kind = "merge"
            (title, self.why) = (name, why)
        }
    }
}

/// What was made or changed, and its version.
struct InteractionIDAnswer: Codable, Hashable, Sendable {
    var interactionID: String
    @Nullable var version: Int?
    @Nullable var taskID: String?

    init(_ id: Int64, version: Int? = nil, task: Int64? = nil) {
        interactionID = String(id)
        self.version = version
        taskID = task.map(String.init)
    }
}
