import Federation
import GRDB

/// What is stored of an interaction or a task: a value a column, and its contacts.
struct InteractionValues {
    private(set) var columns: [InteractionField: DatabaseValue] = [:]
    private(set) var contacts: [MemberID] = []
    /// As what contacts spoke.
    var capacities: [MemberID: String] = [:]
    private var follows: Int64?

    /// With so many contacts at most: more are a meeting.
    static let contactsAtMost = 20

    /// Sets a column, or takes its value away.
    subscript(_ field: InteractionField) -> (any DatabaseValueConvertible)? {
        get { columns[field] }
        set { columns[field] = newValue?.databaseValue ?? .null }
    }

    /// Takes summary and text over; one of them is needed.
    mutating func say(summary: String, text: String) throws {
        let said = try SaidText(summary: summary, text: text)
        self[.summary] = said.summary
        self[.text] = said.text
    }

    /// Takes over whom and what it concerns; all of it must be there.
    mutating func concern(
        _ contacts: [MemberID], _ subject: InteractionSubject?, in context: ActContext
    ) throws {
        let ids = Set(contacts)
        guard ids.count <= Self.contactsAtMost else {
            throw Refusal.invalid(
                "contacts",
                "This names \(ids.count) contacts, and \(Self.contactsAtMost) fit. With more of "
                    + "them it is a meeting.")
        }
        let list = ids.map(\.description).joined(separator: ",")
        let found = try Int.fetchOne(
            context.db, sql: "SELECT count(*) FROM member WHERE id IN (\(list))")
        guard found == ids.count else { throw Refusal.notFound("person") }
        self.contacts = ids.sorted()
        if let subject {
            let names = try InteractionSubject.names(
                of: [subject], in: context.db, for: context.viewer)
            guard names[subject] != nil else { throw Refusal.notFound(subject.kind) }
        }
        self[.subjectKind] = subject?.kind
        self[.subjectID] = subject?.id
    }

    /// Says what it comes of.
    mutating func follow(_ interaction: Int64) { follows = interaction }

    /// Stores a new row with its contacts and the first line of its history; gives its id.
    func insert(by act: String, in context: ActContext) throws -> Int64 {
        let db = context.db
        var columns = columns
        columns[.at] = columns[.at] ?? context.now.milliseconds.databaseValue
        let names = columns.keys.map(\.rawValue) + ["made_at", "made_by", "follows"]
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: "INSERT INTO interaction (\(names.joined(separator: ", "))) VALUES (\(marks))",
            arguments: StatementArguments(columns.values)
                + [context.now.milliseconds, context.viewer.actor, follows])
        let id = db.lastInsertedRowID
        let at = columns[.at] ?? .null
        for contact in contacts {
            try db.join(contact, to: id, at: at, as: capacities[contact])
        }
        try context.writeInteractionHistory(
            InteractionLine(
                interaction: id, version: 1, field: InteractionField.kind.rawValue, old: nil,
                new: columns[.kind].flatMap(String.fromDatabaseValue),
                isPrivate: columns[.isPrivate] == true.databaseValue),
            by: act)
        return id
    }
}

/// A row of an interaction's history about to be written.
struct InteractionLine {
    var interaction: Int64
    var version: Int
    var field: String
    var old: String?
    var new: String?
    var isPrivate: Bool
}

extension Database {
    /// Names a contact whom an interaction concerns.
    func join(
        _ contact: MemberID, to interaction: Int64, at: DatabaseValue, as capacity: String?
    ) throws {
        try execute(
            sql: """
                INSERT INTO interaction_party (interaction_id, member_id, at, capacity)
                VALUES (?, ?, ?, ?)
                """, arguments: [interaction, contact, at, capacity])
    }
}

extension ActContext {
    /// Writes one row of an interaction's history.
    func writeInteractionHistory(_ line: InteractionLine, by act: String) throws {
        try writeLine(
            of: "interaction_history",
            [
                "act": act, "interaction_id": line.interaction, "version": line.version,
                "field": line.field, "old": line.old, "new": line.new,
                "is_private": line.isPrivate,
            ])
    }
}
