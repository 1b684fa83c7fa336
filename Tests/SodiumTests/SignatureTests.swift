import Sodium
import Testing

@Suite struct `Signing and verifying` {
    private let message = Array("We meet on Thursday.".utf8)

    @Test func `a signature is valid for its message and key alone`() throws {
        let alice = try SigningKey(seed: [UInt8](repeating: 1, count: 32))
        let bob = try SigningKey(seed: [UInt8](repeating: 2, count: 32))
        let signature = alice.signature(for: message)
        #expect(alice.publicKey.isValid(signature, for: message))
        #expect(!bob.publicKey.isValid(signature, for: message))
        #expect(!alice.publicKey.isValid(signature, for: message + [0]))
        #expect(!alice.publicKey.isValid(signature, for: message.dropLast()))
        #expect(!alice.publicKey.isValid(signature, for: []))
    }

    @Test(arguments: 0..<64)
    func `a flipped bit in any byte of a signature is noticed`(index: Int) throws {
        let alice = try SigningKey(seed: [UInt8](repeating: 1, count: 32))
        let right = alice.signature(for: message).bytes
        for bit in 0..<8 {
            var wrong = right
            wrong[index] ^= 1 << UInt8(bit)
            let signature = try #require(Signature(wrong))
            #expect(!alice.publicKey.isValid(signature, for: message), "bit \(bit)")
        }
    }

    @Test func `a flipped bit in any byte of a message is noticed`() throws {
        let alice = try SigningKey(seed: [UInt8](repeating: 1, count: 32))
        let signature = alice.signature(for: message)
        for index in message.indices {
            var wrong = message
            wrong[index] ^= 0x10
            #expect(!alice.publicKey.isValid(signature, for: wrong), "byte \(index)")
        }
    }

    @Test func `new keys differ and sign`() throws {
        let alice = try SigningKey()
        let bob = try SigningKey()
        #expect(alice.publicKey != bob.publicKey)
        #expect(alice.publicKey.isValid(alice.signature(for: message), for: message))
        #expect(PublicKey(alice.publicKey.bytes) == alice.publicKey)
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a seed of another length is refused in words`(count: Int) throws {
        let expected = KeyError.wrongLength(expected: 32, actual: count)
        #expect(throws: expected) { _ = try SigningKey(seed: [UInt8](repeating: 0, count: count)) }
        #expect(throws: expected) {
            _ = try TransportKey(secret: [UInt8](repeating: 0, count: count))
        }
        #expect(expected.description.contains("\(count) were given"))
    }

    @Test func `a signature has sixty-four bytes and keeps them`() throws {
        let bytes = (0..<64).map { UInt8($0) }
        #expect(try #require(Signature(bytes)).bytes == bytes)
        #expect(Signature(bytes.dropLast()) == nil)
        #expect(Signature(bytes + [64]) == nil)
    }

    @Test func `a transport key lends the secret it was made from`() throws {
        let secret = (1...32).map { UInt8($0) }
        let key = try TransportKey(secret: secret)
        #expect(key.withSecret { Array($0) } == secret)
        let other = try TransportKey()
        #expect(other.publicKey != key.publicKey)
        #expect(other.withSecret { Array($0) } != secret)
    }
}
