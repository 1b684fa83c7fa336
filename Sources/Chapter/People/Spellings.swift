import GRDB

/// Each text of a column of `member` once, from spelling to spelling in the column's index.
///
/// Of a million people most work at the same few places, so that this is quickly read.
func everySpelling(of column: String, atMost: Int = .max, in db: Database) throws -> [String] {
    try String.fetchAll(
        db,
        sql: """
            WITH RECURSIVE spelling (text) AS (
              SELECT min(\(column)) FROM member WHERE \(column) NOT NULL
              UNION ALL
              SELECT (SELECT min(\(column)) FROM member WHERE \(column) > text) FROM spelling
              WHERE text NOT NULL)
            SELECT text FROM spelling WHERE text NOT NULL LIMIT ?
            """, arguments: [atMost])
}
