import Foundation
import GRDB

/// How much of a degree of latitude a degree of longitude is at a latitude; never nothing.
public func longitudeScale(at degrees: Double) -> Double {
    max(0.01, cos(min(90, abs(degrees)) * .pi / 180))
}

/// One ring or line of an outline as its table holds it.
struct OutlineRing: Hashable, Sendable {
    /// Which polygon it belongs to; nil for a line.
    let area: Int?
    /// Whether it is a hole of its polygon.
    let isHole: Bool
    /// Its points; a ring's last is joined to its first.
    let points: [GeoPoint]

    /// The rings of a shape in their order.
    static func all(of shape: GeoShape) -> [OutlineRing] {
        var rings: [OutlineRing] = []
        for (number, area) in shape.areas.enumerated() {
            for (index, ring) in area.rings.enumerated() {
                rings.append(OutlineRing(area: number, isHole: index > 0, points: ring))
            }
        }
        return rings + shape.lines.map { OutlineRing(area: nil, isHole: false, points: $0) }
    }

    /// The ring without what is smaller than the tolerance; nil where nothing is left.
    func simplified(tolerance: Double) -> OutlineRing? {
        let rest: [GeoPoint]?
        if area == nil {
            rest = simplifiedLine(points, tolerance: tolerance)
        } else {
            rest = simplifiedRing(points, tolerance: tolerance)
        }
        return rest.map { OutlineRing(area: area, isHole: isHole, points: $0) }
    }

    /// The points as bytes: longitude and latitude, 32 bits each, the lowest first.
    var bytes: Data {
        var bytes = Data(capacity: points.count * 8)
        for point in points {
            for number in [point.longitude, point.latitude] {
                withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        return bytes
    }

    /// Reads points from bytes.
    static func points(_ bytes: Data) -> [GeoPoint] {
        bytes.withUnsafeBytes { raw in
            (0..<raw.count / 8).map { index in
                func number(_ offset: Int) -> Int32 {
                    Int32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: Int32.self))
                }
                return GeoPoint(longitude: number(index * 8), latitude: number(index * 8 + 4))
            }
        }
    }
}

extension OutlineRing {
    /// The ring of a row with `area`, `is_hole` and `shape`.
    init(_ row: Row) {
        self.init(
            area: row["area"], isHole: row["is_hole"], points: OutlineRing.points(row["shape"]))
    }

    /// Keeps the rings of an outline, whole and simpler and simpler, as far as that saves anything.
    static func write(_ whole: [OutlineRing], of outline: Int64, in db: Database) throws {
        var rings = whole
        var stored = whole.reduce(0) { $0 + $1.points.count }
        try write(rings, of: outline, level: 0, in: db)
        for level in levels {
            guard stored > worthwhile else { return }
            rings = rings.compactMap { $0.simplified(tolerance: Double(1 << level)) }
            let count = rings.reduce(0) { $0 + $1.points.count }
            guard count * 3 < stored * 2 else { continue }
            try write(rings, of: outline, level: level, in: db)
            stored = count
        }
    }

    /// From 7 m to 60 km, in powers of two of a millionth of a degree.
    private static let levels = 6...19
    /// Fewer points are drawn as they are.
    private static let worthwhile = 200

    private static func write(
        _ rings: [OutlineRing], of outline: Int64, level: Int, in db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO outline_ring (outline_id, level, ordinal, area, is_hole, points, west,
                  south, east, north, shape) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (ordinal, ring) in rings.enumerated() {
            guard let box = GeoBox(around: ring.points) else { continue }
            try statement.execute(arguments: [
                outline, level, ordinal, ring.area, ring.isHole, ring.points.count, box.west,
                box.south, box.east, box.north, ring.bytes,
            ])
        }
    }
}
