public import Federation
import Feeds
import GRDB

/// Whatever can have a tag and is no contact.
public enum TaggedThing: Hashable, Sendable {
    /// A meeting of this chapter.
    case meeting(ObjectID)
    /// An agreement.
    case agreement(Int64)
    /// An object of the chapter's own, such as a worksite.
    case object(Int64)
    /// A note, a call, a visit or a task.
    case interaction(Int64)

    /// The kinds, in the order in which they are listed.
    public static let kinds = ["object", "meeting", "agreement", "interaction"]

    /// Reads the two texts under which it is stored; nil when they name nothing.
    public init?(kind: String, id: String) {
        switch (kind, Int64(id)) {
        case ("meeting", _):
            guard let meeting = ObjectID(id) else { return nil }
            self = .meeting(meeting)
        case ("agreement", .some(let number)): self = .agreement(number)
        case ("object", .some(let number)): self = .object(number)
        case ("interaction", .some(let number)): self = .interaction(number)
        default: return nil
        }
    }

    /// meeting, agreement, object or interaction.
    public var kind: String {
        switch self {
        case .meeting: "meeting"
        case .agreement: "agreement"
        case .object: "object"
        case .interaction: "interaction"
        }
    }

    /// The id as text.
    public var id: String {
        switch self {
        case .meeting(let id): id.description
        case .agreement(let id), .object(let id), .interaction(let id): String(id)
        }
    }

    private var key: DatabaseValue {
        switch self {
        case .meeting(let id): id.databaseValue
        case .agreement(let id), .object(let id), .interaction(let id): id.databaseValue
        }
    }

    /// What these things are called, one query a kind.
    ///
    /// What is removed, and what somebody else keeps private, is missing. A task says so.
    static func found(_ things: [TaggedThing], in db: Database, for viewer: Viewer) throws
        -> [TaggedThing: (name: String, isTask: Bool)]
    {
        var names: [TaggedThing: (name: String, isTask: Bool)] = [:]
        for (kind, some) in Dictionary(grouping: things, by: \.kind) {
            let marks = some.map { _ in "?" }.joined(separator: ", ")
            var arguments = StatementArguments(some.map(\.key))
            let source: String
            switch kind {
            case "meeting": source = "title AS name FROM meeting WHERE true"
            case "agreement": source = "title AS name FROM agreement WHERE removed_at IS NULL"
            case "object": source = "name FROM own_object WHERE removed_at IS NULL"
            default:
                source = """
                    summary AS name, kind = 'task' AS is_task FROM interaction
                    WHERE removed_at IS NULL AND (is_private = 0 OR made_by = ?)
                    """
                arguments = [viewer.actor] + arguments
            }
            let known = Dictionary(some.map { ($0.key, $0) }) { first, _ in first }
            for row in try Row.fetchAll(
                db, sql: "SELECT id, \(source) AND id IN (\(marks))", arguments: arguments)
            {
                let id: DatabaseValue = row["id"]
                if let thing = known[id] {
                    names[thing] = (row["name"], row["is_task"] as Bool? ?? false)
                }
            }
        }
        return names
    }
}

/// Which rows of `thing_tag` a viewer sees who sees people; it takes the argument `actor`.
let visibleThingTag = """
    (thing_tag.subject_kind <> 'interaction' OR EXISTS (SELECT 1 FROM interaction i
      WHERE i.id = CAST(thing_tag.subject_id AS INTEGER) AND \(visibleInteraction)))
    """

/// The condition that a row of a table has a tag; it takes the argument `tag`, which is the key.
func hasThingTag(_ kind: String, _ id: String) -> String {
    """
    \(id) IN (SELECT subject_id FROM thing_tag WHERE key = :tag AND subject_kind = '\(kind)')
    """
}
