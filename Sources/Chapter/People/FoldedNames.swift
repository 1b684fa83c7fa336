import GRDB

extension Database {
    /// Lets SQL on this connection ask how a name is compared, and under what a named place is
    /// kept: `folded_name` and `place_key`.
    func addFoldedNames() throws {
        // Asking is cheaper than adding, which would throw away prepared statements.
        guard (try? cachedStatement(sql: "SELECT place_key('')")) == nil else { return }
        add(
            function: DatabaseFunction("folded_name", argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0]).map(foldedName)
            })
        add(
            function: DatabaseFunction("place_key", argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0]).flatMap(PlaceKey.meeting)
            })
    }
}
