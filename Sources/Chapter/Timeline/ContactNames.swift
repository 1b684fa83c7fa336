public import GRDB

/// What contacts are called, for forms that name some.
public enum ContactNames {
    /// These contacts in order of name, for a viewer who sees people; who is not there is left out.
    public static func read(_ ids: [MemberID], in db: Database, for viewer: Viewer) throws
        -> [Interaction.Contact]
    {
        guard viewer.may(.seePeople), !ids.isEmpty else { return [] }
        let list = Set(ids).map(\.description).joined(separator: ",")
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT id, name, kind FROM member WHERE id IN (\(list)) ORDER BY folded_name, id")
        return rows.map { row in
            Interaction.Contact(
                id: row["id"], name: row["name"], isGroup: (row["kind"] as String) != "person")
        }
    }
}
