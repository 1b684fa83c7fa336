import GRDB

/// A party of an agreement as it was entered.
public struct AgreementParty: Hashable, Sendable {
    /// The contact.
    public var member: MemberID
    /// As what it signs, such as employer or witness; nil where nothing is to be said.
    public var capacity: String?
    /// The day on which it signed, as 2026-05-01; nil while it has not.
    public var signedOn: String?

    /// A party, with its capacity and the day on which it signed.
    public init(_ member: MemberID, as capacity: String? = nil, signedOn: String? = nil) {
        self.member = member
        self.capacity = capacity
        self.signedOn = signedOn
    }
}

/// An agreement as it was entered.
public struct EnteredAgreement: Hashable, Sendable {
    /// What was agreed upon.
    public var kind: AgreementKind
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

    /// An agreement with its parties.
    public init(
        _ kind: AgreementKind, _ title: String, startsOn: String? = nil, endsOn: String? = nil,
        note: String? = nil, parties: [AgreementParty] = []
    ) {
        self.kind = kind
        self.title = title
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
        self.parties = parties
    }

    /// So many parties an agreement has: each of them has it in its history.
    public static let mostParties = 50
    /// So many signs fit into a title.
    static let titleAtMost = 200
    /// So many signs fit into a note.
    static let noteAtMost = 2000
    /// So many signs fit into a capacity.
    static let capacityAtMost = 80

    /// The same, fit for the tables.
    func checked(in db: Database) throws -> EnteredAgreement {
        var checked = self
        guard let title = try EnteredText.line(title, "title", limit: Self.titleAtMost).get() else {
            throw Refusal.invalid("title", "Say what the agreement is called.")
        }
        checked.title = title
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
        }
        return checked
    }
}
