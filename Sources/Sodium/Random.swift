import CSodium

/// The library is initialised once, on first use, from any thread.
let sodiumReady = sodium_init() >= 0

/// Random bytes fit for keys, from the operating system.
public func randomBytes(_ count: Int) -> [UInt8] {
    precondition(sodiumReady, "libsodium could not be initialised")
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
}

/// Thirty-two random bytes.
public func randomBytes32() -> Bytes32 {
    Bytes32(randomBytes(32)) ?? .zero
}
