public import Sodium
import SwiftProtobuf

/// One side of two chapters' getting to know each other, as a value.
///
/// Both commit to what they will reveal before they reveal it, so that whoever sits in between
/// has one try at making both sides show the same six words. Protocol/README.md, "Joining".
public struct JoinExchange: Sendable {
    /// Which side this is.
    public enum Side: Sendable {
        /// The chapter that made the invitation.
        case inviter
        /// The chapter that accepts it.
        case guest
    }

    /// What has become of the exchange.
    public enum Step: Hashable, Sendable {
        /// The other side has not revealed itself yet.
        case meeting
        /// Both sides show the words; people compare them.
        case comparing
        /// Both confirmed; the guest now belongs to this federation.
        case done(FederationCertificate)
        /// The other side said no, or broke the rules.
        case refused(String)
    }

    /// Which side this is.
    public let side: Side
    /// Our own chapter, introduced.
    public let introduction: Introduction
    /// Where it stands.
    public private(set) var step = Step.meeting
    /// The other chapter, once it has revealed itself.
    public private(set) var other: Introduction?
    /// The epoch that we are to begin, where we come back and the other side knows ours already.
    public private(set) var epochToBegin: UInt32?
    /// Whether our own people have confirmed.
    public private(set) var confirmedHere = false

    private let reveal: [UInt8]
    private let certificate: FederationCertificate?
    private let federationName: String
    private var theirCommitment: Bytes32?
    private var theirReveal: [UInt8]?
    private var theirFederation: FederationCertificate?
    private var theirFederationName = ""
    private var theirConfirmation: WireJoinConfirm?

    /// Begins an exchange.
    ///
    /// `certificate`: the inviter's federation, nil if the two are to found one.
    /// `federationName`: the name of the federation that would be founded.
    /// `nonce`: 32 fresh random bytes.
    public init(
        side: Side, introduction: Introduction, certificate: FederationCertificate?,
        federationName: String, nonce: Bytes32
    ) {
        self.side = side
        self.introduction = introduction
        self.certificate = side == .inviter ? certificate : nil
        self.federationName = federationName
        var wire = WireJoinReveal()
        wire.nonce = nonce.data
        wire.introduction = introduction.wire
        if side == .inviter {
            if let certificate {
                wire.federation = certificate.wire
            } else {
                wire.federationName = federationName
            }
        }
        reveal = wire.encoded
    }

    /// The first frame; the guest sends it.
    public var opening: [UInt8] { commitFrame }

    private var commitment: Bytes32 { digest("rhizome/join-commit", reveal) }

    private var commitFrame: [UInt8] {
        var message = WireMessage()
        message.joinCommit.commitment = commitment.data
        return message.encoded
    }

    private var revealFrame: [UInt8] {
        var message = WireMessage()
        message.joinReveal = reveal.data
        return message.encoded
    }

    /// A frame that tells the other side why it ends here.
    ///
    /// `beginEpoch`: the first epoch that nobody has begun, for a chapter that comes back in another.
    public static func refusalFrame(_ reason: String, beginEpoch: UInt32 = 0) -> [UInt8] {
        var message = WireMessage()
        message.joinRefused.reason = reason
        message.joinRefused.beginEpoch = beginEpoch
        return message.encoded
    }

    /// Takes a frame from the other side and gives those to send.
    ///
    /// Once the exchange is done or refused nothing changes it any more. `key` is our feed key, used
    /// when both sides have confirmed.
    public mutating func receive(_ frame: [UInt8], key: borrowing SigningKey) -> [[UInt8]] {
        switch step {
        case .done, .refused: return []
        case .meeting, .comparing: break
        }
        guard frame.count <= Limits.frameBytes,
            let message = try? WireMessage(serializedBytes: frame), let body = message.body
        else { return refuse("The other side sent something that is not understood.") }
        switch body {
        case .joinCommit(let commit): return take(commit)
        case .joinReveal(let bytes): return takeReveal([UInt8](bytes))
        case .joinConfirm(let confirmation): return take(confirmation, key)
        case .joinRefused(let refusal):
            step = .refused(String(refusal.reason.prefix(300)))
            let epoch = refusal.beginEpoch
            if introduction.isReturning, epoch > introduction.certificate.epoch,
                epoch <= Limits.lastEpoch
            {
                epochToBegin = epoch
            }
            return []
        default: return []
        }
    }

    /// Says no for our side and gives what to send.
    public mutating func decline(_ reason: String, beginEpoch: UInt32 = 0) -> [[UInt8]] {
        switch step {
        case .done, .refused: return []
        case .meeting, .comparing: return refuse(reason, beginEpoch: beginEpoch)
        }
    }

    private mutating func refuse(_ reason: String, beginEpoch: UInt32 = 0) -> [[UInt8]] {
        step = .refused(reason)
        return [Self.refusalFrame(reason, beginEpoch: beginEpoch)]
    }

    private mutating func take(_ commit: WireJoinCommit) -> [[UInt8]] {
        guard theirCommitment == nil, let bytes = Bytes32(commit.commitment) else {
            return refuse("The other side committed twice.")
        }
        theirCommitment = bytes
        return side == .inviter ? [commitFrame] : [revealFrame]
    }

