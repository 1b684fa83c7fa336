import CSodium

/// The cipher of SLIP-0039 between a secret and what is shared: four rounds of a Feistel network.
///
/// With a passphrase it protects sheets that were stolen. Root keys are split without one, since
/// nobody would remember it in ten years; the standard has it. All is done in the secret's place.
struct SecretCipher {
    private static let rounds: UInt8 = 4
    /// Iterations of all rounds together, at the exponent 0.
    private static let iterations = 10_000

    private let passphrase: [UInt8]
    private let salt: [UInt8]
    private let iterations: Int

    init(_ family: KeyShare.Family, passphrase: [UInt8]) {
        self.passphrase = passphrase
        let identifier = [
            UInt8(family.identifier >> 8), UInt8(truncatingIfNeeded: family.identifier),
        ]
        salt = family.isExtendable ? [] : Array("shamir".utf8) + identifier
        iterations = (Self.iterations << family.exponent) / Int(Self.rounds)
    }

    /// Makes of the secret in this memory, 16 to 64 bytes, what is shared.
    func encrypt(_ memory: UnsafeMutableRawBufferPointer) {
        run(Array(0..<Self.rounds), memory)
    }

    /// Makes of what was shared the secret.
    func decrypt(_ memory: UnsafeMutableRawBufferPointer) {
        run((0..<Self.rounds).reversed(), memory)
    }

    private func run(_ rounds: [UInt8], _ memory: UnsafeMutableRawBufferPointer) {
        let half = memory.count / 2
        var left = UnsafeMutableRawBufferPointer(rebasing: memory[..<half])
        var right = UnsafeMutableRawBufferPointer(rebasing: memory[half...])
        for round in rounds {
            mix(round, of: UnsafeRawBufferPointer(right), into: left)
            swap(&left, &right)
        }
        // The rounds are even, so the halves stand where they began; the result has them the other
        // way round.
        for index in 0..<half {
            let byte = left[index]
            left[index] = right[index]
            right[index] = byte
        }
    }

    /// Adds PBKDF2-HMAC-SHA256 of one half to the other: its first block, since a half has 32 bytes
    /// at most.
    private func mix(
        _ round: UInt8, of source: UnsafeRawBufferPointer,
        into target: UnsafeMutableRawBufferPointer
    ) {
        let password = [round] + passphrase
        withWipedBytes(2 * hmacSHA256Length) { scratch in
            let block = UnsafeMutableRawBufferPointer(rebasing: scratch[..<hmacSHA256Length])
            let sum = UnsafeMutableRawBufferPointer(rebasing: scratch[hmacSHA256Length...])
            password.withUnsafeBytes { password in
                salt.withUnsafeBytes { salt in
                    [UInt8](arrayLiteral: 0, 0, 0, 1).withUnsafeBytes { number in
                        hmacSHA256(key: password, salt, source, number, into: block)
                    }
                }
                sum.copyMemory(from: UnsafeRawBufferPointer(block))
                for _ in 1..<iterations {
                    hmacSHA256(key: password, UnsafeRawBufferPointer(block), into: block)
                    for index in sum.indices { sum[index] ^= block[index] }
                }
            }
            for index in target.indices { target[index] ^= sum[index] }
        }
    }
}

/// The length of an HMAC-SHA256 in bytes.
let hmacSHA256Length = 32

/// Computes the HMAC-SHA256 of parts, one after the other; nothing of them stays anywhere else.
///
/// `result` may lie where a part lies.
func hmacSHA256(
    key: UnsafeRawBufferPointer, _ parts: UnsafeRawBufferPointer...,
    into result: UnsafeMutableRawBufferPointer
) {
    withWipedBytes(crypto_auth_hmacsha256_statebytes()) { memory in
        guard
            let state = memory.baseAddress?.assumingMemoryBound(
                to: crypto_auth_hmacsha256_state.self)
        else { return }
        crypto_auth_hmacsha256_init(state, key.octets, key.count)
        for part in parts where !part.isEmpty {
            crypto_auth_hmacsha256_update(state, part.octets, UInt64(part.count))
        }
        crypto_auth_hmacsha256_final(state, result.octets)
    }
}

/// Lends memory for a moment and wipes it afterwards.
func withWipedBytes(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { memory in
        body(memory)
        if let start = memory.baseAddress { sodium_memzero(start, count) }
    }
}
