import GRDB

/// Takes the tasks off again that `AddTaskForEach` made.
///
/// What somebody has done, given away or changed since stays. Each can be brought back.
public struct UndoTaskForEach: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The first of the tasks.
    public var first: Int64
    /// The last of them.
    public var last: Int64

    /// Tasks that were made at once.
    public init(_ first: Int64, _ last: Int64) {
        self.first = first
        self.last = last
    }

    /// Takes them off in one transaction.
    public func perform(in context: ActContext) throws -> Result<UndoLabels.Undone, Refusal> {
        try refusing {
            // What was made at once has one moment, one maker and ids in a row.
            let rows = try Row.fetchAll(
                context.db,
                sql: """
                    SELECT i.id, i.version, i.removed_at FROM interaction i
                    JOIN interaction_history h ON h.interaction_id = i.id
                    WHERE i.id BETWEEN :first AND :last AND h.version = 1 AND h.field = 'kind'
                      AND h.act = 'AddTaskForEach' AND \(visibleInteraction)
                      AND (h.at, h.actor) = (
                        SELECT at, actor FROM interaction_history
                        WHERE interaction_id = :first AND act = 'AddTaskForEach' AND field = 'kind')
                    ORDER BY i.id LIMIT \(AddTaskForEach.atMost)
                    """,
                arguments: ["first": first, "last": last, "actor": context.viewer.actor])
            guard !rows.isEmpty else { throw Refusal.notFound("task") }
            let there = rows.filter { ($0["removed_at"] as Int64?) == nil }
            guard !there.isEmpty else {
                throw Refusal(.conflict, "This has been taken back already.")
            }
            let untouched = there.filter { $0["version"] == 1 }
            for row in untouched { _ = try RemoveInteraction(row["id"]).perform(in: context).get() }
            return UndoLabels.Undone(
                restored: untouched.count, kept: there.count - untouched.count)
        }
    }
}
