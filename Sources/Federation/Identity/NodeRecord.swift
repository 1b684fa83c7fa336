public import Sodium
import SwiftProtobuf

/// How a chapter's node is reached.
public struct NodeRecord: Hashable, Sendable {
    /// Its X25519 key for CURVE.
    public let transportKey: Bytes32
    /// While that is being changed, the one that is to follow it or the one before it.
    public let otherKey: Bytes32?
    /// Where it listens, as `tcp://host:port`; empty for a node that only dials out.
    public let endpoints: [String]

    /// A record of one's own.
    public init(transportKey: Bytes32, otherKey: Bytes32? = nil, endpoints: [String]) {
        self.transportKey = transportKey
        self.otherKey = otherKey
        self.endpoints = endpoints
    }

    /// Reads the payload of a `nodeRecorded` event; nil when it is outside the limits.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireNodeRecord(serializedBytes: payload) else { return nil }
        self.init(wire)
    }

    package init?(_ wire: WireNodeRecord) {
        guard let key = Bytes32(wire.transportKey), wire.endpoints.count <= Limits.endpoints,
            wire.endpoints.allSatisfy(Self.isEndpoint)
        else { return nil }
        guard wire.otherKey.isEmpty || Bytes32(wire.otherKey) != nil else { return nil }
        transportKey = key
        otherKey = Bytes32(wire.otherKey)
        endpoints = wire.endpoints
    }

    /// The payload of a `nodeRecorded` event.
    public var payload: [UInt8] { wire.encoded }

    package var wire: WireNodeRecord {
        var wire = WireNodeRecord()
        wire.transportKey = transportKey.data
        wire.endpoints = endpoints
        if let otherKey { wire.otherKey = otherKey.data }
        return wire
    }

    /// The keys under which the node is admitted, and under one of which it listens.
    public var keys: [Bytes32] { [transportKey] + (otherKey.map { [$0] } ?? []) }

    /// Whether a text is `tcp://host:port` of printable ASCII, within the limit.
    ///
    /// The port is decimal digits without a sign, from 1 to 65535.
    public static func isEndpoint(_ text: String) -> Bool {
        let scheme = "tcp://"
        guard text.utf8.count <= Limits.endpointBytes, text.hasPrefix(scheme),
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return false }
        let address = text.dropFirst(scheme.count)
        guard let colon = address.lastIndex(of: ":") else { return false }
        let host = address[..<colon]
        let digits = address[address.index(after: colon)...]
        guard !host.isEmpty, !host.contains("/"), !host.contains(";"),
            digits.allSatisfy(\.isNumber), let port = UInt16(digits)
        else { return false }
        return port > 0
    }
}
