/// The links that others dialled, found by connection.
///
/// libzmq tells of the end of a connection by its file descriptor, and of a frame's sender by
/// route, key and descriptor. All three must agree with what the link began with: a route that
/// the other end chose itself, or a descriptor, may be used again by somebody else.
struct AcceptedLinks {
    struct Link {
        let id: LinkID
        let route: [UInt8]
        let descriptor: CInt
        let keyText: String
        let key: [UInt8]
        let userID: String
        let connection: TCPConnection?
        var lastHeard: ContinuousClock.Instant
        /// We hung up: what comes is thrown away, and at this time the connection is ended.
        var hungUp: ContinuousClock.Instant?
        /// The connection ended; what it sent before is still being read.
        var isEnding = false

        var isHungUp: Bool { hungUp != nil }
    }

    private struct Ended: Hashable {
        let route: [UInt8]
        let descriptor: CInt
    }

    private var links: [[UInt8]: Link] = [:]
    private var routes: [LinkID: [UInt8]] = [:]
    private var ended: [Ended: ContinuousClock.Instant] = [:]
    private var number: UInt64 = 0

    var count: Int { links.count }
    func count(of key: [UInt8]) -> Int { links.values.count { $0.key == key } }
    var all: [Link] { Array(links.values) }

    subscript(route: [UInt8]) -> Link? { links[route] }
    subscript(id: LinkID) -> Link? { routes[id].flatMap { links[$0] } }

    mutating func begin(
        route: [UInt8], descriptor: CInt, keyText: String, key: [UInt8], userID: String,
        at now: ContinuousClock.Instant
    ) -> LinkID {
        number += 1
        let id = LinkID.accepted(number)
        links[route] = Link(
            id: id, route: route, descriptor: descriptor, keyText: keyText, key: key,
            userID: userID, connection: TCPConnection(descriptor), lastHeard: now)
        routes[id] = route
        return id
    }

    mutating func heard(_ route: [UInt8], at now: ContinuousClock.Instant) {
        links[route]?.lastHeard = now
    }

    mutating func hangUp(_ id: LinkID, endingAt time: ContinuousClock.Instant) {
        guard let route = routes[id] else { return }
        links[route]?.hungUp = time
    }

    /// Ends the connections that were hung up and have had their time for last words.
    func endHungUp(at now: ContinuousClock.Instant) {
        for link in links.values {
            if let time = link.hungUp, now >= time, !link.isEnding { link.connection?.end() }
        }
    }

    /// The connection with this descriptor ended.
    mutating func end(descriptor: CInt) {
        guard descriptor >= 0 else { return }
        for (route, link) in links where link.descriptor == descriptor {
            links[route]?.isEnding = true
        }
    }

    /// Forgets a link; frames that libzmq still had of its connection will not make a new one.
    mutating func remove(_ id: LinkID, at now: ContinuousClock.Instant) {
        guard let route = routes.removeValue(forKey: id),
            let link = links.removeValue(forKey: route)
        else { return }
        guard link.isEnding else { return }
        ended[Ended(route: route, descriptor: link.descriptor)] = now
    }

    /// Tells whether a frame of an unknown link is a straggler of one that ended.
    func isStraggler(route: [UInt8], descriptor: CInt) -> Bool {
        ended[Ended(route: route, descriptor: descriptor)] != nil
    }

    /// Forgets ended connections of which nothing more can come.
    mutating func sweep(at now: ContinuousClock.Instant) {
        guard !ended.isEmpty else { return }
        ended = ended.filter { now < $0.value + TransportLimits.afterglow }
    }
}
