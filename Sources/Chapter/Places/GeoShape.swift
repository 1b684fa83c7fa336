/// One polygon: its outer ring, then the rings of its holes.
///
/// A ring's last point is joined to its first, which is not said again.
struct GeoArea: Hashable, Sendable {
    /// The rings.
    var rings: [[GeoPoint]]
}

/// What a feature or a geometry of a GeoJSON file draws.
struct GeoShape: Hashable, Sendable {
    /// Its polygons.
    var areas: [GeoArea] = []
    /// Its lines.
    var lines: [[GeoPoint]] = []

    /// Whether there is nothing in it.
    var isEmpty: Bool { areas.isEmpty && lines.isEmpty }

    /// How many points it has.
    var points: Int {
        areas.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.count } }
            + lines.reduce(0) { $0 + $1.count }
    }

    /// Adds what another one draws.
    mutating func add(_ other: GeoShape) {
        areas += other.areas
        lines += other.lines
    }
}

/// A feature of a GeoJSON file.
struct GeoFeature: Hashable, Sendable {
    /// Which one of the file it is, from 1.
    let number: Int
    /// Its properties that are texts or numbers.
    let properties: [String: String]
    /// What it draws.
    let shape: GeoShape
}

/// The bounds of an outline that is added.
public enum GeoLimits {
    /// Bytes of a file.
    public static let bytes = 8 * 1024 * 1024
    /// Features of a file.
    public static let features = 5000
    /// Rings and lines of a file.
    public static let rings = 20_000
    /// Points of a file; it has no more bytes for many more.
    public static let points = 500_000
    /// Properties of a feature that are read; the rest are read over.
    static let properties = 64
    /// Letters of a property that are kept.
    static let propertyLetters = 200
}
