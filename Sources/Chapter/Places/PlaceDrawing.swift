public import GRDB

/// What somebody sees of a map who says where something is: the outlines alone.
public struct PlaceDrawing: Hashable, Sendable {
    /// What is shown.
    public let view: PlaceView
    /// The coastlines and the borders of branches.
    public let drawings: [OutlineDrawing]

    /// Reads it for a viewer who may see people.
    ///
    /// Without a view it is the map that everybody knows, so that one sees where one is; a `point`
    /// that is not on that map has its neighbourhood.
    public static func read(
        _ asked: PlaceView?, near point: GeoPoint? = nil, in db: Database, for viewer: Viewer
    ) throws -> Result<PlaceDrawing, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let view = try asked ?? first(near: point, in: db)
        return .success(
            PlaceDrawing(view: view, drawings: try OutlineDrawing.all(in: view, db)))
    }

    private static func first(near point: GeoPoint?, in db: Database) throws -> PlaceView {
        let usual = try PlaceMap.usualView(in: db)
        guard let point, !usual.box.contains(point) else { return usual }
        return PlaceView(near: point)
    }
}

extension PlaceView {
    /// The point at a part of the width from the west, and of the height from the north; nil where
    /// that is not on the earth.
    public func point(x: Double, y: Double) -> GeoPoint? {
        guard (0...1).contains(x), (0...1).contains(y) else { return nil }
        return GeoPoint(
            latitude: (Double(box.north) - y * Double(box.height)) / GeoPoint.perDegree,
            longitude: (Double(box.west) + x * Double(box.width)) / GeoPoint.perDegree)
    }
}
