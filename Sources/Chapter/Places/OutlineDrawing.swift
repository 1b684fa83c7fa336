import GRDB

/// An outline as far as a map shows it, as lines on a square of 1000 by 1000.
public struct OutlineDrawing: Hashable, Sendable {
    /// The outline's number.
    public let id: Int64
    /// What it is called.
    public let name: String
    /// What it is for.
    public let kind: Outline.Kind
    /// Its polygons as the `d` of an SVG path, holes among them; empty for none.
    public let areas: String
    /// Its lines as the `d` of an SVG path; empty for none.
    public let lines: String
    /// Where its name stands, from 0 to 1; nil where none of it is seen.
    public let x: Double?
    /// Where its name stands, from the north.
    public let y: Double?
    /// How many contacts have it as their branch.
    public let contacts: Int

    /// A map is so many units wide and high.
    public static let size = 1000
    /// More points on one map would make the page heavy; then it is drawn more simply.
    static let pointsAtMost = 12_000
    /// The smallest rings beyond this are left out.
    static let ringsAtMost = 1500

    /// The outlines of a view, coastlines first.
    static func all(in view: PlaceView, _ db: Database) throws -> [OutlineDrawing] {
        let unit = max(1, view.box.height / size)
        var level = unit.bitWidth - 1 - unit.leadingZeroBitCount
        while true {
            let points = try pointsShown(view, level, in: db)
            if points <= pointsAtMost || level >= coarsest { break }
            level += 1
        }
        let outlines = try Outline.all(in: db, for: .operator).get()
        var rings: [Int64: [OutlineRing]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT r.outline_id, area, is_hole, shape \(shown(level))
                ORDER BY points DESC LIMIT \(ringsAtMost)
                """, arguments: arguments(view))
        {
            rings[row["outline_id"], default: []].append(OutlineRing(row))
        }
        return outlines.compactMap { outline in
            rings[outline.id].flatMap { OutlineDrawing(outline, $0, view) }
        }
    }

    private static let coarsest = 30

    /// The rings of the best level that is not finer than the view, which lie in it.
    private static func shown(_ level: Int) -> String {
        """
        FROM (SELECT id, (SELECT max(level) FROM outline_ring
            WHERE outline_id = outline.id AND level <= \(level)) AS best FROM outline) AS chosen
          CROSS JOIN outline_ring r ON r.outline_id = chosen.id AND r.level = chosen.best
        WHERE east >= :west AND west <= :east AND north >= :south AND south <= :north
        """
    }

    private static func arguments(_ view: PlaceView) -> StatementArguments {
        [
            "west": view.box.west, "east": view.box.east, "south": view.box.south,
            "north": view.box.north,
        ]
    }

    private static func pointsShown(_ view: PlaceView, _ level: Int, in db: Database) throws -> Int
    {
        try Int.fetchOne(
            db, sql: "SELECT sum(points) \(shown(level))",
            arguments: arguments(view)) ?? 0
    }

    private init?(_ outline: Outline, _ rings: [OutlineRing], _ view: PlaceView) {
        id = outline.id
        name = outline.name
        kind = outline.kind
        contacts = outline.contacts
        var (areas, lines) = ("", "")
        var largest: (size: Double, x: Double, y: Double)?
        for ring in rings {
            let points = ring.points.map { point in
                let place = view.place(
                    longitude: Double(point.longitude), latitude: Double(point.latitude))
                return DrawnPoint(x: place.x * Double(Self.size), y: place.y * Double(Self.size))
            }
            guard ring.area != nil else {
                for part in clippedLine(points) { lines += path(part, isClosed: false) }
                continue
            }
            let part = clippedRing(points)
            guard part.count > 2 else { continue }
            areas += path(part, isClosed: true)
            let middle = middle(of: part)
            if !ring.isHole, middle.size > largest?.size ?? 0 { largest = middle }
        }
        guard !areas.isEmpty || !lines.isEmpty else { return nil }
        (self.areas, self.lines) = (areas, lines)
        x = largest.map { $0.x / Double(Self.size) }
        y = largest.map { $0.y / Double(Self.size) }
    }
}
