import CZeroMQ
import Synchronization

/// Tells what happens to the connections of one socket.
final class Monitor {
    /// One thing that happened.
    struct Event {
        let number: CInt
        /// A file descriptor, an interval in milliseconds or an error number, by kind of event.
        let value: CInt
    }

    private static let made = Atomic<UInt64>(0)
    private let watched: ZeroMQSocket
    let socket: ZeroMQSocket

    /// Watches a socket that has not been bound or connected yet, and keeps it alive.
    init(_ watched: ZeroMQSocket, for events: CInt, in context: ZeroMQContext)
        throws(TransportError)
    {
        let address = "inproc://monitor-\(Self.made.add(1, ordering: .relaxed).newValue)"
        socket = try ZeroMQSocket(.pair, in: context)
        // Without a bound: libzmq's own thread would wait for room. It is emptied in every turn.
        try socket.set(ZMQ_RCVHWM, 0)
        try socket.connect(address)
        self.watched = watched
        guard zmq_socket_monitor(watched.handle, address, events) == 0 else {
            throw .lastFailure(of: "watching a socket")
        }
    }

    deinit {
        // Before our end goes, or libzmq's thread would wait for somebody to listen.
        zmq_socket_monitor(watched.handle, nil, 0)
    }

    /// The next event, or nil when there is none.
    func next() -> Event? {
        guard let received = socket.receive(limit: 64), received.frame.count == 6 else {
            return nil
        }
        return received.frame.withUnsafeBytes { bytes in
            Event(
                number: CInt(bytes.loadUnaligned(as: UInt16.self)),
                value: bytes.loadUnaligned(fromByteOffset: 2, as: CInt.self))
        }
    }
}
