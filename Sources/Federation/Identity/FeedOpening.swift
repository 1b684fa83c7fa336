import Sodium
import SwiftProtobuf

/// The first event of a feed: who writes it, proven by the root key.
public struct FeedOpening: Hashable, Sendable {
    /// The root key's word for the feed key.
    public let certificate: FeedCertificate
    /// The chapter's first name and profile.
    public let profile: ChapterProfile

    /// An opening of one's own.
    public init(certificate: FeedCertificate, profile: ChapterProfile) {
        self.certificate = certificate
        self.profile = profile
    }

    /// Reads the payload of a `feedOpened` event; nil unless everything in it holds.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireFeedOpened(serializedBytes: payload),
            let certificate = FeedCertificate(wire.certificate),
            let profile = ChapterProfile(received: wire.name, wire.profile)
        else { return nil }
        self.init(certificate: certificate, profile: profile)
    }

    /// The payload of a `feedOpened` event.
    public var payload: [UInt8] {
        var wire = WireFeedOpened()
        wire.certificate = certificate.wire
        wire.name = profile.name
        wire.profile = profile.profile
        return wire.encoded
    }
}
