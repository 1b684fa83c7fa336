public import GRDB

/// What became of an agreement since somebody began to edit it.
public struct AgreementMeanwhile: Hashable, Sendable {
    /// The agreement as it was when the editing began.
    public let then: EnteredAgreement
    /// The agreement as it is.
    public let now: EnteredAgreement
    /// The version that it has.
    public let version: Int
    /// What others did in between, newest first.
    public let edits: [AgreementEdit]

    /// Reads it for a viewer who may see people; nil where nothing has changed.
    public static func read(
        _ id: Int64, since version: Int, in db: Database, for viewer: Viewer
    ) throws -> Result<AgreementMeanwhile?, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            let stored = try StoredAgreement.findStanding(id, in: db)
            guard stored.version != version else { return nil }
            var then = stored.entered
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT field, old, new FROM agreement_history
                    WHERE agreement_id = ? AND version > ? ORDER BY id DESC
                    """, arguments: [id, version])
            for row in rows {
                guard let field = AgreementField(rawValue: row["field"]) else { continue }
                _ = then.putBack(field, from: row["new"], to: row["old"])
            }
            let edits = try AgreementHistory.read(id, in: db, for: viewer).get()
            return AgreementMeanwhile(
                then: then, now: stored.entered, version: stored.version,
                edits: edits.filter { $0.version > version })
        }
    }
}
