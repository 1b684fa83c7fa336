import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Looking at the map` {
    private let harbour: TestChapter

    init() async throws { harbour = try TestChapter.make() }

    @Test func `contacts are counted together, and everybody is in exactly one list`() async throws
    {
        try await harbour.addIsland()
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Numbers(state: seed)
        for number in 0..<120 {
            let member = try await harbour.islander("N\(number)", "X", line: "\(number) Quay")
            let point = GeoPoint(
                latitude: Double.random(in: 40...40.3, using: &chance),
                longitude: Double.random(in: -30...(-29.65), using: &chance))
            try await harbour.act(SetPlace(member, point))
        }
        var view = try await harbour.map().view
        for _ in 0..<4 {
            let map = try await harbour.map(view)
            var listed: Set<MemberID> = []
            for cluster in map.clusters {
                let cell = try #require(PlaceCell(cluster.cell.text))
                let page = try await harbour.chapter.read { db in
                    try PlaceList(cell, limit: 500).answer(in: db, for: .operator).get()
                }
                #expect(page.contacts.count == cluster.count, "seed \(seed)")
                #expect(page.count == cluster.count, "seed \(seed)")
                for contact in page.contacts { #expect(listed.insert(contact.member).inserted) }
                if cluster.count == 1 { #expect(cluster.name == page.contacts.first?.name) }
            }
            view = view.scaled(0.5)
        }
        #expect(try await harbour.map().clusters.reduce(0) { $0 + $1.count } == 120, "seed \(seed)")
    }

    @Test func `pages of a square follow each other without a gap`() async throws {
        try await harbour.addIsland()
        for number in 0..<7 { try await harbour.islander("N\(number % 3)", "IC1 1AA") }
        let cluster = try #require(try await harbour.map().clusters.first)
        var (names, next): ([MemberID], String?) = ([], nil)
        repeat {
            let list = PlaceList(cluster.cell, after: next, limit: 3)
            let page = try await harbour.chapter.read { db in
                try list.answer(in: db, for: .operator).get()
            }
            names += page.contacts.map(\.member)
            next = page.next
        } while next != nil
        #expect(names.count == 7)
        #expect(Set(names).count == 7)
    }

    @Test func `a view is a square on the page, clamped to the earth`() throws {
        let view = try #require(PlaceView("-30,40,-29,40.1"))
        let box = view.box
        let middle = Double(box.north + box.south) / 2_000_000
        let scale = longitudeScale(at: middle)
        #expect(abs(Double(box.width) * scale - Double(box.height)) < 1000)
        #expect(box.west <= -30_000_000 && box.east >= -29_000_000)
        #expect(PlaceView(view.text) != nil)
        #expect(view.scaled(0.000001).box.height == PlaceView.narrowest)
        #expect(view.scaled(1e9).box.height == PlaceView.widest)
        #expect(view.moved(east: 0.5, north: 0).box.height == box.height)
        #expect(view.moved(east: 0, north: 1e6).box.south < 90_000_000)
        #expect(try #require(PlaceView(view.text)) == view, "an address leads to the same view")
        for wrong in ["", "1,2,3", "1,2,3,x", "3,2,1,4", "nan,1,2,3", "1,2,inf,3", "1e9,1,2e9,2"] {
            #expect(PlaceView(wrong) == nil, Comment(rawValue: wrong))
        }
        for wrong in ["", "1.2.3", "1.1.0.1", "1.1.-1.1", "1.1.1.99999999999", "x.1.1.1"] {
            #expect(PlaceCell(wrong) == nil, Comment(rawValue: wrong))
        }
    }

    @Test func `meetings are where their place is, and nothing shared changes`() async throws {
        try await harbour.addIsland()
        let plan = MeetingPlan(
            title: "Assembly", place: "Café Cordera", start: .noon + 3_600_000,
            end: .noon + 7_200_000, audience: .linked)
        try await harbour.act(ScheduleMeeting(plan))
        let before = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM event")
        }
        let point = try #require(GeoPoint(latitude: 40.2, longitude: -29.9))
        try await harbour.act(SetMeetingPlace("CAFE cordera", point))
        let after = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM event")
        }
        #expect(before == after)
        let spot = try #require(try await harbour.map().meetings.first)
        #expect(spot.title == "Assembly")
        #expect(spot.point == point)
        let own = harbour.chapter.feeds.chapter
        let places = try await harbour.chapter.read { db in
            try MeetingPlace.all(in: db, of: own, for: .operator).get()
        }
        #expect(places.map(\.place) == ["Café Cordera"])
        #expect(places.first?.latitude == 40.2)
        try await harbour.act(SetMeetingPlace("Café Cordera", nil))
        #expect(try await harbour.map().meetings.isEmpty)
        #expect(try await harbour.refusal(of: SetMeetingPlace(" ", point))?.field == "place")
    }

    @Test func `without anything the map shows the earth, and who may not see people sees nothing`()
        async throws
    {
        let map = try await harbour.map()
        #expect(map.view.box.height == PlaceView.widest)
        #expect(map.clusters.isEmpty && map.drawings.isEmpty)
        let bob = try await harbour.viewer(.bob)
        let own = harbour.chapter.feeds.chapter
        let cell = try #require(PlaceCell("1.1.1.1"))
        let refusals = try await harbour.chapter.read { db in
            [
                try PlaceMap.read(nil, in: db, of: own, for: bob, at: .noon).refusal,
                try PlaceList(cell).answer(in: db, for: bob).refusal,
                try PlaceReport.read(in: db, for: bob).refusal,
                try Outline.all(in: db, for: bob).refusal,
                try BranchPlan.read(onlyBlanks: false, in: db, for: bob).refusal,
                try MeetingPlace.all(in: db, of: own, for: bob).refusal,
            ]
        }
        #expect(refusals.allSatisfy { $0?.code == .notAllowed })
    }

    @Test func `one wrong point makes no map of the earth`() async throws {
        try await harbour.act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
        for number in 0..<120 {
            try await harbour.islander("N\(number)", ["IC1 1AA", "IC2 2BB"][number % 2])
        }
        let far = try await harbour.islander("Far", "", line: "Null Island")
        try await harbour.act(SetPlace(far, GeoPoint(latitude: 0, longitude: 0)))
        #expect(try await harbour.map().view.box.height < 1_000_000)
    }
}

extension Result where Failure == Refusal {
    /// The refusal, if it is one.
    fileprivate var refusal: Refusal? {
        if case .failure(let refusal) = self { refusal } else { nil }
    }
}

private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
