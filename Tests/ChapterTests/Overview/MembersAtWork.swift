import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

extension InventedPast {
    /// Gives people work at four organizations and two things, at any time, some of it twice.
    func work(_ seed: UInt64) async throws {
        var chance = Chance(state: seed &* 77)
        var places: [MemberID] = []
        for number in 0..<4 {
            places.append(
                try await chapter.addContact("Organization \(number)", .organization))
        }
        let kind = try await chapter.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        var things: [Int64] = []
        for number in 0..<2 {
            things.append(try await chapter.act(AddObject(kind.id, name: "Site \(number)")).id)
        }
        func span() -> (String?, String?) {
            let start = Int.random(in: -900...0, using: &chance)
            let end = Int.random(in: start...100, using: &chance)
            return (
                chance.once(in: 3) ? nil : Self.day(Self.ago(-start)),
                chance.once(in: 2) ? nil : Self.day(Self.ago(-end))
            )
        }
        var rows: [(String, StatementArguments)] = []
        for (index, person) in people.enumerated() {
            for _ in 0..<Int.random(in: 0...3, using: &chance) {
                let (start, end) = span()
                let place = places[Int.random(in: 0..<4, using: &chance)]
                rows.append(
                    (
                        """
                        INSERT OR IGNORE INTO relation (type_id, from_id, to_id, starts_on, ends_on)
                        SELECT id, ?, ?, ?, ? FROM relation_type WHERE code = ?
                        """,
                        [
                            person, place, start, end,
                            chance.once(in: 5) ? "belongs to" : "works at",
                        ]
                    ))
                if chance.once(in: 3) {
                    rows.append(
                        (
                            """
                            INSERT INTO position
                              (member_id, title, key, organization_id, starts_on, ends_on)
                            VALUES (?, 'Steward', 'steward', ?, ?, ?)
                            """, [person, place, end == nil ? start : nil, end]
                        ))
                }
            }
            let (start, end) = span()
            let thing = things[Int.random(in: 0..<2, using: &chance)]
            for capacity in ["steward", "contact"].prefix(index % 3) {
                rows.append(
                    (
                        """
                        INSERT INTO own_object_contact
                          (object_id, member_id, capacity, starts_on, ends_on)
                        VALUES (?, ?, ?, ?, ?)
                        """, [thing, person, capacity, start, end]
                    ))
            }
        }
        let all = rows
        try await chapter.chapter.feeds.database.write { db in
            for (sql, arguments) in all { try db.execute(sql: sql, arguments: arguments) }
        }
    }
}

@Suite struct `Where members work` {
    private let harbour: TestChapter
    private let hotel: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        hotel = try await harbour.addContact("Harbour Hotel", .organization)
    }

    private func person(_ name: String, _ status: String = "member") async throws -> MemberID {
        try await harbour.act(
            AddMember([.name: name, .status: status, .joinedOn: "2025-01-01"]),
            at: .noon + -86_400_000 * 400
        ).memberID
    }

    private func worksAt() async throws -> Int64 {
        try #require(
            try await harbour.chapter.read {
                try Int64.fetchOne($0, sql: "SELECT id FROM relation_type WHERE code = 'works at'")
            })
    }

    private func names(_ place: DashboardPlace, on day: String) async throws -> [String] {
        try await harbour.everybody(in: DashboardPeople(.worksAt(place), on: day)).names
    }

    @Test func `relations and positions count on their days, each person once`() async throws {
        let type = try await worksAt()
        let ana = try await person("Ana")
        let ben = try await person("Ben")
        let cleo = try await person("Cleo", "contact")
        try await harbour.act(
            AddRelation(ana, type, .forward, hotel, startsOn: "2026-01-01", endsOn: "2026-04-10"))
        try await harbour.act(GivePosition(ana, "Steward", at: hotel, startsOn: "2026-02-01"))
        try await harbour.act(AddRelation(ben, type, .forward, hotel, startsOn: "2026-04-01"))
        try await harbour.act(AddRelation(cleo, type, .forward, hotel))
        let place = DashboardPlace.organization(hotel.number)
        for (day, expected) in [
            ("2025-12-31", [] as [String]), ("2026-01-01", ["Ana"]),
            ("2026-04-09", ["Ana", "Ben"]),
            ("2026-05-01", ["Ana", "Ben"]),
        ] {
            #expect(try await names(place, on: day) == expected, "\(day)")
            let shown = try await harbour.dashboard(on: day)
            let organizations = try #require(shown.places.first)
            #expect(organizations.kind == nil)
            #expect(
                organizations.places == [
                    Dashboard.Place(
                        place: place, name: "Harbour Hotel", then: expected.count, now: 2)
                ], "\(day)")
        }
        // On its last day a relation is over.
        try await harbour.chapter.feeds.database.write {
            try $0.execute(sql: "DELETE FROM position")
        }
        #expect(try await names(place, on: "2026-04-10") == ["Ben"])
    }

    @Test func `things count kind by kind, and those that were removed are gone`() async throws {
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let site = try await harbour.act(AddObject(kind.id, name: "Quay 4")).id
        let ana = try await person("Ana")
        try await harbour.act(TieObject(site, ana, capacity: "steward", startsOn: "2026-03-01"))
        try await harbour.act(TieObject(site, ana, capacity: "cook"))
        try await harbour.act(TieObject(site, hotel))
        var shown = try await harbour.dashboard(on: "2026-02-01")
        #expect(shown.places.map(\.plural) == [nil, "Worksites"])
        #expect(
            shown.places.last?.places == [
                Dashboard.Place(place: .thing(site), name: "Quay 4", then: 1, now: 1)
            ])
        #expect(try await names(.thing(site), on: "2026-02-01") == ["Ana"])
        try await harbour.act(RemoveObject(site))
        shown = try await harbour.dashboard()
        #expect(shown.places.map(\.plural) == [nil])
        let name = try await harbour.chapter.read {
            try DashboardPlace.thing(site).name(in: $0, for: .operator)
        }
        #expect(throws: Refusal.self) { try name.get() }
    }

    @Test func `they are counted along indexes that hold all of it`() async throws {
        let plan = try await harbour.chapter.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN \(MembersByPlace.organizations)
                    """, arguments: ["work": 1, "day": "2026-05-01"]
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("COVERING INDEX relation_by_place") }, "\(plan)")
        #expect(plan.contains { $0.contains("COVERING INDEX position_by_place") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
}
