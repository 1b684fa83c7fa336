/// What happens on the links of a node, in the order in which it happened on each link.
public enum TransportEvent: Sendable {
    /// Frames can be sent on this link.
    ///
    /// A dialled link reports the user id given to `dial`, once the other end has proved that it
    /// holds the server key. An accepted link reports the user id that its key has in the
    /// admission, with its first frame: the side that dials speaks first.
    case linkUp(LinkID, userID: String, dialed: Bool)
    /// A frame came in; it is not larger than the limits allow.
    case received(LinkID, [UInt8])
    /// The link is gone, and with it the frames that were still waiting.
    ///
    /// A dialled link tries again on its own until `hangUp`; an accepted one never comes back.
    case linkDown(LinkID)
    /// A frame was dropped because the other end does not take them as fast as they are sent, or
    /// because the link is not up; told once until the waiting frames are gone.
    case lagging(LinkID)
    /// Something that came in was refused `count` times since this was last told for this reason.
    ///
    /// Told at most once a second for each reason.
    case refused(reason: RefusedReason, count: Int)
}

/// Why something that came in was refused; the raw value is the wording for a status page.
public enum RefusedReason: String, CaseIterable, Hashable, Sendable {
    /// A handshake with a key that is not admitted.
    case unknownKey = "unknown key"
    /// A frame from a connection whose key is no longer admitted.
    case revokedKey = "key no longer admitted"
    /// A handshake that failed otherwise: no CURVE, garbage, a wrong server key, too slow.
    case handshakeFailed = "handshake failed"
    /// A frame larger than the limit, received or about to be sent.
    case oversizedFrame = "frame too large"
    /// A message of several frames.
    case tooManyFrames = "more than one frame"
    /// A connection above the limit of accepted links.
    case tooManyLinks = "too many links"
    /// Keys given to `dial` that are not 32 bytes long.
    case malformedKey = "malformed key"
}
