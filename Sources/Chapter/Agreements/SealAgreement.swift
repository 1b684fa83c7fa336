import Federation
import Feeds
import Foundation
public import GRDB
import Sodium

/// Has the chapter's key sign an agreement as it is written down now: who signed on which day, as
/// what, and the hashes of its files.
///
/// It vouches that the chapter had it so at that time, and who wrote it down; not for the hands
/// that signed on paper. What is changed afterwards does not change what was signed.
public struct SealAgreement: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The agreement.
    public var id: Int64

    /// An agreement that somebody has signed.
    public init(_ id: Int64) { self.id = id }

    /// Signs it and gives the number of what was signed.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let db = context.db
            let agreement = try StoredAgreement.findStanding(id, in: db)
            guard agreement.entered.parties.contains(where: { $0.signedOn != nil }) else {
                throw Refusal(
                    .conflict,
                    "Nobody has signed “\(agreement.entered.title)” yet. Write down who signed on "
                        + "which day first.")
            }
            let isThere = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM agreement_seal
                      WHERE agreement_id = ? AND version = ?)
                    """, arguments: [id, agreement.version])
            guard isThere != true else {
                throw Refusal(
                    .conflict,
                    "The chapter's key has signed “\(agreement.entered.title)” already, as it is "
                        + "now.")
            }
            let sealed = ChapterSeal(
                .agreement, signing: try SealedText(agreement, in: context).text, in: context)
            try db.execute(
                sql: """
                    INSERT INTO agreement_seal
                      (agreement_id, made_at, made_by, version, text, certificate, signature)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, context.now.milliseconds, context.viewer.actor, agreement.version,
                    sealed.text, sealed.certificate, sealed.signature,
                ])
            let seal = db.lastInsertedRowID
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "SealAgreement",
                    field: "agreement seal", old: nil,
                    new: "\(agreement.entered.title)\n\(seal)\n\(id)"))
            return seal
        }
    }
}

/// An agreement as a text that is the same for the same content: a line for each thing, so that
/// people can read what was signed.
struct SealedText {
    private(set) var text: String

    init(_ agreement: StoredAgreement, in context: ActContext) throws {
        let (db, entered) = (context.db, agreement.entered)
        let chapter = context.feeds.chapter
        let name = try String.fetchOne(
            db, sql: "SELECT name FROM shared_chapter WHERE chapter = ?", arguments: [chapter])
        let ownKind = try OwnAgreementKind.name(entered.ownKind, in: db)
        let kind = "Kind: \(entered.kind.rawValue)" + (ownKind.map { " (\($0))" } ?? "")
        var lines = [
            ChapterSeal.Kind.agreement.rawValue, "Chapter: \(name ?? "")",
            "Key of the chapter: \(chapter)",
            "Agreement: \(entered.title)", kind,
            "First day: \(entered.startsOn ?? "not said")", "Last day: \(entered.endsOn ?? "none")",
        ]
        if let note = entered.note {
            lines.append("Note:")
            // Every line of it is marked, so that none can stand for one of ours.
            lines += note.split(separator: "\n", omittingEmptySubsequences: false).map { "| \($0)" }
        }
        let files = try Self.files(of: agreement.id, in: db)
        for party in entered.parties {
            let contact = try ContactEnd.find(party.member, in: db)
            lines.append("Party: \(contact.name)")
            if let capacity = party.capacity { lines.append("  signs as: \(capacity)") }
            lines.append(party.signedOn.map { "  signed on: \($0)" } ?? "  has not signed")
            if let file = party.file, let name = files.first(where: { $0.id == file })?.name {
                lines.append("  signature in the file: \(name)")
            }
        }
        for file in files {
            lines += ["File: \(file.name)", "  SHA-256: \(file.sum)"]
        }
        lines += [
            "Recorded by: \(try actorName(db, context.viewer.actor))",
            "Recorded at: \(ArchiveMoment.text(context.now.milliseconds) ?? "")",
        ]
        text = lines.joined(separator: "\n") + "\n"
    }

    /// Their names and what `sha256sum` says of them; one after the other, since they are large.
    private static func files(of agreement: Int64, in db: Database) throws -> [(
        id: Int64, name: String, sum: String
    )] {
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT id, name, bytes FROM agreement_file WHERE agreement_id = ? ORDER BY id",
            arguments: [agreement])
        var files: [(id: Int64, name: String, sum: String)] = []
        while let row = try rows.next() {
            let bytes: Data = row["bytes"]
            files.append((row["id"], row["name"], Hex.text(sha256(Array(bytes)).bytes)))
        }
        return files
    }
}

extension ChapterSeal {
    /// Reads what was signed of an agreement for a viewer who may see people.
    public static func read(
        _ id: Int64, of agreement: Int64, in db: Database, for viewer: Viewer
    ) throws -> Result<ChapterSeal, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT s.text, certificate, signature FROM agreement_seal s
                JOIN agreement a ON a.id = agreement_id
                WHERE s.id = ? AND agreement_id = ? AND removed_at IS NULL
                """, arguments: [id, agreement])
        guard let row else { return .failure(.notFound("signature")) }
        return .success(
            ChapterSeal(.agreement, text: row[0], certificate: row[1], signature: row[2]))
    }
}
