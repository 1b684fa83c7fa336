import Foundation

/// What of the earth a map shows: a square on the page, with north above.
public struct PlaceView: Hashable, Sendable {
    /// What is shown.
    public let box: GeoBox

    /// The narrowest view, from south to north: 200 m.
    public static let narrowest = 2000
    /// The widest view, from south to north: with it the whole earth fits.
    public static let widest = 360_000_000

    /// A view around a middle, as high as this, clamped to the earth.
    init(latitude: Int, longitude: Int, height: Int) {
        let height = max(Self.narrowest, min(Self.widest, height))
        let y = max(-90_000_000, min(90_000_000, latitude))
        let x = max(-180_000_000, min(180_000_000, longitude))
        let scale = longitudeScale(at: Double(y) / GeoPoint.perDegree)
        let width = min(Self.widest, Int(Double(height) / scale))
        box = GeoBox(
            west: x - width / 2, south: y - height / 2, east: x - width / 2 + width,
            north: y - height / 2 + height)
    }

    /// The view in which all of a box is seen.
    public init(around box: GeoBox) {
        let (y, x) = ((box.south + box.north) / 2, (box.west + box.east) / 2)
        let scale = longitudeScale(at: Double(y) / GeoPoint.perDegree)
        let height = max(box.height, Int(Double(box.width) * scale))
        self.init(latitude: y, longitude: x, height: height)
    }

    /// The view of a neighbourhood, some kilometers across.
    public init(near point: GeoPoint) {
        self.init(
            latitude: Int(point.latitude), longitude: Int(point.longitude),
            height: Self.neighbourhood)
    }

    /// From south to north, 5 km.
    private static let neighbourhood = 45_000

    /// Reads `west,south,east,north` in degrees, as GeoJSON has it; nil for anything else.
    public init?(_ text: String) {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0) ?? .nan }
        guard numbers.count == 4, numbers.allSatisfy({ abs($0) <= 720 }), numbers[0] < numbers[2],
            numbers[1] < numbers[3]
        else { return nil }
        let units = numbers.map { Int(($0 * GeoPoint.perDegree).rounded()) }
        self.init(
            around: GeoBox(west: units[0], south: units[1], east: units[2], north: units[3]))
    }

    /// The view as an address carries it.
    public var text: String {
        [box.west, box.south, box.east, box.north]
            .map { String(Double($0) / GeoPoint.perDegree) }.joined(separator: ",")
    }

    /// The view around the same middle, so many times as high.
    public func scaled(_ factor: Double) -> PlaceView {
        PlaceView(
            latitude: (box.south + box.north) / 2, longitude: (box.west + box.east) / 2,
            height: Int((Double(box.height) * factor).rounded()))
    }

    /// The view moved by parts of its width and height.
    public func moved(east: Double, north: Double) -> PlaceView {
        PlaceView(
            latitude: (box.south + box.north) / 2 + Int(Double(box.height) * north),
            longitude: (box.west + box.east) / 2 + Int(Double(box.width) * east),
            height: box.height)
    }

    /// Where a point is, from 0 in the west to 1 in the east and from 0 in the north to 1 in the
    /// south.
    public func place(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
        (
            (longitude - Double(box.west)) / Double(box.width),
            (Double(box.north) - latitude) / Double(box.height)
        )
    }
}

/// A square of the grid by which contacts are counted together.
public struct PlaceCell: Hashable, Sendable {
    /// How wide it is, in millionths of a degree.
    public let width: Int
    /// How high it is.
    public let height: Int
    /// Which one from the west.
    public let column: Int
    /// Which one from the south.
    public let row: Int

    /// A square of a grid.
    init(width: Int, height: Int, column: Int, row: Int) {
        self.width = width
        self.height = height
        self.column = column
        self.row = row
    }

    /// Reads what `text` writes; nil for anything else.
    public init?(_ text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
            .map { Int($0) ?? -1 }
        guard numbers.count == 4, numbers.allSatisfy({ (0...PlaceView.widest).contains($0) }),
            numbers[0] > 0, numbers[1] > 0
        else { return nil }
        self.init(width: numbers[0], height: numbers[1], column: numbers[2], row: numbers[3])
    }

    /// The square as an address carries it.
    public var text: String { "\(width).\(height).\(column).\(row)" }

    /// What lies in it; its northern and eastern edges do not.
    public var box: GeoBox {
        let west = column * width - 180_000_000
        let south = row * height - 90_000_000
        return GeoBox(west: west, south: south, east: west + width, north: south + height)
    }
}
