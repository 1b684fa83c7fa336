import Testing

@testable import Sodium

@Suite struct `The start-up self-test` {
    @Test(arguments: SelfTest.checks.map(\.sentence))
    func `the installed library passes`(sentence: String) throws {
        let check = try #require(SelfTest.checks.first { $0.sentence == sentence })
        #expect(check.holds())
    }

    @Test func `it passes as a whole`() throws {
        try SelfTest.run()
    }

    @Test func `a failure names its check`() {
        let failure = SelfTestFailure(check: "keys of small order are refused")
        #expect(failure.description.contains("keys of small order are refused"))
    }

    @Test func `the refused keys would be taken for points by a careless check`() throws {
        // Of the right length and shape: only the check of PublicKey stands in their way.
        for hex in SelfTest.smallOrder + SelfTest.notCanonical + SelfTest.mixedOrder {
            let bytes = try #require(Bytes32(hex: hex))
            #expect(PublicKey(bytes) == nil, "\(hex)")
        }
    }

    @Test(arguments: UInt64(0)..<8)
    func `about half of all random bytes are no key at all, and none is trusted`(seed: UInt64)
        throws
    {
        var numbers = RandomNumbers(seed: seed)
        var valid = 0
        for _ in 0..<400 {
            if PublicKey(try #require(Bytes32(numbers.bytes(32)))) != nil { valid += 1 }
        }
        // Half are points of the curve; one in eight of those lies in the main subgroup.
        #expect(valid > 400 / 64)
        #expect(valid < 400 / 8)
    }
}
