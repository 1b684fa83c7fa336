public import Sodium

/// The root of a Merkle tree in the shape of RFC 9162: the left half of a tree is the largest
/// power of two smaller than the number of leaves.
///
/// Leaf and node hashes have their own contexts (`rhizome/merkle-leaf`, `rhizome/merkle-node`), so
/// that no node can pass for a leaf. The root of no leaves is `H("rhizome/merkle-empty")`.
/// Specification: Protocol/README.md, "Merkle roots".
public func merkleRoot(_ leaves: [Bytes32]) -> Bytes32 {
    if leaves.isEmpty { return digest("rhizome/merkle-empty") }
    // Folding neighbours level by level, an odd one moving up as it is, gives that same shape.
    var level = leaves.map { digest("rhizome/merkle-leaf", $0.bytes) }
    while level.count > 1 {
        var above: [Bytes32] = []
        above.reserveCapacity((level.count + 1) / 2)
        for index in stride(from: 0, to: level.count, by: 2) {
            if index + 1 < level.count {
                above.append(
                    digest("rhizome/merkle-node", level[index].bytes, level[index + 1].bytes))
            } else {
                above.append(level[index])
            }
        }
        level = above
    }
    return level[0]
}
