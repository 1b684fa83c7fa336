public import Federation
import Feeds
public import GRDB

/// What an interaction or a task is about besides contacts.
public enum InteractionSubject: Hashable, Sendable {
    /// A meeting of this chapter.
    case meeting(ObjectID)
    /// An agreement.
    case agreement(Int64)
    /// A search that is kept.
    case savedSearch(Int64)
    /// An object of the chapter's own, such as a worksite.
    case object(Int64)
    /// A list that was taken in.
    case importedList(Int64)
    /// A vote of this chapter.
    case ballot(ObjectID)
    /// A group of any chapter.
    case group(ObjectID)

    /// Reads the two texts under which it is stored; nil when they name nothing.
    public init?(kind: String, id: String) {
        let number = Int64(id)
        switch (kind, number) {
        case ("meeting", _), ("ballot", _), ("group", _):
            guard let object = ObjectID(id) else { return nil }
            self =
                kind == "meeting"
                ? .meeting(object) : kind == "group" ? .group(object) : .ballot(object)
        case ("agreement", .some(let number)): self = .agreement(number)
        case ("saved search", .some(let number)): self = .savedSearch(number)
        case ("object", .some(let number)): self = .object(number)
        case ("import", .some(let number)): self = .importedList(number)
        default: return nil
        }
    }

    /// meeting, agreement, saved search, object, import, ballot or group.
    public var kind: String {
        switch self {
        case .meeting: "meeting"
        case .agreement: "agreement"
        case .savedSearch: "saved search"
        case .object: "object"
        case .importedList: "import"
        case .ballot: "ballot"
        case .group: "group"
        }
    }

    /// The id as text.
    public var id: String {
        switch self {
        case .meeting(let id), .ballot(let id), .group(let id): id.description
        case .agreement(let id), .savedSearch(let id), .object(let id), .importedList(let id):
            String(id)
        }
    }

    /// Where the thing and its name are.
    private var source: (table: String, name: String, isThere: String) {
        switch self {
        case .meeting: ("meeting", "title", "1")
        case .agreement: ("agreement", "title", "1")
        // Somebody's own search is theirs: others do not even learn what it is called.
        case .savedSearch:
            ("saved_search", "name", "removed_at IS NULL AND (is_shared = 1 OR owner = ?)")
        case .object: ("own_object", "name", "removed_at IS NULL")
        case .importedList: ("import", "file", "1")
        case .ballot: ("ballot", "question", "1")
        case .group: ("(SELECT group_id AS id, name FROM shared_group)", "name", "1")
        }
    }

    private var key: DatabaseValue {
        switch self {
        case .meeting(let id), .ballot(let id), .group(let id): id.databaseValue
        case .agreement(let id), .savedSearch(let id), .object(let id), .importedList(let id):
            id.databaseValue
        }
    }

    /// What these things are called, one query a kind; what is gone, and a search that somebody
    /// keeps for themselves, is missing.
    static func names(of subjects: Set<InteractionSubject>, in db: Database, for viewer: Viewer)
        throws -> [InteractionSubject: String]
    {
        var names: [InteractionSubject: String] = [:]
        for (kind, some) in Dictionary(grouping: subjects, by: \.kind) {
            guard let source = some.first?.source else { continue }
            var known: [DatabaseValue: InteractionSubject] = [:]
            for subject in some { known[subject.key] = subject }
            let marks = known.map { _ in "?" }.joined(separator: ", ")
            var arguments = StatementArguments(known.keys)
            if kind == "saved search" { arguments += [viewer.actor] }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, \(source.name) AS name FROM \(source.table)
                    WHERE id IN (\(marks)) AND \(source.isThere)
                    """, arguments: arguments)
            for row in rows {
                let id: DatabaseValue = row["id"]
                if let subject = known[id] { names[subject] = row["name"] }
            }
        }
        return names
    }
}

extension InteractionSubject {
    /// What it is called; nil where it is gone or not for the viewer to know.
    public func name(in db: Database, for viewer: Viewer) throws -> String? {
        guard viewer.may(.seePeople) else { return nil }
        return try Self.names(of: [self], in: db, for: viewer)[self]
    }
}
