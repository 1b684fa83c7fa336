/// Who may connect to this node, by the public half of their transport key.
///
/// Replaced as a whole and in force at once: a key that is gone from it is refused at the door,
/// and the connections it already has go down.
public struct Admission: Sendable, Equatable {
    /// The 32 raw bytes of a key, and the user id under which its links are reported.
    public var peers: [[UInt8]: String]
    /// One-time keys of invitations, and the user ids under which their links are reported.
    ///
    /// The layer above tells guests from peers by the user id and limits what they may say.
    public var guests: [[UInt8]: String]

    /// Admits exactly these; nobody by default.
    public init(peers: [[UInt8]: String] = [:], guests: [[UInt8]: String] = [:]) {
        self.peers = peers
        self.guests = guests
    }

    /// The user id of a key, or nil if it is not admitted.
    ///
    /// Anybody can name a key as a peer's; only who has the invitation holds a guest's.
    func userID(of key: [UInt8]) -> String? {
        guests[key] ?? peers[key]
    }
}
