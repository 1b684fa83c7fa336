public import Federation
public import Feeds
import Sodium

/// What the people of the simulated chapters do, and what happens to their machines.
extension Simulation {
    /// A node's people say something.
    public mutating func say(_ text: String, at node: Int) throws {
        perform(try nodes[node].say(Array(text.utf8), at: now), of: node)
    }

    /// A node's people say something that the shared tables may show.
    public mutating func say(_ kind: Kind, _ payload: [UInt8], at node: Int) throws {
        perform(try nodes[node].say(payload, kind: kind, at: now), of: node)
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

    /// A node stops at once. What it stored stays.
    public mutating func crash(_ node: Int) {
        nodes[node].isRunning = false
        for link in ends.keys.sorted() {
            guard let end = ends[link], end.node == node || end.other == node else { continue }
            if end.node != node, nodes[end.node].isRunning {
                perform((try? nodes[end.node].take(.linkDown(link), at: now)) ?? [], of: end.node)
            }
            ends[link] = nil
        }
    }

    /// A stopped node starts again on its store, or on another copy of it.
    public mutating func restart(
        _ index: Int, on store: (any SimulatedStore)? = nil, restored: Bool = false
    ) throws {
        nodes[index] = try node(
            nodes[index].author, store ?? nodes[index].store, restored: restored)
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
        perform(try nodes[node].take(.cut(run.feed, tip), at: now), of: node)
    }

    /// The pairs of nodes that are linked, each in one direction.
    public var linkedPairs: [[Int]] {
        ends.sorted { $0.key < $1.key }.map { [$0.value.node, $0.value.other] }
    }

    /// Delivers a frame that no node has sent.
    public mutating func inject(_ frame: [UInt8], into node: Int) throws {
        for link in ends.keys.sorted() where ends[link]?.node == node {
            perform(try nodes[node].take(.received(link, frame), at: now), of: node)
        }
    }
}
