import GRDB

/// A party of an agreement as it was entered.
public struct AgreementParty: Hashable, Sendable {
    /// The contact.
    public var member: MemberID
    /// As what it signs, such as employer or witness; nil where nothing is to be said.
    public var capacity: String?
    /// The day on which it signed, as 2026-05-01; nil while it has not.
    public var signedOn: String?
    /// The file of the agreement that shows the signature; nil where none does.
    public var file: Int64?

    /// A party, with its capacity, the day on which it signed and the file that shows it.
    public init(
        _ member: MemberID, as capacity: String? = nil, signedOn: String? = nil, file: Int64? = nil
    ) {
        self.member = member
        self.capacity = capacity
        self.signedOn = signedOn
        self.file = file
    }
}

/// A task that makes itself some days before an agreement ends.
public struct AgreementReminder: Hashable, Sendable {
    /// So many days before the last day, 1 to 730.
    public var days: Int
    /// Whose task it is; nil for whoever takes it.
    public var assignee: MemberID?
    /// What is to be done, in one line; nil for the title of the agreement.
    public var summary: String?

    /// A task, so many days before the end.
    public init(_ days: Int, for assignee: MemberID? = nil, _ summary: String? = nil) {
        self.days = days
        self.assignee = assignee
        self.summary = summary
    }

    /// The most days before an end: two years.
    public static let mostDays = 730
}

/// An agreement as it was entered.
public struct EnteredAgreement: Hashable, Sendable {
    /// What was agreed upon.
    public var kind: AgreementKind
    /// The kind of the chapter's own, which makes `kind` other; nil for one that every chapter has.
    public var ownKind: Int64?
    /// What the agreement is called.
    public var title: String
    /// The first day, as 2026-05-01; nil where none is set.
    public var startsOn: String?
    /// The last day; nil where it has no end.
    public var endsOn: String?
    /// What else is to be known.
    public var note: String?
    /// Who made it with the chapter.
    public var parties: [AgreementParty]
    /// The task before its end; nil for none.
    public var reminder: AgreementReminder?

    /// An agreement with its parties.
    public init(
        _ kind: AgreementKind, _ title: String, startsOn: String? = nil, endsOn: String? = nil,
        note: String? = nil, parties: [AgreementParty] = [], reminder: AgreementReminder? = nil,
        ownKind: Int64? = nil
    ) {
        self.kind = kind
        self.ownKind = ownKind
        self.title = title
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
        self.parties = parties
        self.reminder = reminder
    }

    /// So many parties an agreement has: each of them has it in its history.
    public static let mostParties = 50
    /// So many signs fit into a title.
    static let titleAtMost = 200
    /// So many signs fit into a note.
    static let noteAtMost = 2000
    /// So many signs fit into a capacity.
    static let capacityAtMost = 80

    /// The same, fit for the tables; `before` is the agreement that is changed.
    func checked(in db: Database, before: StoredAgreement? = nil) throws -> EnteredAgreement {
        var checked = self
        guard let title = try EnteredText.line(title, "title", limit: Self.titleAtMost).get() else {
            throw Refusal.invalid("title", "Say what the agreement is called.")
        }
        checked.title = title
        if let ownKind {
            let kind = try OwnAgreementKind.find(ownKind, in: db)
            guard !kind.isRetired || before?.entered.ownKind == ownKind else {
                throw Refusal.invalid(
                    "kind", "“\(kind.name)” is out of use. Choose another kind of agreements.")
            }
            checked.kind = .other
        }
        let span = try DaySpan(startsOn: startsOn, endsOn: endsOn, what: "An agreement")
        checked.startsOn = span.start?.description
        checked.endsOn = span.end?.description
        checked.note = try EnteredText.text(note ?? "", "note", limit: Self.noteAtMost).get()
        guard !parties.isEmpty else {
            throw Refusal.invalid("party", "Name a contact with whom this was agreed.")
        }
        guard parties.count <= Self.mostParties else {
            throw Refusal.invalid(
                "party", "An agreement has at most \(Self.mostParties) parties.")
        }
        var seen: Set<MemberID> = []
        for index in checked.parties.indices {
            let party = checked.parties[index]
            let contact = try ContactEnd.find(party.member, in: db)
            guard seen.insert(party.member).inserted else {
                throw Refusal.invalid("party", "\(contact.name) is named twice.")
            }
            checked.parties[index].capacity =
                try EnteredText.line(
                    party.capacity ?? "", "capacity", limit: Self.capacityAtMost
                ).get()
            checked.parties[index].signedOn =
                try DaySpan(startsOn: party.signedOn, endsOn: nil, what: "A signature").start?
                .description
            try before.checkFile(party.file, in: db)
        }
        checked.reminder = try checkedReminder(endsOn: span.end, before?.entered.reminder, in: db)
        return checked
    }

    private func checkedReminder(
        endsOn: CalendarDay?, _ before: AgreementReminder?, in db: Database
    ) throws -> AgreementReminder? {
        guard var reminder else { return nil }
        guard (1...AgreementReminder.mostDays).contains(reminder.days) else {
            throw Refusal.invalid(
                "reminderDays",
                "A task makes itself from 1 to \(AgreementReminder.mostDays) days before the end.")
        }
        guard endsOn != nil else {
            throw Refusal.invalid(
                "endsOn", "Say when the agreement ends, so that the task knows its day.")
        }
        reminder.summary = try EnteredText.line(
            reminder.summary ?? "", "task", limit: Self.titleAtMost
        ).mapError { Refusal($0.code, $0.sentence, field: "reminderSummary") }.get()
        // Whoever has lost the role since keeps no change from being saved: the task is nobody's.
        if reminder.assignee != before?.assignee {
            try checkAssignee(reminder.assignee, isPrivate: false, maker: "", in: db)
        }
        return reminder
    }
}

extension StoredAgreement? {
    /// Refuses a file that is not with this agreement.
    fileprivate func checkFile(_ file: Int64?, in db: Database) throws {
        guard let file else { return }
        let isThere = try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM agreement_file WHERE id = ? AND agreement_id = ?)",
            arguments: [file, self?.id])
        guard isThere == true else { throw Refusal.notFound("file") }
    }
}
