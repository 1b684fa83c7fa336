/// What a transport did so far.
public struct TransportCounters: Sendable, Equatable {
    /// Frames handed to the reader of `events`.
    public var framesReceived = 0
    /// Their bytes.
    public var bytesReceived = 0
    /// Frames handed to libzmq.
    public var framesSent = 0
    /// Their bytes.
    public var bytesSent = 0
    /// Frames that were given to `send` and dropped.
    public var framesDropped = 0
    /// How often the sockets were left unread because the reader of `events` was slow.
    public var pauses = 0
    /// How often something that came in was refused, and why.
    public var refused: [RefusedReason: Int] = [:]
}
