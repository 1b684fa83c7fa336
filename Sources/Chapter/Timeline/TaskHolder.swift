public import GRDB

/// Somebody to whom a task can be given.
public struct TaskHolder: Hashable, Sendable {
    /// Who.
    public let id: MemberID
    /// What they are called.
    public let name: String
    /// How many open tasks they have.
    public let open: Int
    /// How many of these are late.
    public let late: Int

    /// Everybody who sees people, in order of name, with what they have to do, for whoever sees
    /// people too; who keeps a task and has lost the role is among them.
    ///
    /// Somebody else's private tasks do not count.
    public static func all(in db: Database, for viewer: Viewer, today: String) throws -> Result<
        [TaskHolder], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let roles = Role.allCases.filter { $0.permissions.contains(.seePeople) }
            .map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            db,
            sql: """
                WITH load AS (
                  SELECT assignee, count(*) AS open, total(due_on < :today) AS late
                  FROM interaction i INDEXED BY interaction_open_by_assignee
                  WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL
                    AND assignee IS NOT NULL AND \(visibleInteraction)
                  GROUP BY assignee)
                SELECT m.id, m.name, coalesce(open, 0) AS open, coalesce(late, 0) AS late
                FROM member m LEFT JOIN load ON assignee = m.id
                WHERE m.id IN (SELECT member_id FROM member_role
                    WHERE until IS NULL AND role IN (\(roles)))
                  OR m.id IN (SELECT assignee FROM load)
                ORDER BY m.folded_name, m.id
                """, arguments: ["today": today, "actor": viewer.actor])
        return .success(
            rows.map { row in
                let late: Double = row["late"]
                return TaskHolder(
                    id: row["id"], name: row["name"], open: row["open"], late: Int(late))
            })
    }

    /// How many open tasks are nobody's yet.
    public static func unassigned(in db: Database, for viewer: Viewer) throws -> Int {
        guard viewer.may(.seePeople) else { return 0 }
        return try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM interaction i INDEXED BY interaction_open_by_assignee
                WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL
                  AND assignee IS NULL AND \(visibleInteraction)
                """, arguments: ["actor": viewer.actor]) ?? 0
    }
}
