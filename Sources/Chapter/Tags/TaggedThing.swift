public import Federation

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
    /// A vote of this chapter.
    case ballot(ObjectID)
    /// A group of any chapter that is known here.
    case group(ObjectID)
    /// A search that is kept.
    case savedSearch(Int64)
    /// A list that was taken in.
    case importedList(Int64)
    /// A place, by what it is kept under: `init(kind:id:)` makes that of a name.
    case place(String)

    /// The kinds, in the order in which they are listed.
    public static let kinds = [
        "object", "place", "meeting", "ballot", "group", "agreement", "interaction",
        "saved search", "import",
    ]

    /// Reads the two texts under which it is stored; nil when they name nothing.
    ///
    /// A place is named in any spelling.
    public init?(kind: String, id: String) {
        switch (kind, Int64(id)) {
        case ("meeting", _), ("ballot", _), ("group", _):
            guard let object = ObjectID(id) else { return nil }
            switch kind {
            case "meeting": self = .meeting(object)
            case "ballot": self = .ballot(object)
            default: self = .group(object)
            }
        case ("agreement", .some(let number)): self = .agreement(number)
        case ("object", .some(let number)): self = .object(number)
        case ("interaction", .some(let number)): self = .interaction(number)
        case ("saved search", .some(let number)): self = .savedSearch(number)
        case ("import", .some(let number)): self = .importedList(number)
        case ("place", _):
            guard let key = PlaceKey.meeting(id) else { return nil }
            self = .place(key)
        default: return nil
        }
    }

    /// meeting, agreement, object, interaction, ballot, group, saved search, import or place.
    public var kind: String {
        switch self {
        case .meeting: "meeting"
        case .agreement: "agreement"
        case .object: "object"
        case .interaction: "interaction"
        case .ballot: "ballot"
        case .group: "group"
        case .savedSearch: "saved search"
        case .importedList: "import"
        case .place: "place"
        }
    }

    /// The id as text.
    public var id: String {
        switch self {
        case .meeting(let id), .ballot(let id), .group(let id): id.description
        case .agreement(let id), .object(let id), .interaction(let id), .savedSearch(let id),
            .importedList(let id):
            String(id)
        case .place(let key): key
        }
    }
}

/// The condition that a row of a table has a tag; it takes the argument `tag`, which is the key.
func hasThingTag(_ kind: String, _ id: String) -> String {
    """
    \(id) IN (SELECT subject_id FROM thing_tag WHERE key = :tag AND subject_kind = '\(kind)')
    """
}
