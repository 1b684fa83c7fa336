public import GRDB

/// The people who may see the records of others, for whoever takes part.
public enum WhoSeesPeople {
    /// Their names, in order.
    public static func names(in db: Database, for viewer: Viewer) throws -> [String] {
        guard viewer.may(.takePart) || viewer.may(.seePeople) else { return [] }
        let roles = Role.allCases.filter { $0.permissions.contains(.seePeople) }
        let marks = roles.map { _ in "?" }.joined(separator: ", ")
        return try String.fetchAll(
            db,
            sql: """
                SELECT name FROM member WHERE id IN
                  (SELECT member_id FROM member_role WHERE until IS NULL AND role IN (\(marks)))
                ORDER BY folded_name, id
                """, arguments: StatementArguments(roles.map(\.rawValue)))
    }
}
