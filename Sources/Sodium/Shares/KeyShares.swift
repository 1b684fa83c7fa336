/// The shares of one key as they come together.
public struct KeyShares: Hashable, Sendable {
    /// The most shares that one key can be split into: a share's number has four bits.
    public static let atMost = 16

    /// Those that are there, in the order in which they came.
    public private(set) var shares: [KeyShare] = []

    /// None yet.
    public init() {}

    /// How many are needed; nil as long as there is none to say it.
    public var needed: Int? { shares.first?.needed }

    /// How many more are needed; nil as long as there is none to say it.
    public var missing: Int? { needed.map { max(0, $0 - shares.count) } }

    /// Adds a share; throws if it does not belong to the others or is there already, and changes
    /// nothing then.
    public mutating func add(_ share: KeyShare) throws(ShareError) {
        if let first = shares.first {
            guard share.family == first.family else { throw .otherSet }
            guard shares.allSatisfy({ $0.number != share.number }) else {
                throw .givenTwice(number: share.number)
            }
        }
        shares.append(share)
    }
}

extension SigningKey {
    /// Splits the key into shares, of which as many as are `needed` bring it back.
    ///
    /// Every splitting makes a set of its own: shares of two sets do not fit together. Throws
    /// `ShareError.wrongNumbers` or `KeyError`.
    public borrowing func shares(_ count: Int, needed: Int) throws -> [KeyShare] {
        guard (2...KeyShares.atMost).contains(count), (2...count).contains(needed) else {
            throw ShareError.wrongNumbers
        }
        let drawn = randomBytes(2)
        let family = KeyShare.Family(
            identifier: Int(drawn[0] & 0x7F) << 8 | Int(drawn[1]), isExtendable: true, exponent: 0,
            needed: needed, length: Self.seedLength)
        var shares: [KeyShare] = []
        try withSeed { (seed) throws in
            shares = try SecretSharing(family).split(seed, into: count)
        }
        return shares
    }

    /// Brings back the key from its shares.
    ///
    /// Throws `ShareError` if there are too few or they give no key, or `KeyError`.
    public init(joining shares: KeyShares) throws {
        let seed = try SecretSharing.join(shares)
        guard shares.shares.first?.value.count == Self.seedLength else { throw ShareError.noKey }
        try self.init(seed: seed)
    }
}
