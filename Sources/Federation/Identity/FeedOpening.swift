import Sodium
import SwiftProtobuf

/// The first event of a feed: who writes it, proven by the root key.
public struct FeedOpening: Hashable, Sendable {
    /// The root key's word for the feed key.
    public let certificate: FeedCertificate
    /// The chapter's name and profile when it opened the feed.
    public let profile: ChapterProfile
    /// Where an earlier epoch ends; nil in the first epoch.
    public let closes: FeedCut?

    /// The opening of a chapter's first epoch.
    public init(certificate: FeedCertificate, profile: ChapterProfile) {
        precondition(certificate.epoch == 0, "a later epoch closes an earlier one")
        self.certificate = certificate
        self.profile = profile
        closes = nil
    }

    /// The opening of a later epoch, which closes an earlier one.
    public init(certificate: FeedCertificate, profile: ChapterProfile, closes cut: FeedCut) {
        precondition(cut.epoch < certificate.epoch)
        self.certificate = certificate
        self.profile = profile
        closes = cut
    }

    /// Reads the payload of a `feedOpened` event; nil unless everything in it holds.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireFeedOpened(serializedBytes: payload),
            wire.certificate.changes.isEmpty, let certificate = FeedCertificate(wire.certificate),
            let profile = ChapterProfile(received: wire.name, wire.profile),
            wire.hasCloses == (certificate.epoch > 0)
        else { return nil }
        self.certificate = certificate
        self.profile = profile
        closes = wire.hasCloses ? FeedCut(wire.closes, for: certificate) : nil
        if wire.hasCloses, closes == nil { return nil }
    }

    /// The feed that it opens.
    public var feed: FeedName { certificate.feed }

    /// The payload of a `feedOpened` event.
    public var payload: [UInt8] {
        var wire = WireFeedOpened()
        wire.certificate = certificate.wire
        wire.name = profile.name
        wire.profile = profile.profile
        if let closes { wire.closes = closes.wire }
        return wire.encoded
    }
}
