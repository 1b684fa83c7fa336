public import Federation
public import GRDB

/// The tags of things that are no contacts.
public struct ThingTags {
    /// A change of the tags of a thing.
    public struct Change: Hashable, Sendable {
        /// When.
        public let at: Timestamp
        /// Whoever did it.
        public let actor: String
        /// What whoever did it is called.
        public let actorName: String
        /// The tag before; nil where one was added.
        public let old: String?
        /// The tag after; nil where one was taken off.
        public let new: String?
    }

    /// What a page shows of a thing.
    public struct Shown: Hashable, Sendable {
        /// The tags by name.
        public let tags: [String]
        /// What became of them, newest first.
        public let changes: [Change]
    }

    /// A thing that has a tag.
    public struct Found: Hashable, Sendable {
        /// What it is.
        public let thing: TaggedThing
        /// What it is called.
        public let name: String
        /// Whether it is a task.
        public let isTask: Bool
    }

    private let context: ActContext

    /// For an act that changes them.
    init(_ context: ActContext) { self.context = context }

    /// So many changes are shown.
    public static let changesShown = 50
    /// So many things with one tag are listed.
    public static let foundAtMost = 500

    /// The tags of a thing and what became of them, newest first; nil for a viewer who may not see
    /// people, and where the thing is not there, is removed, or is somebody else's alone.
    public static func shown(_ thing: TaggedThing, in db: Database, for viewer: Viewer) throws
        -> Shown?
    {
        guard viewer.may(.seePeople),
            try TaggedThing.found([thing], in: db, for: viewer)[thing] != nil
        else { return nil }
        let changes = try Row.fetchAll(
            db,
            sql: """
                SELECT h.at, h.actor, h.old, h.new, m.name AS by_name FROM tag_history h
                LEFT JOIN member m ON \(isActor("m.id", "h.actor"))
                WHERE subject_kind = ? AND subject_id = ? ORDER BY h.id DESC LIMIT ?
                """, arguments: [thing.kind, thing.id, changesShown]
        ).map { row in
            let actor: String = row["actor"]
            return Change(
                at: Timestamp(milliseconds: row["at"]), actor: actor,
                actorName: row["by_name"] ?? strangerName(actor), old: row["old"],
                new: row["new"])
        }
        return Shown(tags: try names(of: thing, in: db), changes: changes)
    }

    /// The things that have a tag, in any spelling, by kind and name.
    public static func things(with tag: String, in db: Database, for viewer: Viewer) throws
        -> Result<[Found], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let things = try Row.fetchAll(
            db,
            sql: """
                SELECT subject_kind, subject_id FROM thing_tag
                WHERE key = ? ORDER BY id DESC LIMIT ?
                """, arguments: [foldedName(tag), foundAtMost]
        ).compactMap { TaggedThing(kind: $0[0], id: $0[1]) }
        func place(_ found: Found) -> (Int, String, String) {
            (
                TaggedThing.kinds.firstIndex(of: found.thing.kind) ?? 0, foldedName(found.name),
                found.thing.id
            )
        }
        return .success(
            try TaggedThing.found(things, in: db, for: viewer)
                .map { Found(thing: $0.key, name: $0.value.name, isTask: $0.value.isTask) }
                .sorted { place($0) < place($1) })
    }

    /// The tags of a thing by name.
    static func names(of thing: TaggedThing, in db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT tag FROM thing_tag WHERE subject_kind = ? AND subject_id = ? ORDER BY key
                """, arguments: [thing.kind, thing.id])
    }

    /// Adds a tag; false where the thing has it already, in any spelling.
    @discardableResult
    func add(_ row: DetailRow, to thing: TaggedThing) throws -> Bool {
        try context.db.execute(
            sql: """
                INSERT INTO thing_tag (subject_kind, subject_id, key, tag) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, arguments: [thing.kind, thing.id, row.key, row.text])
        return context.db.changesCount > 0
    }

    /// Takes a tag off and gives how it was spelled; nil where the thing does not have it.
    func remove(_ key: String, from thing: TaggedThing) throws -> String? {
        try String.fetchOne(
            context.db,
            sql: """
                DELETE FROM thing_tag WHERE subject_kind = ? AND subject_id = ? AND key = ?
                RETURNING tag
                """, arguments: [thing.kind, thing.id, key])
    }

    /// Writes a line of history; of a thing, or of the group of a tag.
    func write(
        _ act: String, _ thing: TaggedThing?, tag: String? = nil, old: String?, new: String?
    ) throws {
        try context.db.execute(
            sql: """
                INSERT INTO tag_history (at, actor, act, subject_kind, subject_id, tag, old, new)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                context.now.milliseconds, context.viewer.actor, act, thing?.kind, thing?.id, tag,
                old, new,
            ])
    }
}
