public import Sodium
import SwiftProtobuf

/// A chapter in its own words: its certified feed key, name and node, signed by that key.
///
/// Others pass it on as the bytes they received.
public struct Introduction: Hashable, Sendable {
    /// The certified feed key.
    public let certificate: FeedCertificate
    /// The chapter's name when it introduced itself.
    public let name: String
    /// Its node then.
    public let node: NodeRecord
    /// How long its feed was then.
    ///
    /// An endorsement made for this introduction counts only if the
    /// chapter has not left the federation after this point.
    public let headSeq: UInt64
    /// Whether it has lost its history and comes back with its root key alone, in an epoch that is
    /// not begun yet.
    public let isReturning: Bool
    let core: [UInt8]
    let signature: Signature

    /// Introduces one's own chapter.
    public init(
        certificate: FeedCertificate, name: String, node: NodeRecord, headSeq: UInt64,
        isReturning: Bool = false, signedBy key: borrowing SigningKey
    ) {
        precondition(!isReturning || certificate.epoch > 0 && headSeq == 0)
        var wire = WireIntroductionCore()
        wire.certificate = certificate.wire
        wire.name = name
        wire.node = node.wire
        wire.headSeq = headSeq
        wire.returning = isReturning
        core = wire.encoded
        signature = key.signature(for: Self.signedBytes(certificate.chapter, core))
        self.certificate = certificate
        self.name = name
        self.node = node
        self.headSeq = headSeq
        self.isReturning = isReturning
    }

    package init?(_ wire: WireIntroduction) {
        guard wire.core.count <= Limits.introductionBytes,
            let signature = Signature(wire.signature),
            let core = try? WireIntroductionCore(serializedBytes: wire.core),
            let certificate = FeedCertificate(core.certificate),
            let node = NodeRecord(core.node), ChapterProfile.isName(core.name),
            !core.returning || certificate.epoch > 0 && core.headSeq == 0
        else { return nil }
        let bytes = [UInt8](wire.core)
        guard
            certificate.feedKey.isValid(
                signature, for: Self.signedBytes(certificate.chapter, bytes))
        else { return nil }
        self.certificate = certificate
        name = core.name
        self.node = node
        headSeq = core.headSeq
        isReturning = core.returning
        self.core = bytes
        self.signature = signature
    }

    /// Where its history ended then.
    package var headPlace: UInt64 { certificate.feed.place(of: headSeq) }

    /// The chapter that introduces itself.
    public var chapter: ChapterID { certificate.chapter }

    package var wire: WireIntroduction {
        var wire = WireIntroduction()
        wire.core = core.data
        wire.signature = signature.data
        return wire
    }

    private static func signedBytes(_ chapter: ChapterID, _ core: [UInt8]) -> [UInt8] {
        Federation.signedBytes(
            "rhizome/introduction", chapter, digest("rhizome/introduction-core", core))
    }
}
