import Chapter
import Federation
import Foundation
import GRDB
import Node

/// How long a page of a timeline of 5,000 entries takes: the first, and one far down.
///
/// Half of the entries are what people wrote down, half are changes of the record.
func measureTimeline(_ people: InventedPeople, _ figures: inout [Figure]) async throws {
    let member = MemberID(1)
    let start = systemClock().milliseconds
    try await people.database.write { db in
        try db.execute(
            sql: """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
                INSERT INTO interaction (kind, side, summary, at, made_at, made_by)
                SELECT 'call', CASE i % 3 WHEN 0 THEN 'us' WHEN 1 THEN 'them' ELSE 'about' END,
                  'Call ' || i, :start - i * 60000, :start - i * 60000, 'operator' FROM n
                """, arguments: ["start": start])
        try db.execute(
            sql: """
                INSERT INTO interaction_party (interaction_id, member_id, at)
                SELECT id, :member, at FROM interaction
                """, arguments: ["member": member])
        try db.execute(
            sql: """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
                INSERT INTO history (at, actor, act, member_id, field, new)
                SELECT :start - i * 61000, 'operator', 'EditMember', :member, 'job', 'Job ' || i
                FROM n
                """, arguments: ["start": start, "member": member])
    }
    func page(_ before: TimelinePosition?) async throws -> PersonTimeline.Page {
        try await people.chapter.read { db in
            try PersonTimeline(member, before: before).answer(in: db, for: .operator).get()
        }
    }
    func median(_ before: TimelinePosition?) async throws -> Double {
        var times: [Double] = []
        for _ in 0..<5 {
            times.append(try await seconds { _ = try await page(before) } * 1000)
        }
        return percentile(50, of: times)
    }
    var far = try await page(nil).next
    for _ in 0..<100 { far = try await page(far).next ?? far }
    for (name, before) in [("first page", nil), ("page far down", far)] {
        figures.append(
            Figure(
                name: "\(name) of a timeline of 5,000 entries, of \(people.count)",
                value: try await median(before), unit: "ms", goal: "50"))
    }
}
