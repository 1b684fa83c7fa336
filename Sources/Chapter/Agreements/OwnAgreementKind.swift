public import GRDB

/// A kind of agreements that the chapter has named, beside those that every chapter has.
public struct OwnAgreementKind: Hashable, Sendable {
    /// What an act takes.
    public let id: Int64
    /// What an editor sends back.
    public let version: Int
    /// What it is called.
    public let name: String
    /// Whether no new agreement is of this kind.
    public let isRetired: Bool
    /// How many agreements are, without those that were removed.
    public let agreements: Int

    /// So many signs fit into a name.
    static let nameAtMost = 80
    /// So many kinds a chapter has.
    static let atMost = 50

    /// All of them, for who may see people; those that are out of use stand last.
    public static func all(in db: Database, for viewer: Viewer) throws -> Result<
        [OwnAgreementKind], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return .success(
            try Row.fetchAll(db, sql: select + "ORDER BY retired, folded_name").map(Self.init))
    }

    /// The kind with this id.
    static func find(_ id: Int64, in db: Database) throws -> OwnAgreementKind {
        let row = try Row.fetchOne(db, sql: select + "WHERE id = ?", arguments: [id])
        guard let row else { throw Refusal.notFound("kind of agreements") }
        return OwnAgreementKind(row)
    }

    /// The name of a kind; nil for none.
    static func name(_ id: Int64?, in db: Database) throws -> String? {
        try id.flatMap { id in
            try String.fetchOne(
                db, sql: "SELECT name FROM agreement_kind WHERE id = ?", arguments: [id])
        }
    }

    private static let select = """
        SELECT *, (SELECT count(*) FROM agreement WHERE own_kind = agreement_kind.id
          AND removed_at IS NULL) AS agreements
        FROM agreement_kind\u{20}
        """

    private init(_ row: Row) {
        id = row["id"]
        version = row["version"]
        name = row["name"]
        isRetired = row["retired"] == 1
        agreements = row["agreements"]
    }
}

extension AgreementKind {
    /// How the history of an agreement writes it.
    static func historyText(_ kind: AgreementKind, own: Int64?) -> String {
        own.map { "#\($0)" } ?? kind.rawValue
    }

    /// The number of a kind of the chapter's own in the history of an agreement.
    static func own(historyText: String) -> Int64? {
        historyText.hasPrefix("#") ? Int64(historyText.dropFirst()) : nil
    }
}
