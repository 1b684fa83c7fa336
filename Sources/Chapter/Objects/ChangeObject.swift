import GRDB

/// Changes a thing of the chapter's own: its name and the fields that are named.
public struct ChangeObject: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which thing.
    public var object: Int64
    /// The version that the editor saw.
    public var expectedVersion: Int
    /// The new name; nil keeps the one it has.
    public var name: String?
    /// New values by code; fields that are not named stay.
    public var values: [String: [String]]

    /// A thing and what changes.
    public init(
        _ object: Int64, expectedVersion: Int, name: String? = nil,
        values: [String: [String]] = [:]
    ) {
        self.object = object
        self.expectedVersion = expectedVersion
        self.name = name
        self.values = values
    }

    /// Changes it and gives it as it is now.
    public func perform(in context: ActContext) throws -> Result<OwnObject, Refusal> {
        try refusing {
            let old = try OwnObject.find(object, in: context.db)
            guard old.version == expectedVersion else { throw Refusal.changedMeanwhile(old.name) }
            let name = try name.map(checkedObjectName) ?? old.name
            let written = ObjectValues(of: object, version: old.version + 1, in: context)
            try context.db.execute(
                sql: """
                    UPDATE own_object SET version = version + 1, name = ?, folded_name = ?
                    WHERE id = ?
                    """, arguments: [name, foldedName(name), object])
            if name != old.name { try written.record("name", old: old.name, new: name) }
            try written.set(values, of: old.type.id, isNew: false)
            return try OwnObject.find(object, in: context.db)
        }
    }
}
