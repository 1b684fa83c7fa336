import GRDB

/// Adds a kind of things that the chapter keeps besides contacts.
public struct AddObjectType: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// What one of them is called.
    public var name: String
    /// What several are called.
    public var plural: String

    /// How many kinds a chapter can have.
    static let limit = 30

    /// A kind with both its names.
    public init(name: String, plural: String) {
        self.name = name
        self.plural = plural
    }

    /// Adds it without fields.
    public func perform(in context: ActContext) throws -> Result<ObjectType, Refusal> {
        try refusing {
            let db = context.db
            let names = try checkedNames(name, plural)
            try refuseSecondKind(names.name, besides: nil, in: db)
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM object_type") ?? 0
            guard count < Self.limit else {
                throw Refusal(
                    .conflict, "There are \(count) kinds of objects already, and more do not fit.")
            }
            try db.execute(
                sql: "INSERT INTO object_type (name, plural, folded_name) VALUES (?, ?, ?)",
                arguments: [names.name, names.plural, foldedName(names.name)])
            return try ObjectType.find(db.lastInsertedRowID, in: db)
        }
    }
}

/// Changes what a kind of objects is called.
public struct ChangeObjectType: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// Which kind.
    public var type: Int64
    /// The version that the editor saw.
    public var expectedVersion: Int
    /// What one of them is called.
    public var name: String
    /// What several are called.
    public var plural: String
    /// Whether no new ones are made.
    public var isRetired: Bool

    /// A kind and how it is to be.
    public init(
        _ type: Int64, expectedVersion: Int, name: String, plural: String, isRetired: Bool = false
    ) {
        self.type = type
        self.expectedVersion = expectedVersion
        self.name = name
        self.plural = plural
        self.isRetired = isRetired
    }

    /// Changes it.
    public func perform(in context: ActContext) throws -> Result<ObjectType, Refusal> {
        try refusing {
            let old = try ObjectType.find(type, in: context.db)
            guard old.version == expectedVersion else { throw Refusal.changedMeanwhile(old.plural) }
            let names = try checkedNames(name, plural)
            try refuseSecondKind(names.name, besides: type, in: context.db)
            try context.db.execute(
                sql: """
                    UPDATE object_type SET version = version + 1, name = ?, plural = ?,
                      folded_name = ?, retired = ? WHERE id = ?
                    """,
                arguments: [
                    names.name, names.plural, foldedName(names.name), isRetired ? 1 : 0, type,
                ])
            return try ObjectType.find(type, in: context.db)
        }
    }
}

private func checkedNames(_ name: String, _ plural: String) throws -> (name: String, plural: String)
{
    guard let one = try EnteredText.line(name, "name", limit: 60).get() else {
        throw Refusal.invalid("name", "A kind of objects needs a name.")
    }
    let several = try EnteredText.line(plural, "name of several", limit: 60).get()
    guard let several else {
        throw Refusal.invalid("plural", "Say also what several of them are called.")
    }
    return (one, several)
}

private func refuseSecondKind(_ name: String, besides id: Int64?, in db: Database) throws {
    let other = try String.fetchOne(
        db, sql: "SELECT name FROM object_type WHERE folded_name = ? AND id IS NOT ?",
        arguments: [foldedName(name), id])
    if let other {
        throw Refusal(.conflict, "There is a kind “\(other)” already.", field: "name")
    }
}
