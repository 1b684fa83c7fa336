import Foundation

/// The ports of the demo on the loopback address: three for people, three for other nodes.
struct DemoPorts {
    /// How far the ports for other nodes are from those for people.
    static let gossipDistance = 10

    /// The first of the ports for people.
    let first: Int
    /// The first of the ports for other nodes.
    ///
    /// Linked chapters know each other by these, so a later start keeps those of the first one.
    let firstGossip: Int
    /// Whether the chapters know each other already.
    let areKnown: Bool
    /// How the demo was called, to say how to call it with another port.
    let command: String

    /// The ports of a first start.
    init(first: Int, command: String) {
        self.first = first
        self.command = command
        firstGossip = first + Self.gossipDistance
        areKnown = false
    }

    /// The ports of a later start.
    init(first: Int, knownGossip: Int, command: String) {
        self.first = first
        self.command = command
        firstGossip = knownGossip
        areKnown = true
    }

    func http(_ index: Int) -> ListenAddress {
        ListenAddress(host: "127.0.0.1", port: first + index)
    }

    func gossip(_ index: Int) -> ListenAddress {
        ListenAddress(host: "127.0.0.1", port: firstGossip + index)
    }

    /// Throws a sentence if somebody else listens on one of them.
    func check() throws {
        let indices = InventedChapter.all.indices
        let http = indices.map(http)
        let gossip = indices.map(gossip)
        if let address = http.first(where: gossip.contains) {
            throw CannotServe(
                description: "The chapters know each other at port \(address.port), so it cannot "
                    + "serve people. Nothing was changed. Choose another port: \(elsewhere)")
        }
        for address in http + gossip {
            guard let code = Self.problem(with: address.port) else { continue }
            let why =
                code == EADDRINUSE
                ? "is used by another program"
                : "cannot be used: \(String(cString: strerror(code)))"
            let advice =
                areKnown && gossip.contains(address)
                ? "The chapters of this demo know each other there: stop the other program, or make "
                    + "another demo with --data DIR --port NUMBER."
                : "Choose others, for instance: \(elsewhere)"
            throw CannotServe(
                description: "Port \(address.port) on this machine \(why). The demo needs "
                    + "\(first) to \(first + indices.count - 1) and \(firstGossip) to "
                    + "\(firstGossip + indices.count - 1). Nothing was changed. \(advice)")
        }
    }

    /// The command that begins at another port.
    private var elsewhere: String { "\(command) --port \(first > 60_000 ? 8_301 : first + 100)" }

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
