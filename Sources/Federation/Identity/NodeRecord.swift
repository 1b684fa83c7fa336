public import Sodium
import SwiftProtobuf

/// How a chapter's node is reached.
public struct NodeRecord: Hashable, Sendable {
    /// Its X25519 key for CURVE.
    public let transportKey: Bytes32
    /// Where it listens, as `tcp://host:port`; empty for a node that only dials out.
    public let endpoints: [String]

    /// A record of one's own.
    public init(transportKey: Bytes32, endpoints: [String]) {
        self.transportKey = transportKey
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
        transportKey = key
        endpoints = wire.endpoints
    }

    /// The payload of a `nodeRecorded` event.
    public var payload: [UInt8] { wire.encoded }

    package var wire: WireNodeRecord {
        var wire = WireNodeRecord()
        wire.transportKey = transportKey.data
        wire.endpoints = endpoints
        return wire
    }

    /// Whether a text is `tcp://host:port` of printable ASCII, within the limit.
    public static func isEndpoint(_ text: String) -> Bool {
        guard text.utf8.count <= Limits.endpointBytes, text.hasPrefix("tcp://"),
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return false }
        let place = text.dropFirst("tcp://".count)
        guard let colon = place.lastIndex(of: ":"),
            let port = UInt16(place[place.index(after: colon)...])
        else { return false }
        let host = place[..<colon]
        guard !host.isEmpty else { return false }
        return port > 0 && !host.contains("/") && !host.contains(";")
    }
}
