import CSodium

/// An Ed25519 secret key in guarded memory: moved, never copied, wiped when nobody holds it.
///
/// `@unchecked Sendable` holds because the guarded memory is read-only once `init` returns.
public struct SigningKey: ~Copyable, @unchecked Sendable {
    /// The seed (32 bytes) and the public key (32 bytes): libsodium's form of a secret key.
    private let secret: GuardedMemory
    /// The key by which others know its holder.
    public let publicKey: PublicKey

    /// Makes the key that belongs to a seed of 32 bytes, for tests and derivations.
    public init(seed: [UInt8]) throws(KeyError) {
        guard seed.count == Self.seedLength else {
            throw .wrongLength(expected: Self.seedLength, actual: seed.count)
        }
        try self.init { keys in
            crypto_sign_ed25519_seed_keypair(keys.publicKey, keys.secret, seed) == 0
        }
    }

    /// Makes a new random key, whose seed never leaves guarded memory.
    public init() throws(KeyError) {
        try self.init { keys in
            crypto_sign_ed25519_keypair(keys.publicKey, keys.secret) == 0
        }
    }

    /// Makes the key that belongs to a seed which lies in guarded memory already.
    init(seed: borrowing GuardedMemory) throws(KeyError) {
        self = try seed.withBytes { (seed) throws(KeyError) -> SigningKey in
            try SigningKey { keys in
                crypto_sign_ed25519_seed_keypair(keys.publicKey, keys.secret, seed.octets) == 0
            }
        }
    }

    private init(
        _ generate: (
            (publicKey: UnsafeMutablePointer<UInt8>, secret: UnsafeMutablePointer<UInt8>)
        ) -> Bool
    ) throws(KeyError) {
        var publicBytes = [UInt8](repeating: 0, count: 32)
        let secret = try GuardedMemory(count: 64) { memory in
            publicBytes.withUnsafeMutableBytes { generate(($0.octets, memory.octets)) }
        }
        guard let bytes = Bytes32(publicBytes), let publicKey = PublicKey(bytes) else {
            throw .invalid
        }
        self.secret = secret
        self.publicKey = publicKey
    }

    /// Signs a message; the same message always gives the same signature.
    public borrowing func signature(for message: [UInt8]) -> Signature {
        var bytes = [UInt8](repeating: 0, count: 64)
        secret.withBytes { secret in
            _ = crypto_sign_ed25519_detached(
                &bytes, nil, message, UInt64(message.count), secret.octets)
        }
        guard let signature = Signature(bytes) else {
            preconditionFailure("an Ed25519 signature has 64 bytes")
        }
        return signature
    }

    /// Lends the seed to the file that keeps it.
    borrowing func withSeed<Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try secret.withBytes { (secret) throws(Failure) in
            try body(UnsafeRawBufferPointer(rebasing: secret[..<Self.seedLength]))
        }
    }

    /// The length of the seed, and so of a key file, in bytes.
    static let seedLength = 32
}
