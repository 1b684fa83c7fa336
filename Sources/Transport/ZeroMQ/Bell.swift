import CZeroMQ

/// Wakes a thread that waits in `zmq_poll`; a ring before it waits is not lost.
final class Bell: Sendable {
    /// Becomes readable when the bell was rung.
    let descriptor: CInt

    init() throws(TransportError) {
        descriptor = eventfd(0, CInt(EFD_NONBLOCK | EFD_CLOEXEC))
        guard descriptor >= 0 else { throw .lastFailure(of: "making an eventfd") }
    }

    deinit { close(descriptor) }

    /// Wakes the thread, from any thread.
    func ring() {
        eventfd_write(descriptor, 1)
    }

    /// Makes the bell ready for the next ring.
    func silence() {
        var rings: eventfd_t = 0
        eventfd_read(descriptor, &rings)
    }
}
