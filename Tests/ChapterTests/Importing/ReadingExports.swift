import GRDB
import TestSupport
import Testing

@testable import Chapter

/// Imports a file that must be recognised, and gives its people with everything they have.
func exported(_ text: String, of system: String) async throws -> [String] {
    let head = try ListHead.read(.bytes(Array(text.utf8))).get()
    #expect(head.system == system)
    let off = try ListHead.read(
        .bytes(Array(text.utf8)), ListSettings(recognizes: false)
    ).get()
    #expect(off.system == nil)
    #expect(off.looksLike == system)
    let harbour = try TestChapter.make()
    let report = try await harbour.stage(text)
    #expect(report.system == system)
    #expect(report.failed == [])
    #expect(report.conflicts == [])
    try await harbour.apply(report)
    return try await harbour.chapter.read { db in
        let ids = try MemberID.fetchAll(
            db, sql: "SELECT member_id FROM import_row ORDER BY row")
        return try StoredPerson.fetch(db, ids).map { person in
            let ties = try String.fetchAll(
                db,
                sql: """
                    SELECT 'works at=' || o.name FROM relation r JOIN member o ON o.id = r.to_id
                    WHERE r.from_id = ?1 AND o.kind = 'organization'
                    UNION ALL SELECT 'position=' || p.title || ' @ ' || o.name FROM position p
                    JOIN member o ON o.id = p.organization_id WHERE p.member_id = ?1
                    UNION ALL SELECT 'note=' || coalesce(i.body, i.summary) FROM interaction i
                    JOIN interaction_party p ON p.interaction_id = i.id WHERE p.member_id = ?1
                    """, arguments: [person.id])
            return ([told(person)] + ties).joined(separator: "\n")
        }
    }
}

/// Everything of a person in one text; of what has no order, such as tags, in that of letters.
private func told(_ person: StoredPerson) -> String {
    let fields = person.values.filter { $0.key != .kind || $0.value != "person" }
        .sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.rawValue)=\($1)" }
    let details = Detail.allCases.flatMap { detail in
        person.rows(detail).map { row in
            "\(detail.rawValue)=" + row.cells.filter { $0 != "ok" }.joined(separator: "|")
        }.sorted { first, second in
            let (one, other) = (first.hasSuffix("|primary"), second.hasSuffix("|primary"))
            return one == other ? first < second : one
        }
    }
    return (fields + details).joined(separator: "\n")
}
