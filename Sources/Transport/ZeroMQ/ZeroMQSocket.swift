import CZeroMQ

/// One socket of libzmq, used by one thread at a time and closed when nobody holds it.
final class ZeroMQSocket {
    enum Kind {
        case router, dealer, pair, reply

        fileprivate var number: CInt {
            switch self {
            case .router: ZMQ_ROUTER
            case .dealer: ZMQ_DEALER
            case .pair: ZMQ_PAIR
            case .reply: ZMQ_REP
            }
        }
    }

    /// What became of a message.
    enum Sent {
        case taken, full, noRoute
    }

    let handle: UnsafeMutableRawPointer
    private let kind: Kind
    /// Keeps the context alive, and holds one message at a time in a place that does not move.
    private let context: ZeroMQContext
    private let message = UnsafeMutablePointer<zmq_msg_t>.allocate(capacity: 1)

    init(_ kind: Kind, in context: ZeroMQContext) throws(TransportError) {
        guard let handle = zmq_socket(context.handle, kind.number) else {
            throw .lastFailure(of: "making a socket")
        }
        self.handle = handle
        self.kind = kind
        self.context = context
        try set(ZMQ_LINGER, 0)
    }

    deinit {
        zmq_close(handle)
        message.deallocate()
    }

    /// Lets libzmq try for a moment to send what it has when the socket is closed.
    func lingerForLastWords() {
        try? set(ZMQ_LINGER, TransportLimits.lastWords.inMilliseconds)
    }

    func set(_ option: CInt, _ value: Int) throws(TransportError) {
        var number = CInt(clamping: value)
        guard zmq_setsockopt(handle, option, &number, MemoryLayout<CInt>.size) == 0 else {
            throw .lastFailure(of: "setting socket option \(option)")
        }
    }

    /// The one option that takes 64 bits.
    func setLargestMessage(_ bytes: Int) throws(TransportError) {
        var number = Int64(bytes)
        guard zmq_setsockopt(handle, ZMQ_MAXMSGSIZE, &number, MemoryLayout<Int64>.size) == 0 else {
            throw .lastFailure(of: "setting the largest message")
        }
    }

    func set(_ option: CInt, _ value: [UInt8]) throws(TransportError) {
        guard zmq_setsockopt(handle, option, value, value.count) == 0 else {
            throw .lastFailure(of: "setting socket option \(option)")
        }
    }

    func bind(_ address: String) throws(TransportError) {
        guard zmq_bind(handle, address) == 0 else { throw .lastFailure(of: "binding") }
    }

    func connect(_ address: String) throws(TransportError) {
        guard zmq_connect(handle, address) == 0 else { throw .lastFailure(of: "connecting") }
    }

    /// The endpoint that the last `bind` really got.
    var lastEndpoint: String {
        var text = [CChar](repeating: 0, count: 512)
        var length = text.count
        guard zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &text, &length) == 0 else { return "" }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Sends one frame without waiting, to `route` if this is a ROUTER.
    func send(_ frame: [UInt8], to route: [UInt8]? = nil) -> Sent {
        if let route, !sendPart(route, more: true) { return failure() }
        return sendPart(frame, more: false) ? .taken : failure()
    }

    /// Sends all frames of one message, waiting if need be.
    func send(_ frames: [[UInt8]]) {
        for (index, frame) in frames.enumerated() {
            let flags = index < frames.count - 1 ? ZMQ_SNDMORE : 0
            while zmq_send(handle, frame, frame.count, flags) < 0, zmq_errno() == EINTR {}
        }
    }

    private func sendPart(_ part: [UInt8], more: Bool) -> Bool {
        let flags = ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0)
        while zmq_send(handle, part, part.count, flags) < 0 {
            guard zmq_errno() == EINTR else { return false }
        }
        return true
    }

    private func failure() -> Sent {
        zmq_errno() == EHOSTUNREACH ? .noRoute : .full
    }

    /// Takes the next message without waiting, or nil; frames above `limit` are not copied.
    func receive(limit: Int) -> ReceivedMessage? {
        guard receivePart(flags: ZMQ_DONTWAIT) else { return nil }
        var received = ReceivedMessage()
        var isRoute = kind == .router
        while true {
            if isRoute {
                received.route = bytes()
            } else {
                received.frameCount += 1
                if received.frameCount == 1 {
                    describe(&received, limit: limit)
                }
            }
            isRoute = false
            let more = zmq_msg_more(message) == 1
            zmq_msg_close(message)
            // The rest of a message is always there already: libzmq hands over whole messages.
            guard more, receivePart(flags: ZMQ_DONTWAIT) else { return received }
        }
    }

    /// Waits for a message and takes all its frames; nil when the context is gone.
    func receiveWaiting() -> [[UInt8]]? {
        var frames: [[UInt8]] = []
        while receivePart(flags: 0) {
            frames.append(bytes())
            let more = zmq_msg_more(message) == 1
            zmq_msg_close(message)
            if !more { return frames }
        }
        return nil
    }

    private func describe(_ received: inout ReceivedMessage, limit: Int) {
        if zmq_msg_size(message) > limit {
            received.isOversized = true
        } else {
            received.frame = bytes()
        }
        guard kind == .router else { return }
        // The metadata lies on the payload: a ROUTER that was polled has none on the route.
        received.userID = zmq_msg_gets(message, "User-Id").map { String(cString: $0) }
        received.descriptor = zmq_msg_get(message, ZMQ_SRCFD)
    }

    private func bytes() -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: zmq_msg_data(message), count: zmq_msg_size(message)))
    }

    private func receivePart(flags: CInt) -> Bool {
        zmq_msg_init(message)
        while zmq_msg_recv(message, handle, flags) < 0 {
            guard zmq_errno() == EINTR else {
                zmq_msg_close(message)
                return false
            }
        }
        return true
    }
}
