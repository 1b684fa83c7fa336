import Federation
import Foundation
import GRDB

/// Keeps a file with an agreement, such as the scan of a signed page.
public struct AddAgreementFile: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The agreement.
    public var agreement: Int64
    /// What the file is called.
    public var name: String
    /// What is in it.
    public var bytes: [UInt8]

    /// So many bytes a file has at most: a scan of some pages.
    public static let bytesAtMost = 10 * 1024 * 1024
    /// So many files an agreement has at most.
    public static let mostFiles = 20
    /// So many signs fit into the name of a file.
    static let nameAtMost = 200

    /// A file of an agreement.
    public init(_ agreement: Int64, name: String, bytes: [UInt8]) {
        self.agreement = agreement
        self.name = name
        self.bytes = bytes
    }

    /// Keeps it and gives its number.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let db = context.db
            let stored = try StoredAgreement.findStanding(agreement, in: db)
            let name = try EnteredText.line(name, "file", limit: Self.nameAtMost).get() ?? "file"
            guard !bytes.isEmpty else {
                throw Refusal.invalid("file", "The file “\(name)” is empty.")
            }
            guard bytes.count <= Self.bytesAtMost else {
                throw Refusal.invalid(
                    "file",
                    "The file “\(name)” is too large: \(Self.bytesAtMost / 1_048_576) MiB fit.")
            }
            let count =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM agreement_file WHERE agreement_id = ?",
                    arguments: [agreement]) ?? 0
            guard count < Self.mostFiles else {
                throw Refusal(
                    .conflict,
                    "“\(stored.entered.title)” has \(count) files, which is as many as fit. "
                        + "Remove one first.", field: "file")
            }
            try db.execute(
                sql: """
                    INSERT INTO agreement_file
                      (agreement_id, name, media_type, bytes, added_at, added_by)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    agreement, name, SafeMediaType.of(name), Data(bytes),
                    context.now.milliseconds, context.viewer.actor,
                ])
            let id = db.lastInsertedRowID
            try db.execute(
                sql: "UPDATE agreement SET version = version + 1 WHERE id = ?",
                arguments: [agreement])
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "AddAgreementFile",
                    field: "agreement file", old: nil,
                    new: "\(stored.entered.title)\n\(name)\n\(agreement)"))
            return id
        }
    }
}

/// What a file is served as.
enum SafeMediaType {
    /// Types that no browser runs anything of.
    ///
    /// Everything else, HTML and SVG above all, is only bytes.
    private static let byEnding: [String: String] = [
        "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "webp": "image/webp", "gif": "image/gif", "tif": "image/tiff", "tiff": "image/tiff",
        "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]

    /// The type of a file by the end of its name.
    static func of(_ name: String) -> String {
        let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let ending = parts.last else { return "application/octet-stream" }
        return byEnding[String(ending)] ?? "application/octet-stream"
    }
}
