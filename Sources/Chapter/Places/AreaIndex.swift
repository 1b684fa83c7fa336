/// One polygon, such that it is quickly told whether a point is in it.
///
/// The numbers are whole, so the answer is exact: a point on the border, also of a hole, is in it.
struct AreaIndex: Sendable {
    private struct Edge: Sendable {
        let ax: Int
        let ay: Int
        let bx: Int
        let by: Int
    }

    private let box: GeoBox
    private let bandHeight: Int
    /// The edges that reach into each band of latitudes, from the south.
    private let bands: [[Edge]]

    /// The most bands; more would save nothing.
    private static let bandsAtMost = 4096
    /// So many edges a band are few enough.
    private static let edgesInBand = 8

    /// Sorts the edges of a polygon's rings; nil for one without points.
    init?(_ rings: [[GeoPoint]]) {
        guard let box = GeoBox(around: rings.joined()) else { return nil }
        var edges: [Edge] = []
        for ring in rings {
            for (index, a) in ring.enumerated() {
                let b = ring[index + 1 < ring.count ? index + 1 : 0]
                edges.append(
                    Edge(
                        ax: Int(a.longitude), ay: Int(a.latitude), bx: Int(b.longitude),
                        by: Int(b.latitude)))
            }
        }
        // Long edges lie in many bands: with fewer bands, they take no more room than twice.
        var count = min(Self.bandsAtMost, max(1, edges.count / Self.edgesInBand))
        var height = 1
        while true {
            height = box.height / count + 1
            let entries = edges.reduce(0) { $0 + abs($1.ay - $1.by) / height + 1 }
            if count == 1 || entries <= 2 * edges.count + count { break }
            count /= 2
        }
        var bands = Array(repeating: [Edge](), count: count)
        for edge in edges {
            let first = (min(edge.ay, edge.by) - box.south) / height
            let last = (max(edge.ay, edge.by) - box.south) / height
            for band in first...last { bands[band].append(edge) }
        }
        self.box = box
        self.bands = bands
        bandHeight = height
    }

    /// Whether the point is inside or on the border.
    func contains(_ point: GeoPoint) -> Bool {
        guard box.contains(point) else { return false }
        let (x, y) = (Int(point.longitude), Int(point.latitude))
        var isInside = false
        for edge in bands[(y - box.south) / bandHeight] {
            // Twice the area of the triangle of the edge and the point: 0 on its line.
            let turn = (edge.bx - edge.ax) * (y - edge.ay) - (edge.by - edge.ay) * (x - edge.ax)
            if turn == 0, min(edge.ax, edge.bx) <= x, x <= max(edge.ax, edge.bx),
                min(edge.ay, edge.by) <= y, y <= max(edge.ay, edge.by)
            {
                return true
            }
            if (edge.ay > y) != (edge.by > y), (edge.by > edge.ay) == (turn > 0) {
                isInside.toggle()
            }
        }
        return isInside
    }
}
