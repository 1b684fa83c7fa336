import Foundation

/// The ports of the demo on the loopback address: three for people, three for other nodes.
struct DemoPorts {
    /// How far the ports for other nodes are from those for people.
    static let gossipDistance = 10

    let first: Int

    func http(_ index: Int) -> ListenAddress {
        ListenAddress(host: "127.0.0.1", port: first + index)
    }

    func gossip(_ index: Int) -> ListenAddress {
        ListenAddress(host: "127.0.0.1", port: first + Self.gossipDistance + index)
    }

    /// Throws a sentence if somebody else listens on one of them.
    func check() throws {
        let indices = InventedChapter.all.indices
        for address in indices.map(http) + indices.map(gossip) {
            guard let code = Self.problem(with: address.port) else { continue }
            let why =
                code == EADDRINUSE
                ? "is used by another program"
                : "cannot be used: \(String(cString: strerror(code)))"
            let last = first + indices.count - 1
            throw CannotServe(
                description: "Port \(address.port) on this machine \(why). The demo needs "
                    + "\(first) to \(last) and \(first + Self.gossipDistance) to "
                    + "\(last + Self.gossipDistance). Nothing was changed; choose others with, for "
                    + "instance, --port \(first + 100 > 65_000 ? 8_401 : first + 100)")
        }
    }

    /// The error number of listening on a port; nil if it can be done.
    private static func problem(with port: Int) -> Int32? {
        let descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        // Connections of a node that has just ended do not count.
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(descriptor, 1) == 0 else { return errno }
        return nil
    }
}
