import CSodium

/// SHA-256 of data that comes in pieces, for files that other programs check.
///
/// Our own hashes are `digest`; this one is what `sha256sum` computes.
public struct SHA256 {
    private var state = crypto_hash_sha256_state()

    /// Begins.
    public init() {
        _ = sodiumReady
        crypto_hash_sha256_init(&state)
    }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// Ends it and gives the 32 bytes.
    public mutating func finish() -> [UInt8] {
        var sum = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&state, &sum)
        return sum
    }
}

/// The SHA-256 of bytes, one after the other.
public func sha256(_ parts: [UInt8]...) -> Bytes32 {
    var hash = SHA256()
    for part in parts { hash.update(part) }
    guard let sum = Bytes32(hash.finish()) else { preconditionFailure("a hash has 32 bytes") }
    return sum
}
