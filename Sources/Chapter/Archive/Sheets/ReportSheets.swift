import GRDB

extension ArchiveSheet {
    /// Reports that are shared.
    static let keptReports = ArchiveSheet(
        name: "kept-reports",
        title: ArchiveWords("Kept reports that are shared", "Informes guardados y compartidos"),
        table: "kept_report",
        columns: [
            .needed("name", .line), .needed("query", .query),
            .needed("by_what", .line, as: "rows by"),
            .optional("by_kind", .thing(.objectKind), as: "rows by kind of object"),
            .optional("across_what", .line, as: "columns by"),
            .optional("across_kind", .thing(.objectKind), as: "columns by kind of object"),
            .needed("measure", .line), .needed("owner", .actor), .needed("changed_at", .moment),
            .optional("removed_at", .moment), .needed("version", .count),
        ], derived: ["folded_name", "is_shared"], which: "is_shared = 1", isLater: true
    ) { row, target in
        row["is_shared"] = 1.databaseValue
        // What no report can be by is what reports are by at first.
        let by =
            ReportBy(stored: row.text("by_what"), kind: row.number("by_kind")) ?? ReportBy.status
        row["by_what"] = by.stored.what.databaseValue
        row["by_kind"] = by.stored.kind.databaseValue
        let across = ReportBy(stored: row.text("across_what"), kind: row.number("across_kind"))
        row["across_what"] = (across?.stored.what).databaseValue
        row["across_kind"] = (across?.stored.kind).databaseValue
        let measure = row.text("measure").flatMap(Report.Measure.init(rawValue:)) ?? .people
        row["measure"] = measure.rawValue.databaseValue
        return try foldsName(&row, target)
    }
}

extension ArchiveRow {
    fileprivate func number(_ column: String) -> Int64? { Int64.fromDatabaseValue(self[column]) }
}
