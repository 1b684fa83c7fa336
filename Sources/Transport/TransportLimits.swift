/// The bounds of everything that others can make a transport do.
public struct TransportLimits: Sendable, Equatable {
    /// The largest frame in bytes; larger ones are refused.
    ///
    /// What comes to the binding side above this ends the connection inside libzmq (the dialler
    /// comes back); the connecting side takes twice as much before it does that, since libzmq
    /// would not reconnect by itself.
    public var frameBytes = 1 << 20
    /// How many frames libzmq holds for one connection in each direction (high-water mark).
    public var pipeFrames = 64
    /// How many frames wait for one link outside libzmq.
    public var waitingFrames = 256
    /// How many bytes wait for one link outside libzmq.
    public var waitingBytes = 4 << 20
    /// How many received frames wait for the reader of `events` before sockets are left unread.
    public var unreadFrames = 1024
    /// How many received bytes wait for the reader of `events` before sockets are left unread.
    public var unreadBytes = 16 << 20
    /// How many links others may have with this node at once.
    public var acceptedLinks = 256
    /// How many of them may come with one key, so that nobody takes up the room of all.
    public var linksOfOneKey = 16
    /// How long a handshake may take.
    public var handshake = Duration.seconds(2)
    /// How often libzmq asks the other end for a sign of life.
    public var heartbeat = Duration.seconds(10)
    /// How long that sign may take before the connection is given up.
    public var heartbeatTimeout = Duration.seconds(20)
    /// How long an accepted link may say nothing before it is taken for dead.
    public var silence = Duration.seconds(40)
    /// How long libzmq waits before it dials again, and the unit of patience with it.
    public var redial = Duration.milliseconds(500)
    /// The longest wait before dialling again.
    public var redialMaximum = Duration.seconds(30)
    /// How long a TCP connection may take to come about.
    public var connect = Duration.seconds(5)

    /// Begins with the limits of the specification, for a program or test that changes a few.
    public init() {}

    /// The limits of the specification: Protocol/README.md, "Bounds".
    public static let standard = TransportLimits()

    /// CURVE adds a flag byte, a nonce and a code to each frame, and libzmq counts them.
    static let curveOverhead = 33
    /// Messages read from one socket before others get their turn.
    static let messagesInTurn = 256
    /// The first wait before a dead dialled link is made anew; it doubles up to `redialMaximum`.
    static let firstRetry = Duration.milliseconds(250)
    /// A link that was up for so long starts again with the first wait.
    static let steady = Duration.seconds(10)
    /// How soon frames for an accepted link are tried again when its pipe was full.
    static let retryFullPipe = Duration.milliseconds(5)
    /// How long frames of a connection that ended are still expected.
    static let afterglow = Duration.seconds(1)
    /// How long frames that were sent before a link was hung up have to leave.
    static let lastWords = Duration.milliseconds(300)
    /// How long `close` waits for libzmq to free the ports.
    static let closing = Duration.seconds(1)
    /// How often refusals are told for one reason.
    static let refusalInterval = Duration.seconds(1)
    /// Sockets of one process: two for each dialled link and a handful of others.
    static let sockets = 8192
}
