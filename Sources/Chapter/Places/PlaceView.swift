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
    ///
    /// Width and height are multiples of 20, so that half of a view is a whole number of squares.
    init(latitude: Int, longitude: Int, height: Int) {
        func even(_ size: Int) -> Int { (size + 10) / 20 * 20 }
        let height = even(max(Self.narrowest, min(Self.widest, height)))
        let y = max(-90_000_000, min(90_000_000, latitude))
        let x = max(-180_000_000, min(180_000_000, longitude))
        let scale = longitudeScale(at: Double(y) / GeoPoint.perDegree)
        let width = even(min(Self.widest, Int(Double(height) / scale)))
        box = GeoBox(
            west: x - width / 2, south: y - height / 2, east: x + width / 2, north: y + height / 2)
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

/// A part of a view, in which contacts are counted together.
public struct PlaceCell: Hashable, Sendable {
    /// What lies in it; its northern and eastern edges do not.
    public let box: GeoBox

    /// A part with these edges.
    init(_ box: GeoBox) { self.box = box }

    /// The part of a view, counted from the west and from the south.
    init(_ view: PlaceView, column: Int, row: Int) {
        let (width, height) = (
            view.box.width / PlaceMap.squares, view.box.height / PlaceMap.squares
        )
        let (west, south) = (view.box.west + column * width, view.box.south + row * height)
        self.init(GeoBox(west: west, south: south, east: west + width, north: south + height))
    }

    /// Reads what `text` writes; nil for anything else.
    public init?(_ text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
            .map { Int($0) ?? .max }
        guard numbers.count == 4,
            numbers.allSatisfy({ (-Self.farthest...Self.farthest).contains($0) }), numbers[2] > 0,
            numbers[3] > 0
        else { return nil }
        self.init(
            GeoBox(
                west: numbers[0], south: numbers[1], east: numbers[0] + numbers[2],
                north: numbers[1] + numbers[3]))
    }

    /// No view reaches further.
    private static let farthest = 2 * PlaceView.widest

    /// The part as an address carries it: its corner in the south-west, its width and its height.
    public var text: String { "\(box.west).\(box.south).\(box.width).\(box.height)" }
}
