public import GRDB

/// One thing that the chapter keeps besides contacts, such as a worksite.
public struct OwnObject: Hashable, Sendable, Encodable {
    /// A contact that has to do with it.
    public struct Contact: Hashable, Sendable, Encodable {
        /// The contact's id as text.
        public let memberID: String
        /// The contact's name.
        public let name: String
        /// What the contact is to it; empty for nothing in particular.
        public let capacity: String
        /// Since when.
        public let startsOn: String?
        /// Until when.
        public let endsOn: String?
    }

    /// A change of it.
    public struct Change: Hashable, Sendable, Encodable {
        /// What `RevertObjectChange` takes.
        public let id: Int64
        /// The version that came of it.
        public let version: Int
        /// When, in milliseconds since 1970.
        public let at: Int64
        /// Whoever did it.
        public let actor: String
        /// What whoever did it is called.
        public let actorName: String
        /// From where, as `ActOrigin` keeps it; nil for what was written before that was kept.
        public let device: String?
        /// The reason that was given.
        public let why: String?
        /// The field's name, “name”, “contact” or “removed”.
        public let field: String
        /// The own field's code; nil for what is none.
        public let code: String?
        /// The value before.
        public let old: String?
        /// The value after.
        public let new: String?
        /// Whether the field is still asked for and has not changed again since.
        public let canBeTakenBack: Bool
    }

    /// A contact or an object one of whose fields names it.
    public struct Link: Hashable, Sendable, Encodable {
        /// What the field is called from this end.
        public let words: String
        /// The field's code.
        public let field: String
        /// What several of the kind are called; nil for contacts.
        public let kind: String?
        /// The id of the contact or the object, as text.
        public let id: String
        /// What it is called.
        public let name: String
    }

    /// What an act takes.
    public let id: Int64
    /// What an editor sends back.
    public let version: Int
    /// Its kind.
    public let type: ObjectType
    /// What it is called.
    public let name: String
    /// Values of its fields by code.
    public let values: [String: [String]]
    /// Contacts that have to do with it.
    public let contacts: [Contact]
    /// What names it in a field, by field and name; objects that were removed are left out.
    public let links: [Link]
    /// What became of it, newest first.
    public let history: [Change]
    /// Whether it was removed, and can be brought back.
    public let isRemoved: Bool

    /// How many changes are shown.
    private static let changesShown = 100

    /// Reads it for who may see people.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws -> Result<
        OwnObject, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing { try find(id, in: db) }
    }

    /// Reads it.
    static func find(_ id: Int64, in db: Database) throws -> OwnObject {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM own_object WHERE id = ?", arguments: [id])
        guard let row else { throw Refusal.notFound("object") }
        let type = try ObjectType.find(row["type_id"], in: db)
        return OwnObject(
            id: id, version: row["version"], type: type, name: row["name"],
            values: try values(of: id, in: db), contacts: try contacts(of: id, in: db),
            links: try links(to: id, of: type.id, in: db),
            history: try history(of: id, type: type.id, in: db),
            isRemoved: (row["removed_at"] as Int64?) != nil)
    }

    static func values(of id: Int64, in db: Database) throws -> [String: [String]] {
        try Row.fetchAll(
            db, sql: "SELECT field_code, value FROM own_object_value WHERE object_id = ?",
            arguments: [id]
        ).reduce(into: [:]) { $0[$1[0] as String, default: []].append($1[1]) }
    }

    private static func contacts(of id: Int64, in db: Database) throws -> [Contact] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.name, c.capacity, c.starts_on, c.ends_on
                FROM own_object_contact c JOIN member m ON m.id = c.member_id
                WHERE c.object_id = ? ORDER BY c.ends_on IS NOT NULL, m.folded_name, m.id
                """, arguments: [id]
        ).map { row in
            let member: MemberID = row[0]
            return Contact(
                memberID: member.description, name: row[1], capacity: row[2], startsOn: row[3],
                endsOn: row[4])
        }
    }

    private static func history(of id: Int64, type: Int64, in db: Database) throws -> [Change] {
        let asked = Set(try OwnField.all(of: type, in: db).map(\.code))
        var seen: Set<String> = []
        return try Row.fetchAll(
            db,
            sql: """
                SELECT h.*, m.name AS by_name
                FROM own_object_history h
                LEFT JOIN member m ON \(isActor("m.id", "h.actor"))
                WHERE object_id = ? ORDER BY h.id DESC LIMIT ?
                """, arguments: [id, changesShown]
        ).map { row in
            let actor: String = row["actor"]
            let (field, code): (String, String?) = (row["field"], row["field_code"])
            let old: String? = row["old"]
            let new: String? = row["new"]
            let tie =
                code == nil && field == ObjectContactText.field
                ? (new ?? old).flatMap(ObjectContactText.init) : nil
            let which = tie.map { "\n\($0.member)\n\($0.capacity)" } ?? ""
            let isLatest = seen.insert(code ?? "\n\(field)\(which)").inserted
            let isField =
                code.map(asked.contains) ?? (field == "name" && old != nil || tie != nil)
            func shown(_ text: String?) -> String? {
                tie == nil ? text : text.map(ObjectContactText.shown)
            }
            return Change(
                id: row["id"], version: row["version"], at: row["at"], actor: actor,
                actorName: row["by_name"] ?? strangerName(actor), device: row["device"],
                why: row["why"], field: field, code: code, old: shown(old), new: shown(new),
                canBeTakenBack: isLatest && isField)
        }
    }
}
