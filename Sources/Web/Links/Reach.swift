import Foundation

/// From where an address can be reached, as far as its host tells.
public enum Reach: String, Codable, Hashable, Sendable, CaseIterable {
    /// Only from the machine itself, such as `127.0.0.1`.
    case machine
    /// At most from the same network: a name without a dot, `.local` or a private address.
    case network
    /// From anywhere, if the name is right and nothing stands before it.
    case anywhere

    /// Judges an address such as `tcp://HOST:PORT` or `https://HOST`.
    public init(of address: String) {
        let host = Self.host(of: address)
        if host == "localhost" || host.hasSuffix(".localhost") {
            self = .machine
        } else if let bytes = Self.version4(host) {
            self = Self.reach(bytes)
        } else if host.contains(":") {
            self = Self.reachOfVersion6(host)
        } else if host.hasSuffix(".local") || !host.contains(".") {
            self = .network
        } else {
            self = .anywhere
        }
    }

    /// The host in lower case, without brackets, port and path.
    private static func host(of address: String) -> String {
        var rest = Substring(address.lowercased())
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        if rest.first == "[", let end = rest.firstIndex(of: "]") {
            return String(rest[rest.index(after: rest.startIndex)..<end])
        }
        var host = String(rest.prefix { $0 != "/" && $0 != ":" })
        if host.last == "." { host.removeLast() }
        return host
    }

    private static func version4(_ host: String) -> [UInt8]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { UInt8($0) }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func reach(_ bytes: [UInt8]) -> Reach {
        switch (bytes[0], bytes[1]) {
        case (127, _), (0, _): .machine
        case (10, _), (192, 168), (169, 254), (172, 16...31), (100, 64...127): .network
        default: .anywhere
        }
    }

    private static func reachOfVersion6(_ host: String) -> Reach {
        if host == "::1" || host == "::" { return .machine }
        // Addresses of one network begin with fc, fd (private) or fe80 (this cable).
        let isOfNetwork = ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains(where: host.hasPrefix)
        return isOfNetwork ? .network : .anywhere
    }
}
