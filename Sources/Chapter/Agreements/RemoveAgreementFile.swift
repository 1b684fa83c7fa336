import Federation
import GRDB

/// Deletes a file of an agreement; that cannot be taken back.
///
/// Its bytes are gone, because whoever signed may ask for that.
public struct RemoveAgreementFile: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The agreement.
    public var agreement: Int64
    /// The file.
    public var id: Int64

    /// A file of an agreement.
    public init(_ agreement: Int64, _ id: Int64) {
        self.agreement = agreement
        self.id = id
    }

    /// Deletes it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let db = context.db
            let stored = try StoredAgreement.findStanding(agreement, in: db)
            let name = try String.fetchOne(
                db,
                sql: "DELETE FROM agreement_file WHERE id = ? AND agreement_id = ? RETURNING name",
                arguments: [id, agreement])
            guard let name else { throw Refusal.notFound("file") }
            try db.execute(
                sql: "UPDATE agreement SET version = version + 1 WHERE id = ?",
                arguments: [agreement])
            // Whose signature it showed is shown by no file any more.
            let now = try StoredAgreement.find(agreement, in: db)
            try context.recordAgreementFields(
                agreement, version: now.version, from: stored.entered, to: now.entered,
                by: "RemoveAgreementFile")
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "RemoveAgreementFile",
                    field: "agreement file",
                    old: "\(stored.entered.title)\n\(name)\n\(agreement)", new: nil))
        }
    }
}
