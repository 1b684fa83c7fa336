public import Sodium

/// The root of a Merkle tree in the shape of RFC 9162: the left half of a tree is the largest
/// power of two smaller than the number of leaves.
///
/// Leaf and node hashes have their own contexts (`rhizome/merkle-leaf`, `rhizome/merkle-node`), so
/// that no node can pass for a leaf. The root of no leaves is `H("rhizome/merkle-empty")`.
/// Specification: Protocol/README.md, "Merkle roots".
public func merkleRoot(_ leaves: some Sequence<Bytes32>) -> Bytes32 {
    var tree = MerkleTree()
    for leaf in leaves { tree.append(leaf) }
    return tree.root
}

/// A Merkle tree that grows at its right edge, of which only that edge is kept.
///
/// It has one hash for each whole subtree, so for each 1 in its size in binary: twenty for a
/// million leaves. A leaf costs two hashes on average.
public struct MerkleTree: Hashable, Sendable {
    /// How many leaves it has.
    public private(set) var size: UInt64 = 0
    /// The roots of its whole subtrees, the largest first.
    public private(set) var edge: [Bytes32] = []

    /// A tree without leaves.
    public init() {}

    /// The tree of so many leaves with this edge; nil where the two do not fit.
    public init?(size: UInt64, edge: [Bytes32]) {
        guard edge.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.edge = edge
    }

    /// Adds a leaf after all others.
    public mutating func append(_ leaf: Bytes32) {
        var hash = Self.hash(leaf: leaf)
        for _ in 0..<(~size).trailingZeroBitCount {
            hash = Self.hash(edge.removeLast(), hash)
        }
        edge.append(hash)
        size += 1
    }

    /// The root over all leaves.
    public var root: Bytes32 {
        guard let last = edge.last else { return digest("rhizome/merkle-empty") }
        return edge.dropLast().reversed().reduce(last) { Self.hash($1, $0) }
    }

    static func hash(leaf: Bytes32) -> Bytes32 {
        var state = HashState("rhizome/merkle-leaf")
        state.update(leaf)
        return state.finish()
    }

    static func hash(_ left: Bytes32, _ right: Bytes32) -> Bytes32 {
        var state = HashState("rhizome/merkle-node")
        state.update(left)
        state.update(right)
        return state.finish()
    }
}
