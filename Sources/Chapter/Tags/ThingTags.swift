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
        /// From where, as `ActOrigin` keeps it; nil for what was written before that was kept.
        public let device: String?
        /// The reason that was given.
        public let why: String?
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

    let context: ActContext

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
                SELECT h.*, m.name AS by_name FROM tag_history h
                LEFT JOIN member m ON \(isActor("m.id", "h.actor"))
                WHERE subject_kind = :kind AND subject_id = :id
                  AND (\(wasNoSecret("h")) OR \(isOwn))
                ORDER BY h.id DESC LIMIT :most
                """,
            arguments: [
                "kind": thing.kind, "id": thing.id, "viewer": viewer.actor, "most": changesShown,
            ]
        ).map { row in
            let actor: String = row["actor"]
            return Change(
                at: Timestamp(milliseconds: row["at"]), actor: actor,
                actorName: row["by_name"] ?? strangerName(actor), device: row["device"],
                why: row["why"], old: row["old"], new: row["new"])
        }
        return Shown(tags: try names(of: thing, in: db), changes: changes)
    }

    /// The things that have a tag, in any spelling, by kind and name.
    public static func things(with tag: String, in db: Database, for viewer: Viewer) throws
        -> Result<[Found], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let seen = try SeenTags(viewer, in: db)
        let things = try Row.fetchAll(
            db,
            sql: """
                SELECT subject_kind, subject_id FROM thing_tag
                WHERE key = :key AND \(seen.sql) ORDER BY id DESC LIMIT :most
                """,
            arguments: seen.arguments + ["key": foldedName(tag), "most": foundAtMost]
        ).compactMap { TaggedThing(kind: $0[0], id: $0[1]) }
        return .success(try found(things, in: db, for: viewer))
    }

    /// The things whose tags have all of these words as the beginnings of words, by kind and name,
    /// for a viewer who may see people.
    static func things(withWords words: [String], in db: Database, for viewer: Viewer) throws
        -> [Found]
    {
        let seen = try SeenTags(viewer, in: db)
        var (filter, arguments) = ("true", seen.arguments + ["most": foundAtMost])
        for (place, word) in words.enumerated() {
            filter += " AND instr(' ' || key, :word\(place)) > 0"
            arguments += ["word\(place)": " " + word]
        }
        let things = try Row.fetchAll(
            db,
            sql: """
                SELECT subject_kind, subject_id, max(id) AS latest FROM thing_tag
                WHERE \(filter) AND \(seen.sql)
                GROUP BY subject_kind, subject_id ORDER BY latest DESC LIMIT :most
                """, arguments: arguments
        ).compactMap { TaggedThing(kind: $0[0], id: $0[1]) }
        return try found(things, in: db, for: viewer)
    }

    private static func found(_ things: [TaggedThing], in db: Database, for viewer: Viewer) throws
        -> [Found]
    {
        func place(_ found: Found) -> (Int, String, String) {
            (
                TaggedThing.kinds.firstIndex(of: found.thing.kind) ?? 0, foldedName(found.name),
                found.thing.id
            )
        }
        return try TaggedThing.found(things, in: db, for: viewer)
            .map { Found(thing: $0.key, name: $0.value.name, isTask: $0.value.isTask) }
            .sorted { place($0) < place($1) }
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
        try context.writeLine(
            of: "tag_history",
            [
                "act": act, "subject_kind": thing?.kind, "subject_id": thing?.id, "tag": tag,
                "old": old, "new": new,
            ])
    }
}

/// The condition on a line of `tag_history` that it does not tell what became of the tags of a
/// saved search, a note or a task while that was its owner's or its author's alone.
///
/// Of a search every line of history says who saw it then. Of a note the next change of who sees it
/// says what it was before; where there is none, it is as it was.
func wasNoSecret(_ line: String) -> String {
    """
    ((\(line).subject_kind IS NOT 'saved search' OR NOT EXISTS
      (SELECT 1 FROM saved_search_history s
       WHERE s.search_id = CAST(\(line).subject_id AS INTEGER) AND s.is_shared = 0
         AND s.at <= \(line).at AND NOT EXISTS (SELECT 1 FROM saved_search_history n
           WHERE n.search_id = s.search_id AND n.id > s.id AND n.at < \(line).at)))
    AND (\(line).subject_kind IS NOT 'interaction' OR NOT EXISTS
      (SELECT 1 FROM interaction_history s
       WHERE s.interaction_id = CAST(\(line).subject_id AS INTEGER) AND s.field = 'is_private'
         AND s.old = '1' AND s.at >= \(line).at
         AND NOT EXISTS (SELECT 1 FROM interaction_history n
           WHERE n.interaction_id = s.interaction_id AND n.field = 'is_private' AND n.id < s.id
             AND n.at > \(line).at))))
    """
}

/// The condition that a saved search, a note or a task is the viewer's own; it takes the arguments
/// `kind`, `id` and `viewer`.
private let isOwn = """
    CASE :kind
      WHEN 'saved search' THEN EXISTS (SELECT 1 FROM saved_search
        WHERE saved_search.id = CAST(:id AS INTEGER) AND owner = :viewer)
      WHEN 'interaction' THEN EXISTS (SELECT 1 FROM interaction
        WHERE interaction.id = CAST(:id AS INTEGER) AND made_by = :viewer)
      ELSE 0 END
    """
