public import GRDB

extension SearchNames {
    /// Reads what the chapter's own things and kinds of agreements are called.
    mutating func readOwn(_ db: Database) throws {
        thingKinds = try Row.fetchAll(
            db, sql: "SELECT id, plural FROM object_type ORDER BY folded_name LIMIT ?",
            arguments: [Self.most]
        ).map { Named(of: "\($0[0] as Int64)", name: $0[1]) }
        agreementKinds = try Row.fetchAll(
            db, sql: "SELECT id, name FROM agreement_kind ORDER BY folded_name LIMIT ?",
            arguments: [Self.most]
        ).map { Named(of: AgreementKind.historyText(.other, own: $0[0]), name: $0[1]) }
    }

    /// Reads what the chapter's own things are called and as what people have to do with them, to
    /// choose from.
    public mutating func readThings(in db: Database) throws {
        // A chapter without kinds of things has no things.
        guard !thingKinds.isEmpty else { return }
        thingNames = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM own_object WHERE removed_at IS NULL
                ORDER BY folded_name, id LIMIT ?
                """, arguments: [Self.most])
        capacities = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT capacity FROM own_object_contact WHERE capacity <> ''
                ORDER BY capacity LIMIT ?
                """, arguments: [Self.most])
    }
}
