import Federation
import Feeds
import GRDB

extension TaggedThing {
    private var key: DatabaseValue {
        switch self {
        case .meeting(let id), .ballot(let id), .group(let id): id.databaseValue
        case .agreement(let id), .object(let id), .interaction(let id), .savedSearch(let id),
            .importedList(let id):
            id.databaseValue
        case .place(let key): key.databaseValue
        }
    }

    /// What these things are called, one query a kind.
    ///
    /// What is removed, and what is not for the viewer to see, is missing. A task says so.
    static func found(_ things: [TaggedThing], in db: Database, for viewer: Viewer) throws
        -> [TaggedThing: (name: String, isTask: Bool)]
    {
        var names: [TaggedThing: (name: String, isTask: Bool)] = [:]
        for (kind, some) in Dictionary(grouping: things, by: \.kind) {
            if kind == "place" {
                let asked = Set(some)
                for place in try TalkPlace.all(in: db, for: viewer) {
                    let thing = TaggedThing.place(place.key)
                    if asked.contains(thing) { names[thing] = (place.name, false) }
                }
                continue
            }
            guard let source = Self.source(of: kind, for: viewer) else { continue }
            let known = Dictionary(some.map { ($0.key, $0) }) { first, _ in first }
            let marks = known.map { _ in "?" }.joined(separator: ", ")
            for row in try Row.fetchAll(
                db, sql: "SELECT id, \(source.sql) AND id IN (\(marks))",
                arguments: source.arguments + StatementArguments(known.keys))
            {
                let id: DatabaseValue = row["id"]
                if let thing = known[id] {
                    names[thing] = (row["name"], row["is_task"] as Bool? ?? false)
                }
            }
        }
        return names
    }

    /// Where the things of a kind and their names are, as the end of a query with its arguments;
    /// nil where the viewer sees none.
    private static func source(of kind: String, for viewer: Viewer)
        -> (sql: String, arguments: StatementArguments)?
    {
        switch kind {
        case "meeting": ("title AS name FROM meeting WHERE true", [])
        case "agreement": ("title AS name FROM agreement WHERE removed_at IS NULL", [])
        case "object": ("name FROM own_object WHERE removed_at IS NULL", [])
        case "interaction":
            (
                """
                summary AS name, kind = 'task' AS is_task FROM interaction
                WHERE removed_at IS NULL AND (is_private = 0 OR made_by = ?)
                """, [viewer.actor]
            )
        case "ballot":
            ("question AS name FROM ballot WHERE (? OR \(isAnnounced))", [viewer.may(.runBallots)])
        case "group":
            (
                """
                name FROM (SELECT group_id AS id, name FROM shared_group WHERE \(isShownGroup))
                WHERE true
                """, []
            )
        case "saved search":
            (
                """
                name FROM saved_search
                WHERE removed_at IS NULL AND (is_shared = 1 OR owner = ?)
                """, [viewer.actor]
            )
        case "import" where viewer.may(.managePeople):
            ("file AS name FROM import WHERE \(isTakenIn)", [])
        default: nil
        }
    }
}

/// Which rows about tagged things somebody sees who sees people.
///
/// A tag of what is private tells of it: neither lists nor numbers of others have it.
struct SeenTags {
    /// The condition, with the arguments `actor`, `drafts`, `imports` and `places`.
    let sql: String
    /// They.
    let arguments: StatementArguments

    /// For a viewer; `table` is the table, or what it is called in the query.
    ///
    /// A place is looked for among so many spellings of places at most, in order; nil looks through
    /// all of them, which takes long where every entry has a place of its own.
    init(
        _ viewer: Viewer, _ table: String = "thing_tag", placesAtMost: Int? = nil, in db: Database
    ) throws {
        try self.init(
            actor: viewer.actor, drafts: viewer.may(.runBallots),
            imports: viewer.may(.managePeople), table, placesAtMost, db)
    }

    /// What everybody sees who sees people.
    static func byAll(in db: Database) throws -> SeenTags {
        let roles = Role.allCases.filter { $0.permissions.contains(.seePeople) }
        func all(_ permission: Permission) -> Bool {
            roles.allSatisfy { $0.permissions.contains(permission) }
        }
        return try SeenTags(
            actor: "", drafts: all(.runBallots), imports: all(.managePeople), "thing_tag", nil, db)
    }

    private init(
        actor: String, drafts: Bool, imports: Bool, _ table: String, _ placesAtMost: Int?,
        _ db: Database
    ) throws {
        try db.addFoldedNames()
        sql = Self.condition(table)
        // Less than nothing is no limit.
        arguments = [
            "actor": actor, "drafts": drafts, "imports": imports, "places": placesAtMost ?? -1,
        ]
    }

    private static func condition(_ table: String) -> String {
        let (id, number) = ("\(table).subject_id", "CAST(\(table).subject_id AS INTEGER)")
        return """
            ifnull(CASE \(table).subject_kind
              WHEN 'interaction' THEN EXISTS (SELECT 1 FROM interaction i
                WHERE i.id = \(number) AND \(visibleInteraction))
              WHEN 'saved search' THEN EXISTS (SELECT 1 FROM saved_search
                WHERE saved_search.id = \(number) AND removed_at IS NULL
                  AND (is_shared = 1 OR owner = :actor))
              WHEN 'import' THEN :imports AND EXISTS (SELECT 1 FROM import
                WHERE import.id = \(number) AND \(isTakenIn))
              WHEN 'ballot' THEN \(id) IN (SELECT lower(hex(id)) FROM ballot
                WHERE :drafts OR \(isAnnounced))
              WHEN 'group' THEN \(id) IN (SELECT lower(hex(group_id)) FROM shared_group
                WHERE \(isShownGroup))
              WHEN 'place' THEN \(id) IN (\(seenPlaces))
              ELSE 1 END, 0)
            """
    }

    /// What the places of entries are kept under that the viewer sees.
    ///
    /// It jumps from one spelling to the next in the index, so that the number of entries at a place
    /// does not matter.
    private static let seenPlaces = """
        WITH RECURSIVE spelling(place) AS (
          SELECT min(place) FROM interaction WHERE place IS NOT NULL AND removed_at IS NULL
          UNION ALL
          SELECT (SELECT min(i.place) FROM interaction i
            WHERE i.place > spelling.place AND i.removed_at IS NULL)
          FROM spelling WHERE spelling.place IS NOT NULL
          LIMIT :places
        )
        SELECT place_key(spelling.place) FROM spelling
        WHERE EXISTS (SELECT 1 FROM interaction i
          WHERE i.place = spelling.place AND i.removed_at IS NULL AND \(visibleInteraction))
        """
}

/// The condition on `ballot` that everybody knows of it.
private let isAnnounced = "ballot.id IN (SELECT ballot FROM shared_ballot)"

/// The condition on `import` that it has a page that stays.
private let isTakenIn = "state IN ('applied', 'undone')"
