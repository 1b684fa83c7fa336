import Federation
import GRDB

/// Adds a thing of a kind of the chapter's own.
public struct AddObject: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Its kind.
    public var type: Int64
    /// What it is called.
    public var name: String
    /// Values of its fields by code.
    public var values: [String: [String]]

    /// A thing with what is known of it.
    public init(_ type: Int64, name: String, values: [String: [String]] = [:]) {
        self.type = type
        self.name = name
        self.values = values
    }

    /// Adds it and gives it.
    public func perform(in context: ActContext) throws -> Result<OwnObject, Refusal> {
        try refusing {
            let kind = try ObjectType.find(type, in: context.db)
            guard !kind.isRetired else {
                throw Refusal(.conflict, "No new \(kind.plural) are made in this chapter.")
            }
            let name = try checkedObjectName(name)
            try context.db.execute(
                sql: """
                    INSERT INTO own_object (type_id, name, folded_name, made_at, made_by)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    type, name, foldedName(name), context.now.milliseconds, context.viewer.actor,
                ])
            let id = context.db.lastInsertedRowID
            let written = ObjectValues(of: id, version: 1, in: context)
            try written.record("name", old: nil, new: name)
            try written.set(values, of: type, isNew: true)
            return try OwnObject.find(id, in: context.db)
        }
    }
}

/// The name of an object, made fit.
func checkedObjectName(_ name: String) throws -> String {
    guard let name = try EnteredText.line(name, "name", limit: 200).get() else {
        throw Refusal.invalid("name", "It needs a name.")
    }
    return name
}
