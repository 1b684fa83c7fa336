public import Federation
import Feeds
public import Foundation
import Sodium

/// A text that the chapter's key has signed, as one JSON value that fits on a page.
///
/// Whoever has it needs neither database nor network to check it. Specification:
/// Protocol/README.md, "Seals".
public struct ChapterSeal: Hashable, Sendable, Codable {
    /// What a chapter's key signs as a text; the signed text begins with its form.
    public enum Kind: String, CaseIterable, Sendable {
        /// Who signed an agreement, as what, on which day.
        case agreement = "rhizome-agreement-1"
        /// Since when somebody has been a member, for the chapter to which they move.
        case membership = "rhizome-membership-1"

        /// The largest file that is read, in bytes.
        public var mostBytes: Int {
            switch self {
            case .agreement: 1024 * 1024
            case .membership: 48 * 1024
            }
        }

        /// What checks it.
        var command: String {
            switch self {
            case .agreement: "rhizome agreement verify FILE"
            case .membership: "rhizome membership verify FILE"
            }
        }

        /// What is signed of a text, so that no kind of text can stand for another.
        func signedBytes(_ text: String, _ chapter: ChapterID) -> [UInt8] {
            let bytes = Array(text.utf8)
            switch self {
            case .agreement:
                return Federation.signedBytes(
                    "rhizome/agreement", chapter, digest("rhizome/agreement-core", bytes))
            case .membership:
                return Federation.signedBytes(
                    "rhizome/membership", chapter, digest("rhizome/membership-core", bytes))
            }
        }
    }

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

    /// What was signed and kept.
    init(_ kind: Kind, text: String, certificate: String, signature: String) {
        format = kind.rawValue
        note = "Check this file with: \(kind.command)"
        self.text = text
        self.certificate = certificate
        self.signature = signature
    }

    /// Has the chapter's key sign a text.
    init(_ kind: Kind, signing text: String, in context: ActContext) {
        let author = context.feeds.author
        let signature = author.signature(for: kind.signedBytes(text, author.feed.chapter))
        self.init(
            kind, text: text, certificate: Hex.text(author.certificate.bytes),
            signature: Hex.text(signature.bytes))
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
        /// The key that has signed it.
        let key: PublicKey
    }

    /// Why a seal shows nothing.
    public enum Fault: Error, Hashable, Sendable {
        /// It is no seal of this kind, or not whole.
        case malformed
        /// The root key does not vouch for the key.
        case badCertificate
        /// The text or the signature was changed.
        case badSignature
    }

    /// Reads a file and checks all of it.
    public static func check(_ json: Data, _ kind: Kind) -> Result<Proven, Fault> {
        guard json.count <= kind.mostBytes,
            let seal = try? JSONDecoder().decode(ChapterSeal.self, from: json),
            seal.format == kind.rawValue, seal.text.hasPrefix(kind.rawValue + "\n"),
            let bytes = Hex.bytes(seal.certificate),
            let signature = Hex.bytes(seal.signature).flatMap({ Signature($0) })
        else { return .failure(.malformed) }
        guard let certificate = FeedCertificate(bytes: bytes) else {
            return .failure(.badCertificate)
        }
        let message = kind.signedBytes(seal.text, certificate.chapter)
        guard certificate.feedKey.isValid(signature, for: message) else {
            return .failure(.badSignature)
        }
        return .success(
            Proven(chapter: certificate.chapter, text: seal.text, key: certificate.feedKey))
    }
}
