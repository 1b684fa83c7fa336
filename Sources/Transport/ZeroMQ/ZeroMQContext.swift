import CZeroMQ

/// The one context of libzmq in this process, with the thread that does its input and output.
///
/// `@unchecked Sendable` because libzmq's contexts are safe to use from any thread. It is never
/// terminated: libzmq would close libsodium's random numbers under everybody else (libzmq #4242).
final class ZeroMQContext: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer

    /// The context of the process and its doorkeeper, made when first asked for.
    static let process: Result<(context: ZeroMQContext, doorkeeper: Doorkeeper), TransportError> = {
        do throws(TransportError) {
            guard zmq_has("curve") == 1 else { throw .curveUnavailable }
            let context = try ZeroMQContext()
            return .success((context, try Doorkeeper(in: context)))
        } catch {
            return .failure(error)
        }
    }()

    init() throws(TransportError) {
        guard let handle = zmq_ctx_new() else { throw .lastFailure(of: "starting libzmq") }
        zmq_ctx_set(handle, ZMQ_MAX_SOCKETS, CInt(TransportLimits.sockets))
        self.handle = handle
    }
}

extension TransportError {
    /// The error that libzmq left for this thread.
    static func lastFailure(of operation: String) -> TransportError {
        .failed(operation: operation, reason: String(cString: zmq_strerror(zmq_errno())))
    }
}
