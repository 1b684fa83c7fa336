import TestSupport
import Testing

@testable import Chapter

@Suite struct `Finding the branch of a point` {
    private func point(_ longitude: Double, _ latitude: Double) throws -> GeoPoint {
        try #require(GeoPoint(latitude: latitude, longitude: longitude))
    }

    private func finder() async throws -> BranchFinder {
        let harbour = try TestChapter.make()
        try await harbour.addIsland()
        return try await harbour.chapter.read { db in try BranchFinder.read(.all, in: db) }
    }

    @Test func `inside, in a hole, on a border, on an islet and at sea`() async throws {
        let finder = try await finder()
        func branch(_ longitude: Double, _ latitude: Double) throws -> String? {
            finder.branch(at: try point(longitude, latitude), postcode: nil)
        }
        #expect(try branch(-29.9, 40.2) == "North")
        #expect(try branch(-29.9, 40.1) == "South")
        #expect(try branch(-29.7, 40.3) == "Harbour")
        #expect(try branch(-29.7, 40.1) == nil, "the lagoon is a hole")
        #expect(try branch(-29.72, 40.1) == "Harbour", "the border of a hole counts as in")
        #expect(try branch(-29.61, 40.07) == "Harbour", "an islet of the same branch")
        #expect(try branch(-29.62, 40.06) == "Harbour", "a corner")
        #expect(try branch(-29.9, 40.15) == "North", "a common border goes to the first by name")
        #expect(try branch(-29.8, 40.0) == "Harbour")
        #expect(try branch(-30.050001, 40.2) == nil)
        #expect(try branch(-29.4, 40.2) == nil)
        #expect(finder.branch(at: nil, postcode: nil) == nil)
    }

    /// The same by the definition: count the edges that a ray crosses, in exact numbers.
    @Test func `the index of bands says the same as the definition`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Mixing(seed: seed)
        for _ in 0..<60 {
            let rings = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
                (0..<Int.random(in: 3...60, using: &chance)).map { _ in
                    GeoPoint(
                        longitude: Int32.random(in: -20...20, using: &chance),
                        latitude: Int32.random(in: -20...20, using: &chance))
                }
            }
            let index = try #require(AreaIndex(rings))
            for x in Int32(-21)...21 {
                for y in Int32(-21)...21 {
                    let point = GeoPoint(longitude: x, latitude: y)
                    #expect(index.contains(point) == isIn(point, rings), "seed \(seed): \(point)")
                }
            }
        }
    }

    private func isIn(_ point: GeoPoint, _ rings: [[GeoPoint]]) -> Bool {
        let (x, y) = (Double(point.longitude), Double(point.latitude))
        var isInside = false
        for ring in rings {
            for (index, a) in ring.enumerated() {
                let b = ring[(index + 1) % ring.count]
                let (ax, ay) = (Double(a.longitude), Double(a.latitude))
                let (bx, by) = (Double(b.longitude), Double(b.latitude))
                // Small whole numbers: products of doubles are exact.
                if (bx - ax) * (y - ay) == (by - ay) * (x - ax), min(ax, bx) <= x, x <= max(ax, bx),
                    min(ay, by) <= y, y <= max(ay, by)
                {
                    return true
                }
                if (ay > y) != (by > y) {
                    let side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
                    if by > ay ? side > 0 : side < 0 { isInside.toggle() }
                }
            }
        }
        return isInside
    }

    @Test func `a postcode goes before a border, and a whole one before a beginning`() async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.addIsland()
        let outlines = try await harbour.chapter.read { db in
            try Outline.all(in: db, for: .operator).get()
        }
        let south = try #require(outlines.first { $0.name == "South" })
        try await harbour.act(
            ChangeBranch(south.id, name: "South", postcodes: ["ic1*", " IC1 9ZZ "]))
        try await harbour.act(ChangeBranch(name: "Abroad", postcodes: ["IC1 1-AA"]))
        let taken = try await harbour.refusal(
            of: ChangeBranch(name: "Other", postcodes: ["ic11aa"]))
        #expect(taken?.sentence == "The postcode ic11aa belongs to the branch “Abroad”.")
        let wrong = try await harbour.refusal(of: ChangeBranch(name: "Other", postcodes: ["1*1"]))
        #expect(wrong?.field == "postcodes")
        let ana = try await harbour.islander("Ana", "IC1 1AA")
        let bob = try await harbour.islander("Bob", "ic1 2xx")
        #expect(try await harbour.place(ana).branch == "Abroad")
        #expect(try await harbour.place(bob).branch == "South")
    }
}
