import Federation
public import GRDB

/// The groups to which tags belong, such as Languages.
public struct TagGroups: Hashable, Sendable {
    /// The name of a tag's group, by the folded tag.
    private let byKey: [String: String]

    /// The name of a group has at most so many characters.
    static let nameAtMost = 80
    /// No groups.
    public static let none = TagGroups(byKey: [:])

    /// The names of the groups, each once, in order.
    public var names: [String] {
        Set(byKey.values).sorted { (foldedName($0), $0) < (foldedName($1), $1) }
    }

    /// The group of a tag in any spelling; nil where it is in none.
    public func group(of tag: String) -> String? { byKey[foldedName(tag)] }

    private init(byKey: [String: String]) { self.byKey = byKey }

    /// Reads them for a viewer who may see people; others see none.
    public static func read(in db: Database, for viewer: Viewer) throws -> TagGroups {
        guard viewer.may(.seePeople) else { return none }
        let rows = try Row.fetchAll(db, sql: "SELECT key, name FROM tag_group")
        return TagGroups(
            byKey: Dictionary(rows.map { ($0[0] as String, $0[1] as String) }) { first, _ in first }
        )
    }
}

/// Puts a tag into a group, or takes it out of its group.
///
/// A group is made with its first tag and is gone with its last; its name is spelled the same for
/// all of its tags.
public struct SetTagGroup: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The tag, in any spelling.
    public var tag: String
    /// The group; empty for none.
    public var group: String

    /// A tag and its group.
    public init(_ tag: String, group: String) {
        self.tag = tag
        self.group = group
    }

    /// Sets it and says whether anything changed.
    public func perform(in context: ActContext) throws -> Result<Bool, Refusal> {
        try refusing {
            let row = try labelRow(.tag, tag).get()
            let db = context.db
            guard try ThingTags.isInUse(row.key, in: db, for: context.viewer) else {
                throw Refusal.invalid("tag", "Nobody has the tag “\(row.text)”.")
            }
            let name = try EnteredText.line(group, "group", limit: TagGroups.nameAtMost).get()
            let old = try String.fetchOne(
                db, sql: "SELECT name FROM tag_group WHERE key = ?", arguments: [row.key])
            guard let name else {
                guard let old else { return false }
                try db.execute(sql: "DELETE FROM tag_group WHERE key = ?", arguments: [row.key])
                try ThingTags(context).write(
                    "SetTagGroup", nil, tag: row.text, old: old, new: nil)
                return true
            }
            // A group that is there keeps its spelling.
            let known = try String.fetchOne(
                db, sql: "SELECT name FROM tag_group WHERE group_key = ? LIMIT 1",
                arguments: [foldedName(name)])
            let new = known ?? name
            guard old != new else { return false }
            try db.execute(
                sql: """
                    INSERT INTO tag_group (key, tag, group_key, name) VALUES (?, ?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET group_key = excluded.group_key,
                    name = excluded.name
                    """, arguments: [row.key, row.text, foldedName(name), new])
            try ThingTags(context).write("SetTagGroup", nil, tag: row.text, old: old, new: new)
            return true
        }
    }
}

/// Gives a group of tags another name; where there is a group of that name, the two become one.
public struct RenameTagGroup: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The group, in any spelling.
    public var group: String
    /// Its name from now on.
    public var name: String

    /// A new name for a group.
    public init(_ group: String, to name: String) {
        self.group = group
        self.name = name
    }

    /// Renames it and gives how many tags are in it.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            guard
                let new = try EnteredText.line(name, "group", limit: TagGroups.nameAtMost).get()
            else { throw Refusal.invalid("group", "Give the group a name.") }
            let (old, key) = (foldedName(group), foldedName(new))
            let rows = try Row.fetchAll(
                context.db, sql: "SELECT tag, name FROM tag_group WHERE group_key = ? ORDER BY id",
                arguments: [old])
            guard !rows.isEmpty else { throw Refusal.notFound("group of tags") }
            try context.db.execute(
                sql: """
                    UPDATE tag_group SET group_key = :key, name = :name
                    WHERE group_key IN (:old, :key)
                    """,
                arguments: ["key": key, "name": new, "old": old])
            for row in rows {
                let before: String = row["name"]
                guard before != new else { continue }
                try ThingTags(context).write(
                    "RenameTagGroup", nil, tag: row["tag"], old: before, new: new)
            }
            return try Int.fetchOne(
                context.db, sql: "SELECT count(*) FROM tag_group WHERE group_key = ?",
                arguments: [key]) ?? 0
        }
    }
}

extension TagGroups {
    /// A tag that got another name stays in its group, unless the other one is in one already.
    static func follow(_ old: DetailRow, to new: DetailRow, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO tag_group (key, tag, group_key, name)
                SELECT ?, ?, group_key, name FROM tag_group WHERE key = ?
                ON CONFLICT DO NOTHING
                """, arguments: [new.key, new.text, old.key])
    }
}
