public import Sodium

/// What leads from one leaf of a Merkle tree to the root: the roots of the subtrees beside it.
///
/// Whoever has leaf, path and root knows that the leaf is in the tree, and where, without having
/// seen any other. Specification: Protocol/README.md, "Merkle roots".
public struct MerklePath: Hashable, Sendable {
    /// The roots of the subtrees beside the leaf, the nearest first.
    public let hashes: [Bytes32]

    /// A path that came from somebody.
    public init(_ hashes: [Bytes32]) { self.hashes = hashes }

    /// The path of the leaf at `index`, from 0, in a tree of `size` leaves.
    ///
    /// `root`: gives the root over the leaves in a range; it is asked for ranges that do not
    ///   overlap and leave out that one leaf.
    public init(
        of index: UInt64, in size: UInt64, root: (Range<UInt64>) throws -> Bytes32
    ) rethrows {
        hashes = try Self.subtrees(beside: index, in: size).map(root)
    }

    /// The root that it leads to from a leaf at `index` of `size`; nil where it is too long or too
    /// short for that place, or there is no such place.
    public func root(from leaf: Bytes32, at index: UInt64, in size: UInt64) -> Bytes32? {
        guard index < size else { return nil }
        let subtrees = Self.subtrees(beside: index, in: size)
        guard subtrees.count == hashes.count else { return nil }
        return zip(subtrees, hashes).reduce(MerkleTree.hash(leaf: leaf)) { hash, next in
            next.0.lowerBound > index
                ? MerkleTree.hash(hash, next.1) : MerkleTree.hash(next.1, hash)
        }
    }

    /// The leaves under each subtree beside the leaf at `index`, the nearest first; at most 64.
    static func subtrees(beside index: UInt64, in size: UInt64) -> [Range<UInt64>] {
        var subtrees: [Range<UInt64>] = []
        var tree = 0..<size
        while tree.count > 1 {
            // The largest power of two below the number of leaves.
            let half = UInt64(1) << (63 - UInt64(tree.count - 1).leadingZeroBitCount)
            let middle = tree.lowerBound + half
            if index < middle {
                subtrees.append(middle..<tree.upperBound)
                tree = tree.lowerBound..<middle
            } else {
                subtrees.append(tree.lowerBound..<middle)
                tree = middle..<tree.upperBound
            }
        }
        return subtrees.reversed()
    }
}
