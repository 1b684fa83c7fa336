import Federation
import Sodium
import TestSupport
import Testing

@Suite struct `A Merkle tree` {
    private static let leaves = (UInt32(0)..<1030).map {
        digest("rhizome/test-leaf", $0.bigEndianBytes)
    }

    @Test func `grows to the roots of the definition, leaf by leaf`() throws {
        var tree = MerkleTree()
        for count in 0...Self.leaves.count {
            if count < 70 || count > 1020 || count % 97 == 0 {
                #expect(
                    tree.root == merkleRootByDefinition(Self.leaves[..<count]), "\(count) leaves")
                #expect(tree.edge.count == UInt64(count).nonzeroBitCount)
                #expect(MerkleTree(size: UInt64(count), edge: tree.edge) == tree)
            }
            if count < Self.leaves.count { tree.append(Self.leaves[count]) }
        }
        #expect(MerkleTree(size: 7, edge: tree.edge + [.zero]) == nil)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 1023, 1024, 1025])
    func `leads from each leaf to its root, and from no other place`(size: Int) throws {
        let root = merkleRoot(Self.leaves[..<size])
        for index in 0..<size where size < 40 || index % 61 == 0 || index > size - 3 {
            let path = MerklePath(of: UInt64(index), in: UInt64(size)) {
                merkleRoot(Self.leaves[Int($0.lowerBound)..<Int($0.upperBound)])
            }
            #expect(path.hashes.count <= 11)
            func lead(_ path: MerklePath, _ leaf: Int, at index: Int, of size: Int) -> Bytes32? {
                path.root(from: Self.leaves[leaf], at: UInt64(index), in: UInt64(size))
            }
            #expect(lead(path, index, at: index, of: size) == root)
            #expect(lead(path, index + 1, at: index, of: size) != root)
            #expect(lead(path, index, at: size, of: size) == nil)
            if size > 1 {
                #expect(lead(path, index, at: (index + 1) % size, of: size) != root)
                #expect(
                    lead(MerklePath(path.hashes.dropLast()), index, at: index, of: size) == nil)
            }
            #expect(lead(MerklePath(path.hashes + [root]), index, at: index, of: size) == nil)
        }
    }

    @Test func `has short paths however large it is`() {
        let size = Limits.lastSeq - 1
        for index in [0, 1, size / 3, size - 1] {
            let path = MerklePath(of: index, in: size) { _ in .zero }
            #expect((1...64).contains(path.hashes.count))
            #expect(path.root(from: .zero, at: index, in: size) != nil)
        }
    }

    @Test func `is said and read as a checkpoint`() throws {
        var tree = MerkleTree()
        for leaf in Self.leaves[..<5] { tree.append(leaf) }
        let said = Checkpoint(tree)
        #expect(said.size == 5)
        #expect(said.root == merkleRoot(Self.leaves[..<5]))
        #expect(Checkpoint(payload: said.payload) == said)
        #expect(Checkpoint(payload: []) == nil)
        #expect(Checkpoint(payload: Checkpoint(MerkleTree()).payload) == nil)
        #expect(Kind.checkpoint.endsRun && !Kind.checkpoint.mayBeTakenBack)
    }
}
