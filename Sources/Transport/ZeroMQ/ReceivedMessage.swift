/// A message as libzmq gave it, with what it knows about the connection.
struct ReceivedMessage {
    /// The connection within its ROUTER socket; empty for other sockets.
    var route: [UInt8] = []
    /// The payload: the first frame after the route.
    var frame: [UInt8] = []
    /// How many payload frames there were; those after the first were thrown away.
    var frameCount = 0
    /// The payload was larger than the limit and was thrown away.
    var isOversized = false
    /// The key that the connection proved to hold, as `KeyText`; nil where there is none.
    var userID: String?
    /// The file descriptor of the connection, by which monitor events name it; -1 if unknown.
    var descriptor: CInt = -1
}
