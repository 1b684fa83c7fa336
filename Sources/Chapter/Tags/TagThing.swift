import Federation
import GRDB

/// Puts tags on a thing that is no contact and takes others off, all of it or nothing.
///
/// A tag that is there already stays as it is, and one that is not there cannot be taken off.
public struct TagThing: Act {
    /// The permission that tagging takes.
    public static let permission = Permission.managePeople

    /// A thing has at most so many tags.
    public static let most = 100

    /// What is tagged.
    public var thing: TaggedThing
    /// Tags that it gets.
    public var added: [String]
    /// Tags that it loses, in any spelling.
    public var removed: [String]

    /// Tags of a thing.
    public init(_ thing: TaggedThing, add added: [String] = [], remove removed: [String] = []) {
        self.thing = thing
        self.added = added
        self.removed = removed
    }

    /// Changes them and gives the tags that it has then, by name.
    public func perform(in context: ActContext) throws -> Result<[String], Refusal> {
        try refusing {
            try checkIsThere(in: context)
            let tags = ThingTags(context)
            for tag in removed {
                let row = try labelRow(.tag, tag).get()
                guard let old = try tags.remove(row.key, from: thing) else { continue }
                try tags.write("TagThing", thing, old: old, new: nil)
            }
            for tag in added {
                let row = try labelRow(.tag, tag).get()
                guard try tags.add(row, to: thing) else { continue }
                try tags.write("TagThing", thing, old: nil, new: row.text)
            }
            let names = try ThingTags.names(of: thing, in: context.db)
            guard names.count <= Self.most else {
                throw Refusal(.conflict, "More than \(Self.most) tags do not fit.")
            }
            return names
        }
    }

    /// Refuses a thing that is not there, is removed, or is not for the viewer to see.
    private func checkIsThere(in context: ActContext) throws {
        let found = try TaggedThing.found([thing], in: context.db, for: context.viewer)
        guard found[thing] == nil else { return }
        switch thing {
        case .meeting: throw Refusal.notFound("meeting of this chapter")
        case .agreement: throw Refusal.notFound("agreement")
        case .object: throw Refusal.notFound("object")
        case .interaction: throw Refusal.notFound("entry of a timeline")
        case .ballot: throw Refusal.notFound("ballot")
        case .group: throw Refusal.notFound("group")
        case .savedSearch: throw Refusal.notFound("saved search")
        case .importedList: throw Refusal.notFound("import")
        case .place: throw Refusal.notFound("place")
        }
    }
}
