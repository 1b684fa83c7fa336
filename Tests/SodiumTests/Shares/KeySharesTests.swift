import Testing

@testable import Sodium

@Suite struct `A key that is split` {
    private let alice = [UInt8](0..<32)

    private func shares(_ count: Int, _ needed: Int) throws -> [KeyShare] {
        try SigningKey(seed: alice).shares(count, needed: needed)
    }

    private func join(_ shares: some Sequence<KeyShare>) throws -> Bytes32 {
        var set = KeyShares()
        for share in shares { try set.add(share) }
        return try SigningKey(joining: set).publicKey.bytes
    }

    @Test(arguments: [(2, 2), (3, 2), (5, 3), (16, 9), (16, 16)])
    func `comes back from as many sheets as are needed, whichever they are`(
        count: Int, needed: Int
    ) throws {
        let shares = try shares(count, needed)
        #expect(shares.map(\.number) == Array(1...count))
        #expect(shares.allSatisfy { $0.needed == needed && $0.words.count == 33 })
        let key = try SigningKey(seed: alice).publicKey.bytes
        #expect(try join(shares.prefix(needed)) == key)
        #expect(try join(shares.suffix(needed).reversed()) == key)
        #expect(try join(shares) == key)
        for _ in 0..<5 { #expect(try join(shares.shuffled().prefix(needed)) == key) }
    }

    @Test func `does not come back from one sheet fewer`() throws {
        for missing in 1...2 {
            let few = try shares(5, 3).prefix(3 - missing)
            #expect(throws: ShareError.tooFew(missing: missing)) { try join(few) }
        }
        #expect(throws: ShareError.self) { try join([]) }
    }

    @Test func `has other words every time, and old sheets do not go with new ones`() throws {
        let (old, new) = (try shares(5, 3), try shares(5, 3))
        #expect(Set(old.map(\.value)).isDisjoint(with: new.map(\.value)))
        var set = KeyShares()
        try set.add(old[0])
        #expect(throws: ShareError.otherSet) { try set.add(new[1]) }
        #expect(set.missing == 2)
    }

    @Test func `takes no sheet twice`() throws {
        let shares = try shares(5, 3)
        var set = KeyShares()
        #expect(set.missing == nil)
        try set.add(shares[3])
        #expect(throws: ShareError.givenTwice(number: 4)) { try set.add(shares[3]) }
        #expect(set.missing == 2)
    }

    @Test func `does not come back with a sheet that somebody has made up`() throws {
        let shares = try shares(3, 2)
        let fake = KeyShare(shares[1].family, number: 2, value: shares[2].value)
        #expect(throws: ShareError.noKey) { try join([shares[0], fake]) }
    }

    @Test(arguments: [(1, 1), (2, 1), (2, 3), (17, 2), (0, 0), (5, 0)])
    func `is not split into numbers that make no sense`(count: Int, needed: Int) {
        #expect(throws: ShareError.wrongNumbers) { try shares(count, needed) }
    }
}

@Suite struct `The words of a sheet` {
    private let words: [String]

    init() throws {
        words = try SigningKey(seed: [UInt8](repeating: 7, count: 32)).shares(5, needed: 3)[0].words
    }

    private func error(_ words: [String]) -> ShareError? {
        do throws(ShareError) {
            _ = try KeyShare(words: words)
            return nil
        } catch { return error }
    }

    @Test func `are 1024, and told apart by their first four letters`() {
        #expect(ShareWords.all.count == 1024)
        #expect(Set(ShareWords.all.map { $0.prefix(4) }).count == 1024)
        #expect(ShareWords.all == ShareWords.all.sorted())
        #expect(ShareWords.all.allSatisfy { (4...8).contains($0.count) })
    }

    @Test func `may be written in capitals`() throws {
        #expect(try KeyShare(words: words.map { $0.uppercased() }) == KeyShare(words: words))
    }

    @Test(arguments: [
        ("acadmic", "academic"), ("academy", "academic"), ("zer", "zero"), ("rosterr", "roster"),
        ("trahs", nil), ("x", nil), ("", nil),
    ])
    func `that are not in the list are named, with what may have been meant`(
        word: String, meant: String?
    ) {
        var words = words
        words[12] = word
        #expect(error(words) == .unknownWord(number: 13, word: word, meant: meant))
    }

    @Test func `that are too few or too many are counted`() {
        #expect(error(Array(words.dropLast())) == .wrongCount(32))
        #expect(error(words + words) == .wrongCount(66))
        #expect(error([]) == .wrongCount(0))
    }

    @Test func `show which one is wrong where it is only one`() throws {
        for place in [0, 1, 2, 17, 32] {
            var words = words
            let next = ((ShareWords.place(of: words[place]) ?? 0) + 1) % 1024
            words[place] = ShareWords.all[next]
            #expect(error(words) == .wrongChecksum(suspect: place + 1))
        }
    }

    @Test func `do not fit when two are exchanged`() {
        var words = words
        words.swapAt(6, 7)
        #expect(words[6] == words[7] || error(words) != nil)
    }

    @Test func `find every mistake in three words`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = RandomNumbers(seed: seed)
        for _ in 0..<200 {
            var data = try words.map { try #require(ShareWords.place(of: $0)) }
            for place in data.indices.shuffled(using: &random).prefix(3) {
                data[place] = Int.random(in: 0..<1024, using: &random)
            }
            let isSame = data.map { ShareWords.all[$0] } == words
            #expect(
                isSame || !WordChecksum.holds(data, context: "shamir_extendable"), "\(seed)")
        }
    }
}

@Suite struct `The field of 256 elements` {
    @Test func `multiplies and inverts as that of AES`() {
        #expect(Field256.product(0x57, 0x83) == 0xc1)
        #expect(Field256.product(0x57, 0x13) == 0xfe)
        #expect(Field256.inverse(0x53) == 0xca)
        #expect(Field256.inverse(0) == 0)
        for a in UInt8(1)...255 { #expect(Field256.product(a, Field256.inverse(a)) == 1) }
    }

    @Test func `computes HMAC-SHA256 as RFC 4231 says`() {
        var mac = [UInt8](repeating: 0, count: 32)
        mac.withUnsafeMutableBytes { mac in
            Array("Jefe".utf8).withUnsafeBytes { key in
                Array("what do ya want ".utf8).withUnsafeBytes { first in
                    Array("for nothing?".utf8).withUnsafeBytes { second in
                        hmacSHA256(key: key, first, second, into: mac)
                    }
                }
            }
        }
        #expect(
            Hex.text(mac) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}
