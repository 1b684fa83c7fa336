public import GRDB

/// The map that the members of a chapter have of each other: whoever lets others see it, and
/// persons only roughly.
public struct DirectoryMap: Hashable, Sendable {
    /// What is shown.
    public let view: PlaceView
    /// The contacts, those close to each other counted together.
    public let clusters: [PlaceMap.Cluster]
    /// The coastlines and the borders of branches.
    public let drawings: [OutlineDrawing]
    /// How many contacts are on the map anywhere.
    public let placed: Int

    /// A person is shown in the middle of a square of a hundredth of a degree: about a kilometre.
    static let grain = 10_000

    /// Reads it for somebody who takes part in the chapter; without a view, where most are.
    ///
    /// The usual view follows from what may be seen alone: where the others live shows in nothing.
    public static func read(_ asked: PlaceView?, in db: Database, for viewer: Viewer) throws
        -> Result<DirectoryMap, Refusal>
    {
        guard viewer.may(.takePart) else { return .failure(.notAllowed(.takePart)) }
        let view = try asked ?? usualView(in: db)
        return .success(
            DirectoryMap(
                view: view, clusters: try clusters(view, in: db),
                drawings: try OutlineDrawing.all(in: view, db),
                placed: try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(points))") ?? 0))
    }

    /// Where everybody is who lets others see it: `id`, `name`, `longitude` and `latitude`.
    static let points = """
        SELECT m.id AS id, m.name AS name,
          \(rough("c.longitude", 180_000_000)) AS longitude,
          \(rough("c.latitude", 90_000_000)) AS latitude
        FROM directory_field f JOIN directory_field n
            ON n.member_id = f.member_id AND n.field = 'name'
          JOIN member m ON m.id = f.member_id
          JOIN contact_point c ON c.member_id = f.member_id
        WHERE f.field = 'place' AND \(DirectoryEntry.isListed)
        """

    /// A coordinate as it may be seen.
    ///
    /// SQLite rounds towards zero, so it is counted from `edge`.
    private static func rough(_ column: String, _ edge: Int) -> String {
        "CASE WHEN m.kind = 'organization' THEN \(column) ELSE "
            + "(\(column) + \(edge)) / \(grain) * \(grain) - \(edge) + \(grain / 2) END"
    }

    private static func clusters(_ view: PlaceView, in db: Database) throws -> [PlaceMap.Cluster] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT (longitude - :west) / :width AS x, (latitude - :south) / :height AS y,
                  count(*) AS count, avg(longitude) AS longitude, avg(latitude) AS latitude,
                  min(id) AS first, min(name) AS name
                FROM (\(points))
                WHERE latitude >= :south AND latitude < :north
                  AND longitude >= :west AND longitude < :east
                GROUP BY x, y ORDER BY y DESC, x
                """,
            arguments: [
                "width": view.box.width / PlaceMap.squares,
                "height": view.box.height / PlaceMap.squares, "south": view.box.south,
                "north": view.box.north, "west": view.box.west, "east": view.box.east,
            ])
        return rows.map { row in
            let isOne = row["count"] == 1
            return PlaceMap.Cluster(
                cell: PlaceCell(view, column: row["x"], row: row["y"]),
                longitude: row["longitude"], latitude: row["latitude"], count: row["count"],
                only: isOne ? row["first"] : nil, name: isOne ? row["name"] : nil)
        }
    }

    private static func usualView(in db: Database) throws -> PlaceView {
        if let box = try PlaceMap.outlineBox("branch", in: db) { return PlaceMap.roomy(box) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT min(longitude), min(latitude), max(longitude), max(latitude)
                FROM (\(points))
                """)
        if let row, let west: Int = row[0] {
            return PlaceMap.roomy(
                GeoBox(west: west, south: row[1], east: row[2], north: row[3]))
        }
        if let box = try PlaceMap.outlineBox("coastline", in: db) { return PlaceMap.roomy(box) }
        return PlaceView(latitude: 0, longitude: 0, height: PlaceView.widest)
    }
}
