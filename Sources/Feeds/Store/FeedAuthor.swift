public import Federation
public import Sodium

/// The holder of a chapter's feed key.
///
/// The key stays in guarded memory and is only lent.
public final class FeedAuthor: Sendable {
    /// The root key's word for the key.
    public let certificate: FeedCertificate
    private let key: SigningKey

    /// Takes the key that the certificate names.
    public init(certificate: FeedCertificate, key: consuming SigningKey) {
        precondition(certificate.feedKey == key.publicKey, "the certificate is for another key")
        self.certificate = certificate
        self.key = key
    }

    /// The feed that the key writes.
    public var feed: FeedName { certificate.feed }

    /// Signs bytes that begin with a context of their own.
    public func signature(for bytes: [UInt8]) -> Signature { key.signature(for: bytes) }

    /// Lends the key.
    public func withKey<Value>(_ body: (borrowing SigningKey) throws -> Value) rethrows -> Value {
        try body(key)
    }
}
