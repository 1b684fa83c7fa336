public import Federation
public import Foundation
import Sodium

/// A proof of something that a chapter has said, as one JSON value that fits on a page.
///
/// Whoever has it needs neither database nor network to check it. Specification:
/// Protocol/README.md, "Proofs".
public struct ProofFile: Hashable, Sendable, Codable {
    /// The only form there is.
    public static let format = "rhizome-proof-1"
    /// The largest file that is read, in bytes: as many events as a proof may have, each as large
    /// as can be, in hexadecimal digits.
    public static let mostBytes = 16 * 1024 * 1024

    /// An event with what shows that it was signed; bytes are hexadecimal.
    public struct Part: Hashable, Sendable, Codable {
        /// The header.
        public var header: String
        /// Salt and payload; absent where they were taken back.
        public var body: String?
        /// The way to the checkpoint, the nearest hash first.
        public var path: [String]?
        /// Its own signature; the checkpoint always has one, other events have a path or this.
        public var signature: String?
    }

    /// The form of the file.
    public var format: String
    /// What to do with it, for whoever opens it; nothing depends on it.
    public var note: String?
    /// The root key's word for the feed's key with the changes since, as a `FeedCertificate`.
    public var certificate: String
    /// The checkpoint that covers the events, if one does.
    public var checkpoint: Part?
    /// The events, ascending by place.
    public var events: [Part]

    /// Writes a proof down.
    public init(_ proof: FeedProof) {
        format = Self.format
        note = "Check this file with: rhizome feed verify FILE"
        certificate = Hex.text(proof.certificate)
        checkpoint = proof.checkpoint.map { Part($0) }
        events = proof.events.map { Part($0) }
    }

    /// The file as it is written.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Reads a file and checks all of it.
    public static func check(_ json: Data) -> Result<ProvenEvents, ProofFault> {
        guard json.count <= mostBytes,
            let file = try? JSONDecoder().decode(ProofFile.self, from: json),
            file.format == format, let proof = file.proof
        else { return .failure(.malformed) }
        return Result { () throws(ProofFault) in try proof.proven() }
    }

    /// What the file says; nil where that is no proof.
    private var proof: FeedProof? {
        guard let certificate = Hex.bytes(certificate) else { return nil }
        let parts = events.compactMap(\.part)
        guard parts.count == events.count, (checkpoint == nil) == (checkpoint?.part == nil) else {
            return nil
        }
        return FeedProof(
            certificate: certificate, checkpoint: checkpoint?.part, events: parts)
    }
}

extension ProofFile.Part {
    fileprivate init(_ part: FeedProof.Part) {
        header = Hex.text(part.header)
        body = part.body.map { Hex.text($0) }
        switch part.ground {
        case .path(let found): path = found.hashes.map(\.hex)
        case .signature(let found): signature = Hex.text(found.bytes)
        }
    }

    /// What is written here; nil where a field is none, or there is not one ground.
    fileprivate var part: FeedProof.Part? {
        guard let header = Hex.bytes(header) else { return nil }
        let bytes = body.map { Hex.bytes($0) }
        if let bytes, bytes == nil { return nil }
        let ground: FeedProof.Ground
        switch (path, signature) {
        case (let path?, nil):
            let hashes = path.compactMap { Bytes32(hex: $0) }
            guard hashes.count == path.count else { return nil }
            ground = .path(MerklePath(hashes))
        case (nil, let text?):
            guard let signature = Hex.bytes(text).flatMap({ Signature($0) }) else { return nil }
            ground = .signature(signature)
        default: return nil
        }
        return FeedProof.Part(header: header, body: bytes ?? nil, ground: ground)
    }
}
