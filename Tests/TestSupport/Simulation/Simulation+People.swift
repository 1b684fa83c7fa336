public import Federation
public import Feeds
import Sodium

/// What the people of the simulated chapters do, and what happens to their machines.
extension Simulation {
    /// A node's people say something.
    public mutating func say(_ text: String, at node: Int) throws {
        try say(Kind(rawValue: 1000), Array(text.utf8), at: node)
    }

    /// A node's people say something that the shared tables may show.
    public mutating func say(_ kind: Kind, _ payload: [UInt8], at node: Int) throws {
        record(Int64(node), payload)
        do {
            perform(try nodes[node].say(payload, kind: kind, at: time(at: node)), of: node)
        } catch is PowerCut {
            losePower(node)
        } catch is DiskRefusal {
            // Its people were told.
        }
    }

    /// A chapter says what it holds of the feeds of the others.
    public mutating func witness(at node: Int) throws {
        let own = nodes[node].chapter
        let heads = try nodes[node].store.log().filter { $0.key.chapter != own }
            .flatMap { feed, ids in
                HeadsWitnessed.places(upTo: UInt64(ids.count), after: 0).map { seq in
                    WitnessedHead(feed: feed, seq: seq, id: ids[Int(seq - 1)])
                }
            }
        guard let said = HeadsWitnessed(heads) else {
            throw Broken(what: "there is nothing to witness, or too much")
        }
        try say(.headsWitnessed, said.payload, at: node)
    }

    /// A chapter's computer sums up what it has said so far, if it may write and can read that.
    ///
    /// - Returns: whether it did.
    public mutating func checkpoint(at node: Int) throws -> Bool {
        let writer = nodes[node]
        guard writer.isRunning, writer.gossip.mayAppend, writer.gateIsOpen else { return false }
        var tree = MerkleTree()
        do {
            for event in try writer.store.events(of: writer.author.feed) {
                tree.append(event.id.bytes)
            }
        } catch is DiskRefusal {
            return false
        }
        guard tree.size > 0 else { return false }
        try say(.checkpoint, Checkpoint(tree).payload, at: node)
        return true
    }

    /// A node stops at once. What it stored stays.
    public mutating func crash(_ node: Int) {
        record(Int64(node), [0])
        nodes[node].isRunning = false
        for link in ends.filter({ $0.value.node == node || $0.value.other == node }).keys.sorted() {
            guard let end = ends[link] else { continue }
            if end.node != node { hangUp(link, at: end.node) }
            ends[link] = nil
        }
    }

    /// A stopped node starts again on its store, or on another copy of it.
    public mutating func restart(
        _ index: Int, on store: (any SimulatedStore)? = nil, restored: Bool = false
    ) throws {
        let waiting = store == nil ? nodes[index].outbox : []
        nodes[index] = try node(
            nodes[index].author, store ?? nodes[index].store, restored: restored)
        nodes[index].outbox = waiting
        record(Int64(index), [1])
        linkAgain(index)
    }

    /// A node's people begin anew with the root key, where the node holds its earlier epoch.
    public mutating func renew(_ index: Int, epoch: UInt32 = 1, closing earlier: UInt32 = 0) throws
    {
        let number = UInt32(index)
        let feed = FeedName(chapter: nodes[index].chapter, epoch: earlier)
        let tip = try nodes[index].store.ends().tips[feed] ?? .empty
        let author = FeedAuthor.fixed(number, epoch: epoch)
        let store = try nodes[index].store.renewed(
            by: author,
            try FeedAuthor.opening(number, epoch: epoch, closing: earlier, at: tip), at: now)
        if nodes[index].isRunning { crash(index) }
        nodes[index] = try node(author, store)
        record(Int64(index), [2])
        linkAgain(index)
    }

    /// A node's people change the key of their feed, for the `number`th time in this test.
    public mutating func changeKey(_ node: Int, _ number: UInt32 = 1) throws {
        let seed = digest(
            "rhizome/test-changed", UInt32(node).bigEndianBytes, number.bigEndianBytes)
        perform(try nodes[node].changeKey(seed: seed.bytes, at: now), of: node)
    }

    /// Somebody runs a copy of a node's store with the key of its author then.
    public mutating func impersonate(
        _ index: Int, _ author: FeedAuthor, on store: any SimulatedStore, restored: Bool = false
    ) throws {
        if nodes[index].isRunning { crash(index) }
        nodes[index] = try node(author, store, restored: restored)
        linkAgain(index)
    }

    /// A node gets a run from nowhere.
    public mutating func receive(_ run: VerifiedRun, at node: Int) throws {
        let tip = try nodes[node].store.receive(run)
        try give(.cut(run.feed, tip), to: node)
    }

    /// The pairs of nodes that are linked, each in one direction.
    public var linkedPairs: [[Int]] {
        ends.sorted { $0.key < $1.key }.map { [$0.value.node, $0.value.other] }
    }

    /// Delivers a frame that no node has sent.
    public mutating func inject(_ frame: [UInt8], into node: Int) throws {
        for link in ends.keys.sorted() where ends[link]?.node == node {
            record(now.milliseconds, frame)
            try give(.received(link, frame), to: node)
        }
    }

    /// Tells some of the nodes that run who belongs together from now on; others learn it when
    /// they start.
    public mutating func change(_ roster: Roster, knownTo told: [Int]) throws {
        self.roster = roster
        for index in told where nodes[index].isRunning { try give(.roster(roster), to: index) }
    }
}
