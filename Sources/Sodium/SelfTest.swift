import CSodium

/// The installed library gave another verdict than the protocol needs.
public struct SelfTestFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The check that failed, as a sentence that ought to be true.
    public let check: String

    /// What failed and what to do about it.
    public var description: String {
        "The installed libsodium failed the start-up check \"\(check)\". The node would not agree"
            + " with others about signatures, so it does not start; nothing was changed."
            + " Install libsodium 1.0.18 or newer from your distribution."
    }
}

/// The verdicts of the installed library, checked at start-up.
///
/// Releases of libsodium, and other libraries, differ in the edge cases of Ed25519. Nodes that
/// disagree about one signature disagree about a feed for ever, so the edge cases are pinned here:
/// canonical keys of the main subgroup only, S < L only, no small-order R, no cofactor.
/// Specification: Protocol/README.md, "Signatures".
public enum SelfTest {
    /// Runs every check, which takes a few milliseconds, and throws the first that fails.
    public static func run() throws(SelfTestFailure) {
        for check in checks where !check.holds() {
            throw SelfTestFailure(check: check.sentence)
        }
    }

    /// One thing that must be so.
    struct Check: Sendable {
        let sentence: String
        let holds: @Sendable () -> Bool
    }

    static let checks: [Check] = [
        Check(sentence: "the library starts") { sodiumReady },
        Check(sentence: "keys and signatures are those of RFC 8032") {
            rfc8032.allSatisfy(signsAndVerifies)
        },
        Check(sentence: "a signature for another message is refused") {
            rfc8032.allSatisfy { !verifies($0.publicKey, $0.message + "00", $0.signature) }
        },
        Check(sentence: "keys of small order are refused") {
            smallOrder.allSatisfy { key($0) == nil }
        },
        Check(sentence: "keys that are not canonical are refused") {
            notCanonical.allSatisfy { key($0) == nil }
        },
        Check(sentence: "keys of mixed order are refused") {
            mixedOrder.allSatisfy { key($0) == nil }
        },
        Check(sentence: "keys off the curve are refused") { key(offCurve) == nil },
        Check(sentence: "a signature whose S is not below L is refused") {
            verifies(edgeKey, edgeMessage, edgeSignature)
                && !verifies(edgeKey, edgeMessage, malleated)
        },
        Check(sentence: "a signature whose R is of small order is refused") {
            !verifies(edgeKey, edgeMessage, smallOrderR)
        },
        Check(sentence: "signatures are verified without the cofactor") {
            !verifies(edgeKey, edgeMessage, cofactoredOnly)
        },
        Check(sentence: "BLAKE2b-256 is that of RFC 7693") {
            var hash = [UInt8](repeating: 0, count: 32)
            let input = Array("abc".utf8)
            crypto_generichash_blake2b(&hash, 32, input, UInt64(input.count), nil, 0)
            return Hex.text(hash) == blake2bOfABC
        },
        Check(sentence: "hashes begin with their context") {
            let pages = (0..<256).flatMap { _ in (0...255).map { UInt8($0) } }
            return digest("rhizome/test", Array("abc".utf8)).hex == contextOfABC
                && digest("rhizome/test", Array("a".utf8), Array("bc".utf8)).hex == contextOfABC
                && digest("rhizome/test", pages).hex == contextOfPages
        },
        Check(sentence: "transport keys are those of RFC 7748") {
            guard let secret = Hex.bytes(x25519Scalar),
                let pair = try? TransportKey(secret: secret)
            else { return false }
            return pair.publicKey.hex == x25519PublicKey
        },
    ]

    private static func key(_ hex: String) -> PublicKey? {
        Bytes32(hex: hex).flatMap { PublicKey($0) }
    }

    private static func verifies(_ publicKey: String, _ message: String, _ signature: String)
        -> Bool
    {
        guard let publicKey = key(publicKey), let message = Hex.bytes(message),
            let signature = Hex.bytes(signature).flatMap({ Signature($0) })
        else { return false }
        return publicKey.isValid(signature, for: message)
    }

    private static func signsAndVerifies(_ vector: SignatureVector) -> Bool {
        guard let seed = Hex.bytes(vector.seed), let message = Hex.bytes(vector.message),
            let key = try? SigningKey(seed: seed)
        else { return false }
        return key.publicKey.bytes.hex == vector.publicKey
            && Hex.text(key.signature(for: message).bytes) == vector.signature
            && verifies(vector.publicKey, vector.message, vector.signature)
    }
}
