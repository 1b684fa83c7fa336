import GRDB

extension OwnObject {
    /// So many links of one field are read.
    private static let linksShown = 200

    /// What names an object in one of its fields, read from the object's end.
    static func links(
        to id: Int64, of type: Int64, withThoseOffLists: Bool = false, in db: Database
    ) throws -> [Link] {
        let fields = try Row.fetchAll(
            db,
            sql: """
                SELECT f.code, coalesce(f.back_name, f.name) AS words, f.object_type_id, t.plural
                FROM own_field f LEFT JOIN object_type t ON t.id = f.object_type_id
                WHERE f.linked_type_id = ? ORDER BY f.object_type_id, f.ordinal, f.id
                """, arguments: [type])
        return try fields.flatMap { field in
            let isOfContacts = (field["object_type_id"] as Int64?) == nil
            let select =
                isOfContacts
                ? """
                SELECT m.id, m.name FROM member_own_field v JOIN member m ON m.id = v.member_id
                WHERE v.field_code = ? AND v.value = ? ORDER BY m.folded_name, m.id LIMIT ?
                """
                : """
                SELECT o.id, o.name FROM own_object_value v JOIN own_object o ON o.id = v.object_id
                WHERE v.field_code = ? AND v.value = ?
                  \(withThoseOffLists ? "" : "AND o.removed_at IS NULL")
                ORDER BY o.folded_name, o.id LIMIT ?
                """
            let code: String = field["code"]
            return try Row.fetchAll(db, sql: select, arguments: [code, String(id), linksShown])
                .map { row in
                    Link(
                        words: field["words"], field: code, kind: field["plural"],
                        id: String(row[0] as Int64), name: row[1])
                }
        }
    }
}
