import GRDB

extension ReportBy {
    /// As `values`, of what holds on the day.
    func ownValues(_ search: SearchSQL) throws -> (sql: String, arguments: StatementArguments) {
        let today = search.today(0)
        switch self {
        case .organization:
            let work = try MembersByPlace.work(in: search.db)
            return (
                """
                SELECT from_id AS member_id, CAST(to_id AS TEXT) AS key, min(place.name) AS name
                FROM relation JOIN member place ON place.id = to_id
                WHERE type_id = ? AND \(holdsSQL(on: "?", of: "relation"))
                GROUP BY from_id, to_id
                """, [work, today, today]
            )
        case .thing(let kind):
            return (
                """
                SELECT tie.member_id AS member_id, CAST(thing.id AS TEXT) AS key,
                  min(thing.name) AS name
                FROM own_object thing JOIN own_object_contact tie ON tie.object_id = thing.id
                WHERE thing.removed_at IS NULL AND thing.type_id = ?
                  AND \(holdsSQL(on: "?", of: "tie"))
                GROUP BY tie.member_id, thing.id
                """, [kind, today, today]
            )
        default:
            let standing = try search.standing()
            return (
                """
                SELECT id AS member_id, good AS key, good AS name FROM (
                  SELECT id, CASE WHEN \(standing.sql) THEN 'yes' ELSE 'no' END AS good FROM member)
                """, standing.arguments
            )
        }
    }

    /// Refuses what the chapter has no field and no kind of things for.
    func check(_ search: SearchSQL) throws {
        switch self {
        case .ownField(let code):
            guard search.ownKinds[code] != nil else { throw Refusal.notFound("own field") }
        case .thing(let kind): _ = try ObjectType.find(kind, in: search.db)
        default: break
        }
    }
}
