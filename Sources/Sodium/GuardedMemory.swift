import CSodium

/// Memory for one secret: between guard pages, kept out of swap and core dumps, wiped at the end.
///
/// Written once by `init` and read-only from then on (the pages themselves refuse a write), which
/// is why it may be shared between threads. Where the limit on locked memory is reached the
/// secret is still guarded and wiped, only no longer kept out of swap.
struct GuardedMemory: ~Copyable, @unchecked Sendable {
    private let start: UnsafeMutableRawPointer
    private let count: Int

    /// Makes room for `count` bytes and lets `fill` write them; false from `fill` gives `failure`.
    init(
        count: Int, failure: KeyError = .invalid,
        filledBy fill: (UnsafeMutableRawBufferPointer) -> Bool
    ) throws(KeyError) {
        guard sodiumReady else { throw .libraryUnavailable }
        guard let start = sodium_malloc(count) else { throw .outOfGuardedMemory }
        guard fill(UnsafeMutableRawBufferPointer(start: start, count: count)) else {
            sodium_free(start)
            throw failure
        }
        sodium_mprotect_readonly(start)
        self.start = start
        self.count = count
    }

    deinit { sodium_free(start) }

    /// Lends the secret; the pointer must not outlive the call.
    borrowing func withBytes<Value: ~Copyable, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes of a key or signature, never none, as libsodium wants them.
    var octets: UnsafePointer<UInt8> {
        guard let baseAddress else { preconditionFailure("a key or signature has bytes") }
        return baseAddress.assumingMemoryBound(to: UInt8.self)
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Room for the bytes of a key, never none, as libsodium wants it.
    var octets: UnsafeMutablePointer<UInt8> {
        guard let baseAddress else { preconditionFailure("a key has bytes") }
        return baseAddress.assumingMemoryBound(to: UInt8.self)
    }
}
