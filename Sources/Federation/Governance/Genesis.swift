public import Sodium
import SwiftProtobuf

/// A federation, for good: the hash of its genesis.
public struct FederationID: Hashable, Sendable, CustomStringConvertible {
    /// The hash.
    public let bytes: Bytes32

    /// Wraps a received id.
    public init(_ bytes: Bytes32) { self.bytes = bytes }

    /// Sixty-four hexadecimal digits.
    public var description: String { bytes.hex }
}

/// What the founding chapters agreed on, as bytes that are never encoded again.
public struct Genesis: Hashable, Sendable {
    /// The founding chapters, ascending.
    ///
    /// Each has a seat.
    public let founders: [ChapterID]
    /// The federation's name.
    public let name: String
    /// The message's bytes, hashed into the id.
    public let bytes: [UInt8]

    /// Proposes a federation of these chapters.
    ///
    /// `nonce`: sixteen fresh random bytes.
    public init(founders: [ChapterID], name: String, nonce: [UInt8]) {
        self.founders = founders.sorted()
        self.name = name
        var wire = WireGenesis()
        wire.founders = self.founders.map(\.data)
        wire.name = name
        wire.nonce = nonce.data
        bytes = wire.encoded
    }

    /// Reads received bytes; nil unless the founders are distinct, ascending and few enough.
    public init?(bytes: [UInt8]) {
        guard let wire = try? WireGenesis(serializedBytes: bytes), wire.nonce.count == 16,
            (1...Limits.founders).contains(wire.founders.count), ChapterProfile.isName(wire.name)
        else { return nil }
        let founders = wire.founders.compactMap { Bytes32($0).map { ChapterID($0) } }
        guard founders.count == wire.founders.count,
            zip(founders, founders.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.founders = founders
        name = wire.name
        self.bytes = bytes
    }

    /// The federation's id.
    public var federation: FederationID { FederationID(digest("rhizome/federation", bytes)) }

    /// A founder's signature under the genesis.
    public func signature(of founder: ChapterID, by key: borrowing SigningKey) -> Signature {
        key.signature(for: signedBytes("rhizome/genesis", founder, federation.bytes))
    }
}

/// A genesis with every founder's introduction and signature.
///
/// It proves itself.
public struct FederationCertificate: Hashable, Sendable {
    /// What was agreed.
    public let genesis: Genesis
    /// The founders in the genesis' order.
    public let founders: [Introduction]
    let signatures: [Signature]

    /// Puts a certificate together; nil unless every founder has signed.
    public init?(genesis: Genesis, founders: [Introduction], signatures: [Signature]) {
        guard founders.map(\.chapter) == genesis.founders,
            signatures.count == founders.count
        else { return nil }
        let federation = genesis.federation.bytes
        for (founder, signature) in zip(founders, signatures) {
            let signed = signedBytes("rhizome/genesis", founder.chapter, federation)
            guard founder.certificate.feedKey.isValid(signature, for: signed) else { return nil }
        }
        self.genesis = genesis
        self.founders = founders
        self.signatures = signatures
    }

    package init?(_ wire: WireFederationCertificate) {
        guard wire.founders.count <= Limits.founders,
            let genesis = Genesis(bytes: [UInt8](wire.genesis)),
            wire.signatures.map(\.chapter) == genesis.founders.map(\.data)
        else { return nil }
        let founders = wire.founders.compactMap { Introduction($0) }
        let signatures = wire.signatures.compactMap { Signature($0.signature) }
        self.init(genesis: genesis, founders: founders, signatures: signatures)
    }

    /// Reads the payload of a `federationJoined` event; nil unless every signature holds.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireFederationJoined(serializedBytes: payload) else { return nil }
        self.init(wire.certificate)
    }

    /// The payload of a `federationJoined` event.
    public var payload: [UInt8] {
        var joined = WireFederationJoined()
        joined.certificate = wire
        return joined.encoded
    }

    /// The federation.
    public var federation: FederationID { genesis.federation }

    package var wire: WireFederationCertificate {
        var wire = WireFederationCertificate()
        wire.genesis = genesis.bytes.data
        wire.founders = founders.map(\.wire)
        wire.signatures = zip(founders, signatures).map { founder, signature in
            var wire = WireFounderSignature()
            wire.chapter = founder.chapter.data
            wire.signature = signature.data
            return wire
        }
        return wire
    }
}
