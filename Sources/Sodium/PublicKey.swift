import CSodium

/// An Ed25519 public key that was checked, so that whoever holds one can use it without a thought.
public struct PublicKey: Hashable, Sendable {
    /// The key as it travels.
    public let bytes: Bytes32

    /// Takes a key from outside, or gives nil if it is not fit to stand for anybody.
    ///
    /// Refused are encodings that are not canonical, bytes that are not a point of the curve,
    /// points outside the main subgroup and points of small order: with any of these, nodes with
    /// different libraries could disagree about who signed what.
    public init?(_ bytes: Bytes32) {
        guard sodiumReady else { return nil }
        let valid = bytes.withUnsafeBytes { key in
            crypto_core_ed25519_is_valid_point(
                key.octets) == 1
        }
        guard valid else { return nil }
        self.bytes = bytes
    }

    /// Tells whether the holder of this key signed exactly this message.
    public func isValid(_ signature: Signature, for message: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { key in
            signature.withUnsafeBytes { signature in
                crypto_sign_ed25519_verify_detached(
                    signature.octets,
                    message, UInt64(message.count),
                    key.octets) == 0
            }
        }
    }
}
