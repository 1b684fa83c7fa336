import CZeroMQ

/// One link that this node dials: a socket, its monitor and the patience we have with them.
///
/// libzmq reconnects by itself after most failures, and for good stops after others: a refusal
/// with status 400, a protocol error, an oversized frame. So everything short of "up" has a
/// deadline here; when it passes, the sockets are thrown away and made anew after a random wait.
final class DialedLink {
    /// Whom to dial and who we are there.
    struct Destination: Sendable {
        let endpoint: Endpoint
        let serverKey: [UInt8]
        let userID: String
        let clientKey: CurveKeyPair
    }

    enum State {
        /// No TCP connection yet.
        case dialing
        /// A TCP connection, no proof of the other end yet.
        case handshaking
        /// Frames can be sent.
        case up(since: ContinuousClock.Instant)
        /// No sockets; the deadline says when to make them.
        case waiting
    }

    let id: LinkID
    let destination: Destination
    private(set) var state = State.waiting
    private(set) var deadline: ContinuousClock.Instant
    private(set) var socket: ZeroMQSocket?
    private(set) var monitor: Monitor?
    private var attempt = 0
    private let limits: TransportLimits
    private let context: ZeroMQContext

    init(
        _ id: LinkID, to destination: Destination, limits: TransportLimits,
        context: ZeroMQContext, now: ContinuousClock.Instant
    ) {
        self.id = id
        self.destination = destination
        self.limits = limits
        self.context = context
        deadline = now
    }

    var isUp: Bool { if case .up = state { true } else { false } }

    /// The layer above was told that the link is up, and not yet that it is down.
    ///
    /// That comes later than the end of the connection: what it brought before is read first.
    var isTold = false

    /// What the layer above has to hear about.
    enum Change { case up, handshakeFailed }

    /// Takes note of an event of the monitor.
    func note(_ event: Monitor.Event, at now: ContinuousClock.Instant) -> Change? {
        switch event.number {
        case ZMQ_EVENT_CONNECTED:
            state = .handshaking
            deadline = now + limits.handshake * 2
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
            state = .up(since: now)
            return .up
        case ZMQ_EVENT_CONNECT_RETRIED:
            if isUp { break }
            state = .dialing
            // A name keeps its deadline, so that the other kind of address gets its turn.
            if destination.endpoint.isName, now < deadline { break }
            deadline = now + .milliseconds(Int(event.value)) + limits.connect + limits.redial * 3
        case ZMQ_EVENT_DISCONNECTED:
            // If libzmq dials again, CONNECT_RETRIED tells that at once; otherwise we do.
            deadline = now + limits.redial * 3
            defer { state = .dialing }
            switch state {
            case .up(let since):
                if now - since >= TransportLimits.steady { attempt = 0 }
            case .handshaking:
                return .handshakeFailed
            case .dialing, .waiting:
                break
            }
        default:
            break
        }
        return nil
    }

    /// Does what the deadline asks for once it has passed; true if the sockets went with it.
    func keepTrying(at now: ContinuousClock.Instant) -> Bool {
        guard !isUp, now >= deadline else { return false }
        if case .waiting = state {
            open(at: now)
            return false
        }
        giveUp(at: now)
        return true
    }

    /// Throws the sockets away and chooses when to make new ones.
    private func giveUp(at now: ContinuousClock.Instant) {
        monitor = nil
        socket = nil
        state = .waiting
        let ceiling = min(
            TransportLimits.firstRetry * (1 << min(attempt, 10)), limits.redialMaximum)
        attempt += 1
        deadline = now + ceiling * Double.random(in: 0...1)
    }

    private func open(at now: ContinuousClock.Instant) {
        do throws(TransportError) {
            let socket = try ZeroMQSocket(.dealer, in: context)
            try configure(socket)
            let events =
                ZMQ_EVENT_CONNECTED | ZMQ_EVENT_CONNECT_RETRIED | ZMQ_EVENT_DISCONNECTED
                | ZMQ_EVENT_HANDSHAKE_SUCCEEDED
            monitor = try Monitor(socket, for: events, in: context)
            self.socket = socket
            try socket.connect(destination.endpoint.address)
            state = .dialing
            deadline = now + limits.connect + limits.redial * 3
        } catch {
            giveUp(at: now)
        }
    }

    private func configure(_ socket: ZeroMQSocket) throws(TransportError) {
        try socket.setCommon(limits)
        // Twice the limit: above it libzmq would end the link for good instead of us counting.
        try socket.setLargestMessage(limits.frameBytes * 2 + TransportLimits.curveOverhead)
        // Frames wait with us, not in libzmq, while there is no connection.
        try socket.set(ZMQ_IMMEDIATE, 1)
        try socket.set(ZMQ_RECONNECT_IVL, limits.redial.inMilliseconds)
        try socket.set(ZMQ_RECONNECT_IVL_MAX, limits.redialMaximum.inMilliseconds)
        try socket.set(ZMQ_CONNECT_TIMEOUT, limits.connect.inMilliseconds)
        // libzmq looks at one address only. A name may lead to both kinds: take turns.
        let endpoint = destination.endpoint
        let wantsIPv6 = endpoint.isIPv6 || (endpoint.isName && attempt % 2 == 1)
        try socket.set(ZMQ_IPV6, wantsIPv6 ? 1 : 0)
        try socket.set(ZMQ_CURVE_SERVERKEY, destination.serverKey)
        try socket.set(ZMQ_CURVE_PUBLICKEY, destination.clientKey.publicKey)
        try socket.set(ZMQ_CURVE_SECRETKEY, destination.clientKey.secret)
    }
}

extension ZeroMQSocket {
    /// Sets what both ends of a link have in common.
    func setCommon(_ limits: TransportLimits) throws(TransportError) {
        try set(ZMQ_SNDHWM, limits.pipeFrames)
        try set(ZMQ_RCVHWM, limits.pipeFrames)
        try set(ZMQ_HANDSHAKE_IVL, limits.handshake.inMilliseconds)
        try set(ZMQ_HEARTBEAT_IVL, limits.heartbeat.inMilliseconds)
        try set(ZMQ_HEARTBEAT_TIMEOUT, limits.heartbeatTimeout.inMilliseconds)
        try set(ZMQ_TCP_KEEPALIVE, 1)
    }
}

extension Duration {
    /// The duration as libzmq wants it.
    var inMilliseconds: Int {
        Int(components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
