public import Federation
public import Feeds
public import Sodium

extension FeedAuthor {
    /// An author with keys that follow from a chapter's name.
    public static func named(_ name: String, epoch: UInt32 = 0) -> FeedAuthor {
        fixed(
            UInt32(bigEndian: digest("rhizome/test-name", Array(name.utf8)).bytes[..<4]),
            epoch: epoch)
    }

    /// An author with keys that follow from a number, so that a test is the same each time.
    public static func fixed(_ number: UInt32, epoch: UInt32 = 0) -> FeedAuthor {
        do {
            let root = try root(number)
            let feed = try SigningKey(
                seed: digest(
                    "rhizome/test-feed", number.bigEndianBytes, epoch.bigEndianBytes
                ).bytes)
            let certificate = FeedCertificate(
                rootKey: root, feedKey: feed.publicKey, epoch: epoch)
            return FeedAuthor(certificate: certificate, key: feed)
        } catch {
            preconditionFailure("test keys could not be made: \(error)")
        }
    }

    /// The root key of the author with this number.
    public static func root(_ number: UInt32) throws -> SigningKey {
        try SigningKey(seed: digest("rhizome/test-root", number.bigEndianBytes).bytes)
    }

    /// What the author with this number opens a later epoch with, after `tip` of an earlier one.
    public static func opening(
        _ number: UInt32, epoch: UInt32, closing earlier: UInt32 = 0, at tip: Tip
    ) throws -> FeedOpening {
        let certificate = fixed(number, epoch: epoch).certificate
        return FeedOpening(
            certificate: certificate,
            profile: ChapterProfile(name: "Chapter \(number)", profile: "tenants-union"),
            closes: FeedCut(earlier, at: tip, for: certificate, rootKey: try root(number)))
    }
}

/// A small generator of repeatable random numbers. Tests print its seed.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The generator of this seed.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