    private mutating func takeReveal(_ bytes: [UInt8]) -> [[UInt8]] {
        guard let theirCommitment, theirReveal == nil,
            digest("rhizome/join-commit", bytes) == theirCommitment
        else { return refuse("The other side did not show what it had committed to.") }
        guard let wire = try? WireJoinReveal(serializedBytes: bytes), wire.nonce.count == 32,
            let other = Introduction(wire.introduction)
        else { return refuse("The other side's introduction does not hold.") }
        guard other.chapter != introduction.chapter else {
            return refuse("A chapter cannot be linked with itself.")
        }
        if side == .guest {
            if wire.hasFederation {
                guard let federation = FederationCertificate(wire.federation) else {
                    return refuse("The inviter's federation does not hold.")
                }
                theirFederation = federation
            } else {
                guard ChapterProfile.isName(wire.federationName) else {
                    return refuse("The inviter named no federation.")
                }
                theirFederationName = wire.federationName
            }
        }
        theirReveal = bytes
        self.other = other
        step = .comparing
        return side == .inviter ? [revealFrame] : []
    }

    /// A hash of everything both sides said, the guest's parts first.
    private var transcript: Bytes32? {
        guard let theirCommitment, let theirReveal else { return nil }
        let ours = (commitment, digest("rhizome/join-reveal", reveal))
        let theirs = (theirCommitment, digest("rhizome/join-reveal", theirReveal))
        let (guest, inviter) = side == .guest ? (ours, theirs) : (theirs, ours)
        return digest(
            "rhizome/join-transcript", guest.0.bytes, inviter.0.bytes, guest.1.bytes,
            inviter.1.bytes)
    }

    /// The six places in the list of words that both sides show, once both are revealed.
    public var wordPlaces: [UInt8]? { transcript.map { Array($0.bytes.prefix(6)) } }

    /// The federation that the guest would belong to: its name, and whether it is founded now.
    public var federation: (name: String, founded: Bool)? {
        guard other != nil else { return nil }
        if let existing = certificate ?? theirFederation { return (existing.genesis.name, false) }
        return (side == .inviter ? federationName : theirFederationName, true)
    }

    /// The genesis of the federation that the two found, the same on both sides.
    private var genesis: Genesis? {
        guard certificate == nil, theirFederation == nil, let other, let transcript else {
            return nil
        }
        return Genesis(
            founders: [introduction.chapter, other.chapter],
            name: side == .inviter ? federationName : theirFederationName,
            nonce: Array(transcript.bytes.prefix(16)))
    }

    /// Says that our people have compared the words, and gives the frames to send.
    public mutating func confirm(key: borrowing SigningKey) -> [[UInt8]] {
        guard step == .comparing else { return [] }
        confirmedHere = true
        if side == .guest { return confirmationFrame(nil, key) }
        return finish(key)
    }

    private func confirmationFrame(
        _ federation: FederationCertificate?, _ key: borrowing SigningKey
    ) -> [[UInt8]] {
        guard let transcript else { return [] }
        var message = WireMessage()
        message.joinConfirm.transcriptSignature =
            key.signature(for: signedBytes("rhizome/join", introduction.chapter, transcript)).data
        if let genesis {
            message.joinConfirm.genesisSignature =
                genesis.signature(of: introduction.chapter, by: key).data
        }
        if let federation { message.joinConfirm.federation = federation.wire }
        return [message.encoded]
    }

    private mutating func take(_ confirmation: WireJoinConfirm, _ key: borrowing SigningKey)
        -> [[UInt8]]
    {
        guard step == .comparing, let transcript, let other,
            let signature = Signature(confirmation.transcriptSignature),
            other.certificate.feedKey.isValid(
                signature, for: signedBytes("rhizome/join", other.chapter, transcript))
        else { return refuse("The other side's confirmation does not hold.") }
        if side == .inviter {
            theirConfirmation = confirmation
            return finish(key)
        }
        guard confirmedHere, let federation = FederationCertificate(confirmation.federation),
            theirFederation.map({ $0.federation == federation.federation })
                ?? (federation.genesis == genesis)
        else { return refuse("The inviter confirmed another federation.") }
        step = .done(federation)
        return []
    }

    /// The inviter's last step, once both sides have confirmed.
    private mutating func finish(_ key: borrowing SigningKey) -> [[UInt8]] {
        guard confirmedHere, let theirConfirmation, let other else { return [] }
        if let certificate {
            step = .done(certificate)
            return confirmationFrame(certificate, key)
        }
        guard let genesis, let theirs = Signature(theirConfirmation.genesisSignature) else {
            return refuse("The other side did not sign the founding.")
        }
        let ours = genesis.signature(of: introduction.chapter, by: key)
        let first = introduction.chapter < other.chapter
        guard
            let certificate = FederationCertificate(
                genesis: genesis, founders: first ? [introduction, other] : [other, introduction],
                signatures: first ? [ours, theirs] : [theirs, ours])
        else { return refuse("The other side's signature under the founding does not hold.") }
        step = .done(certificate)
        return confirmationFrame(certificate, key)
    }
}
