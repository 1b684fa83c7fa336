public import Federation
import GRDB

/// What somebody writes down of a note, a call, a visit or a letter.
public struct InteractionContent: Hashable, Sendable {
    /// What it was.
    public var kind: InteractionKind
    /// Who said it.
    public var side: InteractionSide
    /// In one line; where it is empty, the beginning of the text stands for it.
    public var summary: String
    /// All of it, or nothing.
    public var text: String
    /// What came of it, such as “no answer”, or nothing.
    public var outcome: String
    /// Where it was, or nothing.
    public var place: String
    /// Over what, such as “Signal” or “at the gate”, or nothing.
    public var channel: String
    /// When it was; nil is now.
    public var at: Timestamp?
    /// Whether its author alone sees it, rather than everybody who sees people.
    public var isPrivate: Bool
    /// With whom it was, one to twenty contacts; for what a person did on behalf of an
    /// organization both are named.
    public var contacts: [MemberID]
    /// As what each of them spoke, in free words such as “steward, Harbour Hotel”; who is not here
    /// spoke for themselves.
    ///
    /// Where it ends with the name of an organization to which the person has a relation or a
    /// position, that organization is one of the contacts too.
    public var capacities: [MemberID: String]
    /// What else it is about.
    public var subject: InteractionSubject?

    /// Collects what is written down.
    public init(
        _ kind: InteractionKind, _ side: InteractionSide, _ summary: String, text: String = "",
        outcome: String = "", place: String = "", channel: String = "", at: Timestamp? = nil,
        isPrivate: Bool = false, with contacts: [MemberID],
        as capacities: [MemberID: String] = [:], about subject: InteractionSubject? = nil
    ) {
        self.kind = kind
        self.side = side
        self.summary = summary
        self.text = text
        self.outcome = outcome
        self.place = place
        self.channel = channel
        self.at = at
        self.isPrivate = isPrivate
        self.contacts = contacts
        self.capacities = capacities
        self.subject = subject
    }

    /// What is stored of it; `before` is when it was until now.
    func checked(in context: ActContext, before: Timestamp? = nil) throws -> InteractionValues {
        guard kind != .task else {
            throw Refusal.invalid("kind", "A task is added as a task, not written down as done.")
        }
        let moment = at ?? before ?? context.now
        guard moment <= context.now + Self.clocksApart else {
            throw Refusal.invalid(
                "at", "This is still to come. Write down what was; what will be is a task.")
        }
        var values = InteractionValues()
        try values.say(summary: summary, text: text)
        values[.kind] = kind.rawValue.databaseValue
        values[.side] = side.rawValue.databaseValue
        values[.outcome] = try EnteredText.line(outcome, "outcome", limit: 200).get()
        values[.place] = try EnteredText.line(place, "place", limit: 200).get()
        values[.channel] = try EnteredText.line(channel, "channel", limit: 80).get()
        values[.at] = moment.milliseconds
        values[.isPrivate] = isPrivate
        let spoken = try InteractionCapacity.checked(capacities, of: contacts)
        let spokenFor = try InteractionCapacity.organizations(of: spoken, in: context.db)
        try values.concern(contacts + spokenFor, subject, in: context)
        values.capacities = spoken
        guard !values.contacts.isEmpty else {
            throw Refusal.invalid("contacts", "Say with whom it was.")
        }
        return values
    }

    /// Computers may disagree on the time by so much: five minutes in milliseconds.
    private static let clocksApart: Int64 = 300_000
}
