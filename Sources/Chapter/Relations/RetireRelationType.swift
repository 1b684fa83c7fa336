import Federation
import GRDB

/// Takes a kind of relation out of use, or into use again.
///
/// What relations there are stay and read as before. Those that come with the program cannot be
/// retired.
public struct RetireRelationType: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// Whether it is retired from now on.
    public var isRetired: Bool

    /// A kind of relation that is no longer used; `false` takes it into use again.
    public init(_ id: Int64, _ isRetired: Bool = true) {
        self.id = id
        self.isRetired = isRetired
    }

    /// Retires it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let type = try RelationType.find(id, in: context.db)
            guard type.code == nil else {
                throw Refusal(
                    .conflict,
                    "“\(type.forward)” comes with the program and cannot be retired.")
            }
            guard type.isRetired != isRetired else { return }
            try context.db.execute(
                sql: "UPDATE relation_type SET retired = ? WHERE id = ?",
                arguments: [isRetired, id])
            let words = "\(type.forward)\n\(type.backward)"
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "RetireRelationType",
                    field: "kind of relation", old: isRetired ? words : nil,
                    new: isRetired ? nil : words))
        }
    }
}
