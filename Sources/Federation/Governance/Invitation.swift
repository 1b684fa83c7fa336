import FoundationEssentials
public import Sodium
import SwiftProtobuf

/// A text that lets one other chapter knock, once, until it expires.
public struct Invitation: Hashable, Sendable {
    /// The chapter that invites.
    public let chapter: ChapterID
    /// Where its node listens.
    public let endpoint: String
    /// Its node's transport key.
    public let transportKey: Bytes32
    /// The seed of the one-time transport key that the inviter's node admits.
    public let secret: Bytes32
    /// When the inviter's node stops admitting it.
    public let expires: Timestamp

    /// How long an invitation is good, in milliseconds: a week.
    public static let lifetime: Int64 = 7 * 24 * 3600 * 1000
    private static let prefix = "rhizome-invitation:"

    /// An invitation of one's own.
    public init(
        chapter: ChapterID, endpoint: String, transportKey: Bytes32, secret: Bytes32,
        expires: Timestamp
    ) {
        self.chapter = chapter
        self.endpoint = endpoint
        self.transportKey = transportKey
        self.secret = secret
        self.expires = expires
    }

    /// Reads the text that somebody was given; nil when it is not a whole invitation.
    ///
    /// White space and line breaks, which mail programs add, are passed over.
    public init?(text: String) {
        let compact = String(text.filter { !$0.isWhitespace })
        guard compact.utf8.count < Limits.invitationBytes, compact.hasPrefix(Self.prefix) else {
            return nil
        }
        var base64 = String(compact.dropFirst(Self.prefix.count))
            .replacing("-", with: "+").replacing("_", with: "/")
        while !base64.utf8.count.isMultiple(of: 4) { base64 += "=" }
        guard let data = Data(base64Encoded: base64),
            let wire = try? WireInvitation(serializedBytes: data),
            let chapter = Bytes32(wire.chapter), let key = Bytes32(wire.transportKey),
            let secret = Bytes32(wire.secret), wire.expires > 0,
            NodeRecord.isEndpoint(wire.endpoint)
        else { return nil }
        self.init(
            chapter: ChapterID(chapter), endpoint: wire.endpoint, transportKey: key,
            secret: secret, expires: Timestamp(milliseconds: wire.expires))
    }

    /// The text to send or to show as a QR code.
    public var text: String {
        var wire = WireInvitation()
        wire.chapter = chapter.data
        wire.endpoint = endpoint
        wire.transportKey = transportKey.data
        wire.secret = secret.data
        wire.expires = expires.milliseconds
        return Self.prefix
            + Data(wire.encoded).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The secret half of the one-time transport key.
    public var guestSecret: [UInt8] { digest("rhizome/invitation", secret.bytes).bytes }
}
