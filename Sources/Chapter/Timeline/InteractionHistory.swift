public import Federation
public import GRDB

/// One change of an interaction or a task.
public struct InteractionEdit: Hashable, Sendable {
    /// The row.
    public let id: Int64
    /// When.
    public let at: Timestamp
    /// Who did it.
    public let by: Interaction.Actor
    /// From where, as `ActOrigin` keeps it; nil for what was written before that was kept.
    public let device: String?
    /// The reason that was given.
    public let why: String?
    /// The name of the act.
    public let act: String
    /// The version that came of it.
    public let version: Int
    /// The field, as the table names it, or `contact`.
    public let field: String
    /// The value before, of a contact or an assignee the name; nil when there was none.
    public let old: String?
    /// The value after; nil when there is none.
    public let new: String?
    /// Whether the field can be put back by itself, and has not changed again since.
    public let canBeTakenBack: Bool
}

/// Who changed what of an interaction or a task, newest first, for who sees it.
///
/// What it said while it was private is its author's alone.
public enum InteractionHistory {
    /// Reads it, since a version if one is named.
    public static func read(
        _ id: Int64, since version: Int = 0, in db: Database, for viewer: Viewer
    ) throws -> Result<[InteractionEdit], Refusal> {
        switch try Interaction.read(id, in: db, for: viewer) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let interaction):
            let isOwn = interaction.made.by.id == viewer.actor
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM interaction_history
                    WHERE interaction_id = ? AND version > ? AND (is_private = 0 OR ?)
                    ORDER BY id DESC
                    """, arguments: [id, version, isOwn])
            let names = try names(in: rows, db)
            var seen: Set<String> = []
            return .success(
                rows.map { row in
                    let isLatest = seen.insert(subject(of: row)).inserted
                    return InteractionEdit(
                        row, names,
                        canBeTakenBack: isLatest && canBeTakenBack(row, isTask: interaction.isTask)
                            && (isOwn || row["field"] != "is_private" || row["old"] != "1"))
                })
        }
    }

    private static func names(in rows: [Row], _ db: Database) throws -> [String: String] {
        var ids: Set<MemberID> = []
        for row in rows {
            var texts = [row["actor"] as String?]
            if isPerson(row["field"]) { texts += [row["old"], row["new"]] }
            if row["field"] == capacity {
                texts += [row["old"] as String?, row["new"]].map { text in
                    text.map { String($0.prefix { $0 != "\n" }) }
                }
            }
            ids.formUnion(texts.compactMap { $0.flatMap { MemberID($0) } })
        }
        let list = ids.map(\.description).joined(separator: ",")
        var names: [String: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM member WHERE id IN (\(list))") {
            let id: MemberID = row["id"]
            names[id.description] = row["name"]
        }
        return names
    }

    /// What a line is about: a field, or one contact.
    private static func subject(of row: Row) -> String {
        let (field, cell): (String, String?) = (row["field"], row["old"] ?? row["new"])
        guard field == "contact" || field == capacity else { return field }
        return "\(field)\n\((cell ?? "").prefix { $0 != "\n" })"
    }

    private static func canBeTakenBack(_ row: Row, isTask: Bool) -> Bool {
        let field: String = row["field"]
        if field == "contact" || field == capacity { return true }
        guard let known = InteractionField(rawValue: field),
            InteractionField.putBack.contains(known)
        else { return false }
        // What it was is written once when it is made, and a task stays one.
        return known != .kind || !isTask && (row["old"] as String?) != nil
    }

    /// Of whom a line of that field speaks.
    static func spokenContact(_ text: String) -> MemberID? {
        MemberID(String(text.prefix { $0 != "\n" }))
    }

    /// The field of history that says as what a contact spoke: the contact, and a line below it.
    static let capacity = "capacity"

    /// Whether the values of a field are people.
    static func isPerson(_ field: String) -> Bool {
        field == "contact" || field == InteractionField.assignee.rawValue
    }
}

extension InteractionEdit {
    fileprivate init(_ row: Row, _ names: [String: String], canBeTakenBack: Bool) {
        self.canBeTakenBack = canBeTakenBack
        id = row["id"]
        at = Timestamp(milliseconds: row["at"])
        let actor: String = row["actor"]
        by = Interaction.Actor(id: actor, name: names[actor])
        device = row["device"]
        why = row["why"]
        act = row["act"]
        version = row["version"]
        let field: String = row["field"]
        self.field = field
        func shown(_ text: String?) -> String? {
            if let text, field == InteractionHistory.capacity {
                let parts = text.split(separator: "\n", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { return text }
                return "\(names[parts[0]] ?? strangerName(parts[0])): \(parts[1])"
            }
            guard let text, InteractionHistory.isPerson(field) else { return text }
            return names[text] ?? strangerName(text)
        }
        old = shown(row["old"])
        new = shown(row["new"])
    }
}
