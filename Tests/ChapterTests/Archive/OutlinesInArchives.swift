import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

struct OutlinesInArchives {
    @Test
    func `the map is drawn in the new chapter as it was in the old one`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/a.zip"
        let harbour = try TestChapter.make()
        try await harbour.addIsland()
        let ana = try await harbour.islander("Ana", "IC1 1AA")
        _ = try await harbour.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        let other = try TestChapter.make(named: "Hillside")
        try await other.act(ReadArchive(.file(path: path)))
        for sql in [
            "SELECT group_concat(kind || name || points) FROM (SELECT * FROM outline ORDER BY id)",
            """
            SELECT group_concat(level || ' ' || ordinal || ' ' || coalesce(area, '-') || is_hole
              || points || ' ' || west || ' ' || north || hex(shape))
            FROM (SELECT * FROM outline_ring ORDER BY outline_id, level, ordinal)
            """,
            "SELECT group_concat(postcode) FROM (SELECT postcode FROM branch_postcode ORDER BY 1)",
        ] {
            let texts = try await [harbour, other].mapAsync { chapter in
                try await chapter.chapter.read { db in try String.fetchOne(db, sql: sql) }
            }
            #expect(texts[0] == texts[1])
        }
        let member = try #require(
            try await other.chapter.read { db in
                try MemberID.fetchOne(db, sql: "SELECT id FROM member WHERE name = 'Ana'")
            })
        #expect(try await other.place(member).branch == harbour.place(ana).branch)
    }

    @Test
    func `points come back as they were, and nothing else does`() throws {
        let points = [
            GeoPoint(longitude: -9_139_337, latitude: 38_722_252),
            GeoPoint(longitude: 180_000_000, latitude: -90_000_000),
            GeoPoint(longitude: 0, latitude: 1),
        ]
        let ring = OutlineRing(area: 0, isHole: false, points: points)
        let text = ArchiveShape.text(ring.bytes)
        #expect(text == "-9.139337 38.722252, 180.000000 -90.000000, 0.000000 0.000001")
        #expect(ArchiveShape.read(text) == points)
        for wrong in [
            "", "1.000000", "1.000000 91.000000", "181.000000 1.000000", "1.0 1.0",
            "1.000000 1.000000,2.000000 2.000000",
        ] {
            #expect(ArchiveShape.read(wrong) == nil, "\(wrong)")
        }
    }
}

extension Sequence {
    fileprivate func mapAsync<Value>(_ change: (Element) async throws -> Value) async throws
        -> [Value]
    {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}
