import CSodium

/// An X25519 key pair for the encrypted links between nodes, its secret half in guarded memory.
///
/// Independent of the feed key: neither is ever derived from the other. `@unchecked Sendable`
/// holds because the guarded memory is read-only once `init` returns.
public struct TransportKey: ~Copyable, @unchecked Sendable {
    private let secret: GuardedMemory
    /// The half that other nodes know.
    public let publicKey: Bytes32

    /// Makes a new random key pair.
    public init() throws(KeyError) {
        try self.init(
            moving: try GuardedMemory(count: Self.secretLength) { memory in
                randombytes_buf(memory.octets, memory.count)
                return true
            })
    }

    /// Makes the pair that belongs to a secret of 32 bytes, such as one derived from an invitation.
    public init(secret: [UInt8]) throws(KeyError) {
        guard secret.count == Self.secretLength else {
            throw .wrongLength(expected: Self.secretLength, actual: secret.count)
        }
        try self.init(
            moving: try GuardedMemory(count: Self.secretLength) { memory in
                memory.copyBytes(from: secret)
                return true
            })
    }

    /// Makes the pair that belongs to a secret which lies in guarded memory already.
    init(moving secret: consuming GuardedMemory) throws(KeyError) {
        var publicBytes = [UInt8](repeating: 0, count: 32)
        let made = secret.withBytes { secret in
            crypto_scalarmult_curve25519_base(&publicBytes, secret.octets) == 0
        }
        guard made, let publicKey = Bytes32(publicBytes) else { throw .invalid }
        self.secret = secret
        self.publicKey = publicKey
    }

    /// Lends the secret half; the pointer must not outlive the call.
    public borrowing func withSecret<Value, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try secret.withBytes(body)
    }

    /// The length of the secret, and so of a key file, in bytes.
    static let secretLength = 32
}
