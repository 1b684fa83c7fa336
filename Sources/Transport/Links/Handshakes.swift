/// Finds out which connections from outside ended without a handshake, to count them.
///
/// libzmq tells of every connection that ends, by descriptor, but not of every handshake that
/// fails, and of those that succeed without saying which. So a connection that ends unheard counts
/// as failed, unless the door refused one or one was ready and had said nothing yet.
struct Handshakes {
    private var heard: Set<CInt> = []
    private var refused = 0
    private var silent = 0

    /// The door refused so many keys, whose connections will end soon.
    mutating func doorRefused(_ count: Int) { refused += count }

    /// Some connection is ready.
    mutating func oneSucceeded() { silent += 1 }

    /// A frame came from this connection.
    mutating func heard(_ descriptor: CInt) {
        if heard.insert(descriptor).inserted { silent = max(0, silent - 1) }
    }

    /// A connection ended; true if its handshake is to be counted as failed.
    mutating func ended(_ descriptor: CInt) -> Bool {
        if heard.remove(descriptor) != nil { return false }
        if refused > 0 {
            refused -= 1
            return false
        }
        if silent > 0 {
            silent -= 1
            return false
        }
        return true
    }
}
