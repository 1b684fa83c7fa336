public import Sodium

/// One person's place on a frozen roll, as its root commits to it.
///
/// Only the root leaves the chapter. The salt keeps others from guessing names, and the leaf covers
/// the name, so that an entry cannot be re-pointed to somebody else.
public struct RollEntry: Hashable, Sendable {
    /// Bytes of the salt.
    public static let saltBytes = 16

    /// Random bytes, kept with the roll.
    public var salt: [UInt8]
    /// The place, from 1 without gaps.
    public var number: Int
    /// The person's name when the roll was frozen.
    public var name: String
    /// The class of right; everyone's is `member` today.
    public var rightClass: String

    /// Collects an entry.
    public init(salt: [UInt8], number: Int, name: String, rightClass: String) {
        self.salt = salt
        self.number = number
        self.name = name
        self.rightClass = rightClass
    }

    /// The leaf: a hash over salt, number (4 bytes), length of the name (4 bytes), name and class.
    ///
    /// Numbers are big-endian. Specification: Protocol/README.md, "Roll".
    public var leaf: Bytes32 {
        let name = Array(name.utf8)
        return digest(
            "rhizome/roll-leaf", salt, bigEndian(number), bigEndian(name.count), name,
            Array(rightClass.utf8))
    }

    /// The root that the announcement of a ballot carries.
    public static func root(_ entries: [RollEntry]) -> Bytes32 {
        merkleRoot(entries.map(\.leaf))
    }
}

/// The low 32 bits, most significant byte first.
func bigEndian(_ number: Int) -> [UInt8] {
    let bits = UInt32(truncatingIfNeeded: number)
    return [
        UInt8(truncatingIfNeeded: bits >> 24), UInt8(truncatingIfNeeded: bits >> 16),
        UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits),
    ]
}
