import Foundation
import GRDB

extension ArchiveSheet {
    /// What the map is drawn from: outlines, their rings as they were added, and postcodes of
    /// branches.
    static let outlines: [ArchiveSheet] = [
        ArchiveSheet(
            name: "outlines",
            title: ArchiveWords(
                "Outlines on the map", "Contornos del mapa"),
            table: "outline", thing: .outline,
            columns: [
                .number, .needed("kind", .line), .needed("name", .line),
                .needed("points", .count, as: "count of points"),
            ] + ArchiveColumn.made("added_at", "added_by"),
            derived: ["folded_name"], check: foldsName),
        ArchiveSheet(
            name: "outline-rings",
            title: ArchiveWords(
                "Borders and lines of outlines, point by point",
                "Bordes y líneas de los contornos, punto por punto"),
            table: "outline_ring",
            columns: [
                .needed("outline_id", .thing(.outline), as: "outline"),
                .needed("ordinal", .count, as: "place in line"),
                .optional("area", .count), .needed("is_hole", .yesNo, as: "hole"),
                .needed("shape", .shape),
            ], derived: ["level", "points", "west", "south", "east", "north"], which: "level = 0",
            order: "outline_id, ordinal", cellBytes: ArchiveLimits.shapeBytes
        ) { row, _ in
            let points = OutlineRing.points(Data.fromDatabaseValue(row["shape"]) ?? Data())
            let least = row["area"].isNull ? 2 : 3
            guard points.count >= least, let box = GeoBox(around: points) else {
                throw Refusal.strangeCell("shape")
            }
            row["level"] = 0.databaseValue
            row["points"] = points.count.databaseValue
            row["west"] = box.west.databaseValue
            row["south"] = box.south.databaseValue
            row["east"] = box.east.databaseValue
            row["north"] = box.north.databaseValue
            return true
        },
        ArchiveSheet(
            name: "branch-postcodes",
            title: ArchiveWords(
                "Postcodes of branches", "Códigos postales de las secciones"),
            table: "branch_postcode",
            columns: [
                .needed("outline_id", .thing(.outline), as: "outline"),
                .needed("postcode", .line),
            ], order: "outline_id, postcode"),
    ]
}

extension OutlineRing {
    /// Makes the simpler rings of every outline anew, after those that were added have been read.
    static func simplifyAll(in db: Database) throws {
        for outline in try Int64.fetchAll(db, sql: "SELECT id FROM outline ORDER BY id") {
            let rings = try Row.fetchAll(
                db,
                sql: """
                    SELECT area, is_hole, shape FROM outline_ring
                    WHERE outline_id = ? AND level = 0 ORDER BY ordinal
                    """, arguments: [outline]
            ).map { OutlineRing($0) }
            try db.execute(
                sql: "DELETE FROM outline_ring WHERE outline_id = ?", arguments: [outline])
            try write(rings, of: outline, in: db)
        }
    }
}
