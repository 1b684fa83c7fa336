import CSodium

/// Shamir's secret sharing as SLIP-0039 has it, from guarded memory and into it.
///
/// The shared bytes are those of the polynomials, one for each byte, at 255. At 254 they have a
/// digest, by which a wrong result is told from the right one.
struct SecretSharing {
    private static let secretPlace: UInt8 = 255
    private static let digestPlace: UInt8 = 254
    private static let digestLength = 4

    private let family: KeyShare.Family
    private let passphrase: [UInt8]

    init(_ family: KeyShare.Family, passphrase: [UInt8] = []) {
        self.family = family
        self.passphrase = passphrase
    }

    /// The shares of a secret; at least 2 are needed.
    func split(_ secret: UnsafeRawBufferPointer, into count: Int) throws(KeyError) -> [KeyShare] {
        let (length, drawn) = (family.length, family.needed - 2)
        // The points that fix the polynomials: drawn ones, the digest, the secret.
        let places = (0..<UInt8(drawn)) + [Self.digestPlace, Self.secretPlace]
        let points = try GuardedMemory(count: places.count * length) { memory in
            let row = { (index: Int) in
                UnsafeMutableRawBufferPointer(
                    rebasing: memory[(index * length)..<((index + 1) * length)])
            }
            randombytes_buf(memory.octets, (drawn + 1) * length)
            let shared = row(drawn + 1)
            shared.copyMemory(from: secret)
            SecretCipher(family, passphrase: passphrase).encrypt(shared)
            let digest = row(drawn)
            Self.withDigest(of: UnsafeRawBufferPointer(shared), UnsafeRawBufferPointer(digest)) {
                UnsafeMutableRawBufferPointer(rebasing: digest[..<Self.digestLength])
                    .copyMemory(from: $0)
            }
            return true
        }
        return points.withBytes { points in
            (0..<count).map { index in
                var value = [UInt8](repeating: 0, count: length)
                value.withUnsafeMutableBytes {
                    Field256.interpolate(places, points, at: UInt8(index), into: $0)
                }
                return KeyShare(family, number: index + 1, value: value)
            }
        }
    }

    /// The secret that these shares give; throws `ShareError` or `KeyError`.
    static func join(_ shares: KeyShares, passphrase: [UInt8] = []) throws -> GuardedMemory {
        guard let family = shares.shares.first?.family, let missing = shares.missing else {
            throw ShareError.tooFew(missing: 2)
        }
        guard missing == 0 else { throw ShareError.tooFew(missing: missing) }
        // What is given beyond what is needed must lie on the same polynomials too.
        let used = shares.shares
        let places = used.map { UInt8($0.number - 1) }
        let points = try GuardedMemory(count: used.count * family.length) { memory in
            memory.copyBytes(from: used.flatMap(\.value))
            return true
        }
        var isKey = true
        let secret = try GuardedMemory(count: family.length) { secret in
            points.withBytes { points in
                Field256.interpolate(places, points, at: secretPlace, into: secret)
                if family.needed > 1 {
                    isKey = fits(UnsafeRawBufferPointer(secret), places, points)
                }
            }
            SecretCipher(family, passphrase: passphrase).decrypt(secret)
            return true
        }
        guard isKey else { throw ShareError.noKey }
        return secret
    }

    /// Whether the polynomials have the digest of the secret where it belongs.
    private static func fits(
        _ secret: UnsafeRawBufferPointer, _ places: [UInt8], _ points: UnsafeRawBufferPointer
    ) -> Bool {
        var isSame = false
        withWipedBytes(secret.count) { digest in
            Field256.interpolate(places, points, at: digestPlace, into: digest)
            withDigest(of: secret, UnsafeRawBufferPointer(digest)) {
                isSame = sodium_memcmp($0.octets, digest.octets, digestLength) == 0
            }
        }
        return isSame
    }

    /// Lends the digest of a secret under what stands after the digest's own place.
    private static func withDigest(
        of secret: UnsafeRawBufferPointer, _ row: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        withWipedBytes(hmacSHA256Length) { digest in
            hmacSHA256(
                key: UnsafeRawBufferPointer(rebasing: row[digestLength...]), secret, into: digest)
            body(UnsafeRawBufferPointer(rebasing: digest[..<digestLength]))
        }
    }
}
