/// Where a node can be reached: a host and a TCP port.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// A name, an IPv4 address or an IPv6 address without brackets.
    public let host: String
    /// The TCP port; 0 lets `bind` pick a free one.
    public let port: UInt16

    /// No name or address is longer than this many characters.
    private static let hostLength = 253

    /// Takes a host that consists of letters, digits, dots, hyphens and colons; nil otherwise.
    public init?(host: String, port: UInt16) {
        let allowed = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard allowed, !host.isEmpty, host.utf8.count <= Self.hostLength else { return nil }
        self.host = host
        self.port = port
    }

    /// Reads "host:port", "192.0.2.1:7001" or "[2001:db8::1]:7001"; nil for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") && host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        self.init(host: String(host), port: port)
    }

    /// The form that `init(_:)` reads.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// An IPv6 address, which libzmq only takes from a socket that was told so.
    var isIPv6: Bool { host.contains(":") }

    /// A name, which may lead to several addresses, rather than an address.
    var isName: Bool {
        !isIPv6 && host.utf8.contains { $0 > UInt8(ascii: "9") }
    }

    /// The endpoint as libzmq writes it.
    var address: String { "tcp://\(self)" }
}
