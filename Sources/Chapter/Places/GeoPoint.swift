/// A point on the earth in millionths of a degree of WGS 84; one is eleven centimetres at most.
///
/// They are whole numbers, so that it is certain on which side of a border a point lies.
public struct GeoPoint: Hashable, Sendable {
    /// East of Greenwich.
    public let longitude: Int32
    /// North of the equator.
    public let latitude: Int32

    /// So many of our units are one degree.
    public static let perDegree = 1_000_000.0

    /// A point in our units, which must be on the earth.
    init(longitude: Int32, latitude: Int32) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// A point in degrees; nil where it is not on the earth.
    public init?(latitude: Double, longitude: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        self.latitude = Int32((latitude * GeoPoint.perDegree).rounded())
        self.longitude = Int32((longitude * GeoPoint.perDegree).rounded())
    }

    /// Reads what somebody typed or copied from a map: `38.7223, -9.1393`, latitude first.
    ///
    /// Decimal commas do where a semicolon or a blank stands between the two.
    public init?(typed text: String) {
        guard text.utf8.count <= GeoPoint.lettersAtMost else { return nil }
        var parts = text.split(whereSeparator: { $0 == ";" || $0.isWhitespace }).map(String.init)
        if parts.count == 2 {
            parts[0] = parts[0].hasSuffix(",") ? String(parts[0].dropLast()) : parts[0]
        } else {
            parts = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        }
        let numbers = parts.map { $0.replacing(",", with: ".").replacing("\u{2212}", with: "-") }
            .map { $0.replacing("°", with: "") }
        guard numbers.count == 2, let latitude = Double(numbers[0]),
            let longitude = Double(numbers[1])
        else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }

    /// More letters are no two numbers.
    private static let lettersAtMost = 60

    /// The latitude in degrees.
    public var latitudeDegrees: Double { Double(latitude) / GeoPoint.perDegree }
    /// The longitude in degrees.
    public var longitudeDegrees: Double { Double(longitude) / GeoPoint.perDegree }

    /// The point as people copy it, latitude first.
    public var text: String { "\(latitudeDegrees), \(longitudeDegrees)" }
}

/// What lies between two meridians and two parallels, in the units of `GeoPoint`.
///
/// A view may reach beyond the poles, where nothing is drawn; hence the wider numbers.
public struct GeoBox: Hashable, Sendable {
    /// The western edge.
    public var west: Int
    /// The southern edge.
    public var south: Int
    /// The eastern edge.
    public var east: Int
    /// The northern edge.
    public var north: Int

    /// A box with these edges.
    public init(west: Int, south: Int, east: Int, north: Int) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// The smallest box with all of these; nil for none.
    init?(around points: some Sequence<GeoPoint>) {
        var box: GeoBox?
        for point in points {
            let (x, y) = (Int(point.longitude), Int(point.latitude))
            guard let known = box else {
                box = GeoBox(west: x, south: y, east: x, north: y)
                continue
            }
            box = GeoBox(
                west: min(known.west, x), south: min(known.south, y), east: max(known.east, x),
                north: max(known.north, y))
        }
        guard let box else { return nil }
        self = box
    }

    /// From west to east.
    public var width: Int { east - west }
    /// From south to north.
    public var height: Int { north - south }

    /// Whether the point is in it or on its edge.
    func contains(_ point: GeoPoint) -> Bool {
        (west...east).contains(Int(point.longitude))
            && (south...north).contains(Int(point.latitude))
    }

    /// The smallest box with both.
    func union(_ other: GeoBox) -> GeoBox {
        GeoBox(
            west: min(west, other.west), south: min(south, other.south),
            east: max(east, other.east), north: max(north, other.north))
    }
}
