import GRDB

/// Registers the table of reports that are kept.
func registerReportsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("reports-0001") { db in try db.execute(sql: keptReports) }
}

/// What a report is about, kept under a name; who counts in it is found anew each time.
///
/// Shared ones have different names, and so have those of one owner. `query` is the list as JSON in
/// the shape of `SearchQuery`. `by_what` and `across_what` are names of `ReportBy`; of things, the
/// kind stands beside them.
private let keptReports = """
    CREATE TABLE kept_report (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      folded_name TEXT NOT NULL,
      query TEXT NOT NULL CHECK (json_valid(query) AND length(query) <= 20000),
      by_what TEXT NOT NULL CHECK (length(by_what) BETWEEN 1 AND 80),
      by_kind INTEGER REFERENCES object_type(id) CHECK (by_kind IS NULL OR by_what = 'thing'),
      across_what TEXT CHECK (length(across_what) BETWEEN 1 AND 80),
      across_kind INTEGER REFERENCES object_type(id)
        CHECK (across_kind IS NULL OR across_what = 'thing'),
      measure TEXT NOT NULL CHECK (measure IN ('people', 'attendance')),
      is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
      owner TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX kept_report_by_name
      ON kept_report(folded_name, CASE is_shared WHEN 1 THEN '' ELSE owner END)
      WHERE removed_at IS NULL;
    CREATE INDEX kept_report_by_kind ON kept_report(by_kind) WHERE by_kind IS NOT NULL;
    CREATE INDEX kept_report_by_kind_across ON kept_report(across_kind)
      WHERE across_kind IS NOT NULL;
    """
