public import Federation
public import Foundation
public import GRDB
import Sodium

/// What the chapter's key has signed of an agreement, as one JSON value that fits on a page.
///
/// Whoever has it needs neither database nor network to check it. Specification:
/// Protocol/README.md, "Seals".
public struct AgreementSeal: Hashable, Sendable, Codable {
    /// The only form there is; the signed text begins with it.
    public static let format = "rhizome-agreement-1"
    /// The largest file that is read, in bytes.
    public static let mostBytes = 1024 * 1024

    /// The form of the file.
    public var format: String
    /// What to do with it, for whoever opens it; nothing depends on it.
    public var note: String?
    /// What was signed, word for word.
    public var text: String
    /// The root key's word for the key, as a `FeedCertificate` in hexadecimal digits.
    public var certificate: String
    /// The signature in hexadecimal digits.
    public var signature: String

    init(text: String, certificate: String, signature: String) {
        format = Self.format
        note = "Check this file with: rhizome agreement verify FILE"
        self.text = text
        self.certificate = certificate
        self.signature = signature
    }

    /// What is signed of a text.
    static func signedBytes(_ text: String, _ chapter: ChapterID) -> [UInt8] {
        Federation.signedBytes(
            "rhizome/agreement", chapter, digest("rhizome/agreement-core", Array(text.utf8)))
    }

    /// The file as it is written.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// What a seal shows.
    public struct Proven: Hashable, Sendable {
        /// The chapter whose key has signed it.
        public let chapter: ChapterID
        /// What was signed.
        public let text: String
    }

    /// Why a seal shows nothing.
    public enum Fault: Error, Hashable, Sendable {
        /// It is no seal, or not whole.
        case malformed
        /// The root key does not vouch for the key.
        case badCertificate
        /// The text or the signature was changed.
        case badSignature
    }

    /// Reads a file and checks all of it.
    public static func check(_ json: Data) -> Result<Proven, Fault> {
        guard json.count <= mostBytes,
            let seal = try? JSONDecoder().decode(AgreementSeal.self, from: json),
            seal.format == format, seal.text.hasPrefix(format + "\n"),
            let bytes = Hex.bytes(seal.certificate),
            let signature = Hex.bytes(seal.signature).flatMap({ Signature($0) })
        else { return .failure(.malformed) }
        guard let certificate = FeedCertificate(bytes: bytes) else {
            return .failure(.badCertificate)
        }
        let message = signedBytes(seal.text, certificate.chapter)
        guard certificate.feedKey.isValid(signature, for: message) else {
            return .failure(.badSignature)
        }
        return .success(Proven(chapter: certificate.chapter, text: seal.text))
    }

    /// Reads a seal of an agreement for a viewer who may see people.
    public static func read(
        _ id: Int64, of agreement: Int64, in db: Database, for viewer: Viewer
    ) throws -> Result<AgreementSeal, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT s.text, certificate, signature FROM agreement_seal s
                JOIN agreement a ON a.id = agreement_id
                WHERE s.id = ? AND agreement_id = ? AND removed_at IS NULL
                """, arguments: [id, agreement])
        guard let row else { return .failure(.notFound("signature")) }
        return .success(AgreementSeal(text: row[0], certificate: row[1], signature: row[2]))
    }
}
