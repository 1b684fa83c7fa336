import Federation
import GRDB

/// Takes a thing of the chapter's own off the lists, or brings it back; nothing of it is lost.
public struct RemoveObject: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which thing.
    public var object: Int64
    /// Whether it goes; false brings it back.
    public var isRemoved: Bool

    /// A thing that goes, or comes back.
    public init(_ object: Int64, isRemoved: Bool = true) {
        self.object = object
        self.isRemoved = isRemoved
    }

    /// Removes it or brings it back.
    public func perform(in context: ActContext) throws -> Result<OwnObject, Refusal> {
        try refusing {
            let old = try OwnObject.find(object, in: context.db)
            guard old.isRemoved != isRemoved else { return old }
            try context.db.execute(
                sql: "UPDATE own_object SET version = version + 1, removed_at = ? WHERE id = ?",
                arguments: [isRemoved ? context.now.milliseconds : nil, object])
            try ObjectValues(of: object, version: old.version + 1, in: context).record(
                "removed", old: isRemoved ? nil : "yes", new: isRemoved ? "yes" : nil)
            return try OwnObject.find(object, in: context.db)
        }
    }
}
