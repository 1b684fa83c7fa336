import CSodium

/// Hashes the parts, one after the other, under a context that keeps the uses of hashes apart.
///
/// BLAKE2b-256 over `length(context) (1 byte) || context || parts`. The context is at most 255
/// bytes of ASCII, a constant of the program. Specification: Protocol/README.md, "Hashes".
public func digest(_ context: StaticString, _ parts: [UInt8]...) -> Bytes32 {
    var state = HashState(context)
    for part in parts { state.update(part) }
    return state.finish()
}

/// A hash in the making, for data that comes in pieces or stays where it lies.
public struct HashState: ~Copyable {
    /// libsodium wants its state aligned to 64 bytes, which Swift cannot promise for a value.
    private let memory: UnsafeMutableRawPointer
    private var state: OpaquePointer { OpaquePointer(memory) }

    /// Begins with the length-prefixed context.
    public init(_ context: StaticString) {
        _ = sodiumReady  // chooses the fastest code for this processor
        memory = .allocate(byteCount: crypto_generichash_blake2b_statebytes(), alignment: 64)
        crypto_generichash_blake2b_init(state, nil, 0, 32)
        var length = UInt8(context.utf8CodeUnitCount)
        crypto_generichash_blake2b_update(state, &length, 1)
        crypto_generichash_blake2b_update(state, context.utf8Start, UInt64(length))
    }

    deinit { memory.deallocate() }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) {
        crypto_generichash_blake2b_update(state, bytes, UInt64(bytes.count))
    }

    /// Adds bytes that lie in memory of somebody else.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        crypto_generichash_blake2b_update(
            state, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    /// Adds a hash or key.
    public mutating func update(_ bytes: Bytes32) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Ends the hash.
    public consuming func finish() -> Bytes32 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
            if let start = digest.baseAddress {
                crypto_generichash_blake2b_final(state, start, 32)
            }
            return Bytes32(digest) ?? .zero
        }
    }
}
