import Foundation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Drawing outlines` {
    private func line(_ points: [(Double, Double)]) throws -> [GeoPoint] {
        try points.map { try #require(GeoPoint(latitude: $0.1, longitude: $0.0)) }
    }

    @Test func `what nobody sees is left out, and what sticks out stays`() throws {
        let flat = try line([(0, 0), (1, 0.0001), (2, -0.0001), (3, 0), (4, 2), (5, 0)])
        let simple = simplifiedLine(flat, tolerance: 1000)
        #expect(simple == [flat[0], flat[3], flat[4], flat[5]])
        #expect(simplifiedLine(flat, tolerance: 0) == flat)
    }

    @Test func `nothing left out is further from the line than the tolerance`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Mixing(seed: seed)
        let points = (0..<3000).map { index in
            GeoPoint(
                longitude: Int32(index * 100),
                latitude: Int32(20_000 * sin(Double(index) / 50))
                    + Int32.random(in: -300...300, using: &chance))
        }
        let tolerance = 700.0
        let kept = simplifiedLine(points, tolerance: tolerance)
        #expect(kept.count < points.count / 10, "seed \(seed)")
        #expect(kept.first == points.first && kept.last == points.last)
        for point in points {
            let nearest = zip(kept, kept.dropFirst()).map { a, b in
                let (dx, dy) = (Double(b.longitude - a.longitude), Double(b.latitude - a.latitude))
                let (px, py) = (
                    Double(point.longitude - a.longitude), Double(point.latitude - a.latitude)
                )
                let along = max(0, min(1, (px * dx + py * dy) / (dx * dx + dy * dy)))
                return hypot(px - along * dx, py - along * dy)
            }.min()
            #expect((nearest ?? .infinity) <= tolerance + 1, "seed \(seed)")
        }
    }

    @Test func `a ring keeps an area or goes, and the worst line does not take forever`() throws {
        let ring = try line([(0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001)])
        #expect(simplifiedRing(ring, tolerance: 100) == ring)
        #expect(simplifiedRing(ring, tolerance: 5000) == nil)
        let zigzag = (0..<20_000).map {
            GeoPoint(longitude: Int32($0), latitude: Int32($0 % 2) * 1_000_000)
        }
        let start = ContinuousClock.now
        #expect(simplifiedLine(zigzag, tolerance: 10).count > 10_000)
        #expect(start.duration(to: .now) < .seconds(60))
    }

    @Test func `rings survive their bytes`() throws {
        let points = try line([(-180, -90), (180, 90), (-0.000001, 0.000001)])
        let ring = OutlineRing(area: 1, isHole: false, points: points)
        #expect(OutlineRing.points(ring.bytes) == points)
    }

    @Test func `a large coast is drawn with few points, near and far`() async throws {
        let harbour = try TestChapter.make()
        let coast = (0..<30_000).map { index in
            let angle = Double(index) / 30_000 * 2 * .pi
            let reach = 5 + 0.3 * sin(angle * 40) + 0.003 * sin(angle * 3000)
            return "[\(reach * cos(angle)),\(40 + reach * sin(angle))]"
        }
        let text =
            "{\"type\":\"Polygon\",\"coordinates\":[[\((coast + [coast[0]]).joined(separator: ","))]]}"
        try await harbour.act(AddOutlines(.coastline, file: Array(text.utf8), name: "Round"))
        let far = try await harbour.map()
        let drawn = try #require(far.drawings.first)
        #expect(drawn.areas.utf8.count < 60_000)
        #expect(drawn.areas.hasPrefix("M") && drawn.areas.hasSuffix("z"))
        let near = try await harbour.map(PlaceView("4.9,39.9,5.1,40.1"))
        let part = try #require(near.drawings.first)
        #expect(part.areas != drawn.areas)
        #expect(part.areas.utf8.count < 60_000)
        let elsewhere = try await harbour.map(PlaceView("100,10,101,11"))
        #expect(elsewhere.drawings.isEmpty)
    }

    @Test func `what is drawn lies on the square, cut at its edges`() {
        let ring = [
            DrawnPoint(x: -5000, y: 500), DrawnPoint(x: 500, y: -5000), DrawnPoint(x: 9000, y: 500),
            DrawnPoint(x: 500, y: 9000),
        ]
        let cut = clippedRing(ring)
        #expect(cut.count >= 4)
        #expect(
            cut.allSatisfy { (-20.1...1020.1).contains($0.x) && (-20.1...1020.1).contains($0.y) })
        #expect(middle(of: cut).size > 1_000_000)
        #expect(
            clippedRing([
                DrawnPoint(x: 2000, y: 1), DrawnPoint(x: 3000, y: 1), DrawnPoint(x: 2000, y: 9),
            ]).isEmpty)
        let parts = clippedLine([
            DrawnPoint(x: 0, y: 0), DrawnPoint(x: 5, y: 5), DrawnPoint(x: 5000, y: 5),
            DrawnPoint(x: 5000, y: 900), DrawnPoint(x: 9, y: 900),
        ])
        #expect(parts.count == 2)
        #expect(
            path(
                [
                    DrawnPoint(x: 1.2, y: 2), DrawnPoint(x: 4, y: 2), DrawnPoint(x: 4.1, y: 2.1),
                    DrawnPoint(x: 1, y: 7),
                ], isClosed: true) == "M1 2l3 0 -3 5z")
    }
}
