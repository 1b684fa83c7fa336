import CSodium

/// Tells whether two secrets are equal, in a time that does not depend on where they differ.
///
/// Only the lengths can be learned from the time it takes.
public func constantTimeEquals(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    return sodium_memcmp(a, b, a.count) == 0
}
