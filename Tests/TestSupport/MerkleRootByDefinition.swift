public import Sodium

/// The definition of Merkle roots in Protocol/README.md, word by word, to hold quicker ways against.
public func merkleRootByDefinition(_ leaves: ArraySlice<Bytes32>) -> Bytes32 {
    if leaves.isEmpty { return digest("rhizome/merkle-empty") }
    if leaves.count == 1 { return digest("rhizome/merkle-leaf", leaves[leaves.startIndex].bytes) }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let middle = leaves.startIndex + half
    return digest(
        "rhizome/merkle-node", merkleRootByDefinition(leaves[..<middle]).bytes,
        merkleRootByDefinition(leaves[middle...]).bytes)
}
