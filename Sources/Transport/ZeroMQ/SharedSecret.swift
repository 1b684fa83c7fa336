import CZeroMQ

/// Stands in for libsodium's `crypto_box_beforenm` so that a hostile server cannot end the node.
///
/// A CURVE server sends a short-term key in its WELCOME. If that key is a point of small order,
/// libsodium rightly refuses to make a shared secret, and libzmq (4.3.4 and later) asserts that
/// it never does: one dialled server, or one forged invitation, would abort the process. The
/// dynamic linker prefers a function of the program to one of a library, so libzmq calls this
/// one. It gives what libsodium gives, and where that is nothing a random secret that nobody
/// else has: the handshake then fails like any other. Not to be called.
///
/// - Parameters:
///   - shared: Room for the 32 bytes of the shared secret.
///   - publicKey: The other end's 32 bytes.
///   - secretKey: Our 32 bytes.
/// - Returns: Always 0, for success.
@_cdecl("crypto_box_beforenm")
public func sharedSecretThatNeverFails(
    _ shared: UnsafeMutablePointer<UInt8>, _ publicKey: UnsafePointer<UInt8>,
    _ secretKey: UnsafePointer<UInt8>
) -> CInt {
    if crypto_box_curve25519xsalsa20poly1305_beforenm(shared, publicKey, secretKey) != 0 {
        for index in 0..<CurveKeyPair.keyLength { shared[index] = .random(in: .min ... .max) }
    }
    return 0
}
