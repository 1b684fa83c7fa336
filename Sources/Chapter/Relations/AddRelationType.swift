import Federation
import GRDB

/// Adds a kind of relation of the chapter's own.
public struct AddRelationType: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The kind.
    public var type: EnteredRelationType

    /// So many kinds a chapter can have; more than anybody finds in a list.
    static let mostTypes = 200

    /// A kind of relation.
    public init(_ type: EnteredRelationType) { self.type = type }

    /// Adds it and gives its number.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let db = context.db
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM relation_type") ?? 0
            guard count < Self.mostTypes else {
                throw Refusal(
                    .conflict, "There are \(count) kinds of relations, which is as many as fit.")
            }
            let checked = try type.checked(besides: nil, in: db)
            try db.execute(
                sql: """
                    INSERT INTO relation_type (forward, backward, folded_forward, folded_backward,
                      from_kind, to_kind, one_from, one_to)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """, arguments: StatementArguments(checked.columns))
            let id = db.lastInsertedRowID
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "AddRelationType",
                    field: "kind of relation", old: nil,
                    new: "\(checked.forward)\n\(checked.backward)"))
            return id
        }
    }
}
