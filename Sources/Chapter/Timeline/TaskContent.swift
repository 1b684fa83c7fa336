import GRDB

/// What somebody writes down of a task.
public struct TaskContent: Hashable, Sendable {
    /// What is to be done, in one line.
    public var summary: String
    /// More about it, or nothing.
    public var text: String
    /// The day by which it is to be done, as 2026-05-01; nil for no day.
    public var due: String?
    /// The day from which on it is shown to whoever has it, as 2026-05-01; not after `due`.
    public var remind: String?
    /// Who does it; nil while nobody has taken it.
    public var assignee: MemberID?
    /// Whom it concerns, up to twenty contacts.
    public var contacts: [MemberID]
    /// What else it is about.
    public var subject: InteractionSubject?
    /// Whether whoever makes it alone sees it.
    public var isPrivate: Bool

    /// Collects a task.
    public init(
        _ summary: String, text: String = "", due: String? = nil, remind: String? = nil,
        assignee: MemberID? = nil, on contacts: [MemberID] = [],
        about subject: InteractionSubject? = nil, isPrivate: Bool = false
    ) {
        self.remind = remind
        self.summary = summary
        self.text = text
        self.due = due
        self.assignee = assignee
        self.contacts = contacts
        self.subject = subject
        self.isPrivate = isPrivate
    }

    /// What is stored of it, by its maker, who may be another than whoever changes it.
    func checked(in context: ActContext, maker: String) throws -> InteractionValues {
        var values = InteractionValues()
        try values.say(summary: summary, text: text)
        values[.kind] = InteractionKind.task.rawValue
        values[.side] = InteractionSide.about.rawValue
        values[.isPrivate] = isPrivate
        let day = try enteredDay(due, "due")
        let reminder = try enteredDay(remind, "remind")
        if let day, let reminder, reminder > day {
            throw Refusal.invalid(
                "remind",
                "It would remind after the day by which it is to be done. Choose that day or an "
                    + "earlier one.")
        }
        values[.due] = day?.description
        values[.remind] = reminder?.description
        try checkAssignee(assignee, isPrivate: isPrivate, maker: maker, in: context.db)
        values[.assignee] = assignee
        try values.concern(contacts, subject, in: context)
        return values
    }
}

/// Refuses to give a task to somebody who cannot see what it is about.
func checkAssignee(_ assignee: MemberID?, isPrivate: Bool, maker: String, in db: Database) throws {
    guard let assignee else { return }
    if isPrivate, assignee.description != maker {
        throw Refusal.invalid(
            "assignee",
            "A private task stays with whoever made it. Show it to everybody who sees people, or "
                + "keep it yourself.")
    }
    let name = try String.fetchOne(
        db, sql: "SELECT name FROM member WHERE id = ?", arguments: [assignee])
    guard let name else { throw Refusal.notFound("person") }
    guard try maySeePeople(assignee, in: db) else {
        throw Refusal.invalid(
            "assignee",
            "\(name) may not see people in this chapter, so a task cannot be theirs. Give it to "
                + "somebody who keeps the lists, or to nobody yet.")
    }
}

/// Whether somebody holds a role with which they see the people of the chapter.
func maySeePeople(_ member: MemberID, in db: Database) throws -> Bool {
    try heldRoles(db, member).contains { $0.permissions.contains(.seePeople) }
}
