public import Federation
public import GRDB

/// Something that was done with contacts, or a task, as those who may see it read it.
public struct Interaction: Hashable, Sendable {
    /// A contact whom it concerns.
    public struct Contact: Hashable, Sendable {
        /// Who.
        public let id: MemberID
        /// What they are called.
        public let name: String
        /// Whether it is an organization or a household rather than a person.
        public let isGroup: Bool
        /// As what they spoke; nil where nothing is said.
        public var capacity: String?
    }

    /// Whoever did something.
    public struct Actor: Hashable, Sendable {
        /// As history names them: a number, or `operator`.
        public let id: String
        /// What they are called; nil for the operator and for somebody who is gone.
        public let name: String?
    }

    /// That somebody did something at a moment.
    public struct Trace: Hashable, Sendable {
        /// When.
        public let at: Timestamp
        /// Who.
        public let by: Actor
    }

    /// The row.
    public let id: Int64
    /// What an editor gives back, so that nobody overwrites anything unseen.
    public let version: Int
    /// What it was.
    public let kind: InteractionKind
    /// Who said it.
    public let side: InteractionSide
    /// In one line.
    public let summary: String
    /// All of it.
    public let text: String?
    /// What came of it.
    public let outcome: String?
    /// Where it was.
    public let place: String?
    /// Over what.
    public let channel: String?
    /// When it was; of a task, when it was made or done.
    public let at: Timestamp
    /// Whether its author alone sees it.
    public let isPrivate: Bool
    /// Who wrote it down, and when.
    public let made: Trace
    /// Whom it concerns, in order of name.
    public let contacts: [Contact]
    /// What else it is about.
    public let subject: InteractionSubject?
    /// What that is called; nil where it is gone or not for the viewer to know.
    public let subjectName: String?
    /// The day by which a task is to be done, as 2026-05-01.
    public let due: String?
    /// The day from which on it is shown to whoever has it, as 2026-05-01.
    public let remind: String?
    /// Whose task it is.
    public let assignee: Contact?
    /// Who did the task, and when; nil while it is open.
    public let done: Trace?
    /// How it went.
    public let doneNote: String?
    /// What it came of.
    public let follows: Int64?
    /// Who took it off every list, and when.
    public let removed: Trace?

    /// Whether it is something to do.
    public var isTask: Bool { kind == .task }
    /// Whether it is a task that is still to be done.
    public var isOpen: Bool { isTask && done == nil && removed == nil }

    /// Whether the viewer may change it, finish it and give it away.
    public func mayTick(_ viewer: Viewer) -> Bool {
        viewer.may(.managePeople) || viewer.memberID != nil && assignee?.id == viewer.memberID
    }
}

extension Interaction {
    /// Reads one for a viewer who may see people; somebody else's private one is not there.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws -> Result<
        Interaction, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        guard let found = try fetch([id], in: db, for: viewer).first else {
            return .failure(.notFound(InteractionSort.entry.rawValue))
        }
        return .success(found)
    }

    /// Reads these in this order, those that the viewer sees, with one query a table.
    static func fetch(_ ids: [Int64], in db: Database, for viewer: Viewer) throws -> [Interaction] {
        guard !ids.isEmpty, viewer.may(.seePeople) else { return [] }
        let list = ids.map(String.init).joined(separator: ",")
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM interaction i WHERE id IN (\(list)) AND \(visibleInteraction)",
            arguments: ["actor": viewer.actor])
        let around = try Surroundings(of: rows, list, in: db, for: viewer)
        var found: [Int64: Interaction] = [:]
        for row in rows { found[row["id"]] = Interaction(row, around) }
        return ids.compactMap { found[$0] }
    }

    private init?(_ row: Row, _ around: Surroundings) {
        guard let kind = InteractionKind(rawValue: row["kind"]),
            let side = InteractionSide(rawValue: row["side"])
        else { return nil }
        func trace(_ at: String, _ by: String) -> Trace? {
            guard let moment: Int64 = row[at], let actor: String = row[by] else { return nil }
            return Trace(at: Timestamp(milliseconds: moment), by: around.actor(actor))
        }
        guard let made = trace("made_at", "made_by") else { return nil }
        self.made = made
        self.kind = kind
        self.side = side
        id = row["id"]
        version = row["version"]
        summary = row["summary"]
        text = row["body"]
        outcome = row["outcome"]
        place = row["place"]
        channel = row["channel"]
        at = Timestamp(milliseconds: row["at"])
        isPrivate = row["is_private"]
        contacts = around.contacts[id] ?? []
        subject = Surroundings.subject(row)
        subjectName = subject.flatMap { around.subjects[$0] }
        due = row["due_on"]
        remind = row["remind_on"]
        assignee = (row["assignee"] as MemberID?).flatMap { around.people[$0] }
        done = trace("done_at", "done_by")
        doneNote = row["done_note"]
        follows = row["follows"]
        removed = trace("removed_at", "removed_by")
    }
}

/// The names that go with some interactions.
private struct Surroundings {
    var contacts: [Int64: [Interaction.Contact]] = [:]
    var people: [MemberID: Interaction.Contact] = [:]
    let subjects: [InteractionSubject: String]

    init(of rows: [Row], _ list: String, in db: Database, for viewer: Viewer) throws {
        let parties = try Row.fetchAll(
            db,
            sql: """
                SELECT p.interaction_id, m.id, m.name, m.kind, p.capacity FROM interaction_party p
                JOIN member m ON m.id = p.member_id
                WHERE p.interaction_id IN (\(list)) ORDER BY m.folded_name, m.id
                """)
        for row in parties {
            var contact = Self.contact(row)
            contact.capacity = row["capacity"]
            contacts[row["interaction_id"], default: []].append(contact)
        }
        var named: Set<MemberID> = []
        for row in rows {
            if let assignee: MemberID = row["assignee"] { named.insert(assignee) }
            for column in ["made_by", "done_by", "removed_by"] {
                if let actor: String = row[column], let id = MemberID(actor) { named.insert(id) }
            }
        }
        let ids = named.map(\.description).joined(separator: ",")
        let sql = "SELECT id, name, kind FROM member WHERE id IN (\(ids))"
        for row in try Row.fetchAll(db, sql: sql) { people[row["id"]] = Self.contact(row) }
        subjects = try InteractionSubject.names(
            of: Set(rows.compactMap(Self.subject)), in: db, for: viewer)
    }

    func actor(_ id: String) -> Interaction.Actor {
        Interaction.Actor(id: id, name: MemberID(id).flatMap { people[$0]?.name })
    }

    static func subject(_ row: Row) -> InteractionSubject? {
        guard let kind: String = row["subject_kind"], let id: String = row["subject_id"] else {
            return nil
        }
        return InteractionSubject(kind: kind, id: id)
    }

    private static func contact(_ row: Row) -> Interaction.Contact {
        Interaction.Contact(
            id: row["id"], name: row["name"], isGroup: (row["kind"] as String) != "person")
    }
}
