public import Federation
public import Feeds
import Sodium

/// A federation in one thread: real state machines on a virtual network with virtual time.
///
/// Everything follows from the seed. The same seed gives the same `traceHash`.
public struct Simulation {
    public private(set) var now: Timestamp
    public var nodes: [SimulatedNode] = []
    public var faults = Faults()
    /// Whether every chapter lists the transport keys of all others as its own.
    public var keysAreClaimed = false
    /// Pairs of nodes between which nothing passes, in this direction.
    public var cuts: Set<[Int]> = []
    public internal(set) var frames = 0
    public internal(set) var bytes = 0
    /// The longest frame that was sent, in bytes.
    public var longestFrame = 0
    let settings: GossipSettings
    /// Who belongs together, as every node that starts is told.
    public internal(set) var roster: Roster
    /// What nodes take for the time, where they are wrong.
    public var clocks: [Int: Clock] = [:]
    /// Nodes that need not agree with the others.
    public var outsiders: Set<Int> = []
    /// Nodes whose people have to wait, for good reason.
    public var patient: Set<Int> = []
    /// Nodes that have lost their power, in that order.
    public var unpowered: [Int] = []
    let seed: UInt64
    var random: SplitMix64
    private var queue = Deliveries()
    private var order: UInt64 = 0
    private var nextLink: UInt64 = 1
    /// Until when a slow pipe is busy with what was sent before.
    var busy: [[Int]: Int64] = [:]
    var ends: [Link: (node: Int, other: Int)] = [:]
    var trace = digest("rhizome/test-trace")
    /// Which node was found to hold something else the last time.
    private var odd: Int?
    private var nextTick: Int64
    /// How often every node ticks, in milliseconds.
    public var tickEvery: Int64 = 100
    /// How far the event that is watched has come: the links it has passed, by node.
    public internal(set) var hops: [Int: Int] = [:]
    /// How often it was sent whole.
    public internal(set) var copies = 0
    var watched: (feed: FeedName, seq: UInt64)?
    var topologies: [Topology] = []
    /// The chapters as each other's candidates, and where each one's node is.
    private(set) var candidates: [Topology.Candidate] = []
    private(set) var indices: [ChapterID: Int] = [:]
    var visits: [Set<Int>: Timestamp] = [:]

    /// So many chapters that all belong together: fully meshed where they are few, otherwise linked
    /// as `Topology` says. `linked`: only so many of them run.
    public init(
        nodes count: Int, seed: UInt64, settings: GossipSettings = GossipSettings(),
        linked: Int? = nil,
        store: (FeedAuthor, UInt64) throws -> any SimulatedStore = {
            PlainStore(author: $0, seed: $1)
        }
    ) throws {
        self.seed = seed
        self.settings = settings
        random = SplitMix64(seed: seed)
        now = Timestamp(seconds: 1_790_000_000)
        nextTick = now.milliseconds
        let authors = (0..<count).map { FeedAuthor.fixed(UInt32($0)) }
        roster = Roster(
            federation: FederationID(digest("rhizome/test-federation")), name: "Simulation",
            entries: authors.map { author in
                RosterEntry(
                    chapter: author.feed.chapter, name: "Chapter",
                    certificate: author.certificate,
                    node: NodeRecord(
                        transportKey: SimulatedNode.transportKey(author.feed.chapter),
                        endpoints: ["tcp://\(author.feed.chapter):1"]),
                    standing: .seated)
            })
        for author in authors {
            let stored = try store(author, random.next())
            nodes.append(try node(author, stored))
        }
        candidates = nodes.map { Topology.Candidate($0.chapter, listens: true) }
        indices = Dictionary(
            uniqueKeysWithValues: nodes.indices.map { (nodes[$0].chapter, $0) })
        topologies = nodes.map { node in
            Topology(
                of: node.chapter, settings: settings,
                seed: digest("rhizome/test-topology", random.next().bigEndianBytes), at: now)
        }
        if isMesh {
            let linked = linked ?? count
            for left in 0..<linked {
                for right in (left + 1)..<max(linked, left + 1) { link(left, right) }
            }
            for index in linked..<count { nodes[index].isRunning = false }
        } else {
            for index in 0..<count { linkNeighbours(of: index) }
        }
    }

    /// Whether everybody is linked with everybody.
    public var isMesh: Bool { nodes.count <= settings.meshChapters }

    mutating func node(
        _ author: FeedAuthor, _ store: any SimulatedStore, restored: Bool = false
    ) throws -> SimulatedNode {
        try SimulatedNode(
            author: author, store: store, roster: roster, settings: settings,
            seed: digest("rhizome/test-seed", random.next().bigEndianBytes), restored: restored,
            at: now)
    }

    /// One node more for a chapter that has one already: another copy of it, linked with nobody.
    mutating func add(_ node: SimulatedNode) -> Int {
        nodes.append(node)
        topologies.append(
            Topology(
                of: node.chapter, settings: settings,
                seed: digest("rhizome/test-topology", random.next().bigEndianBytes), at: now))
        return nodes.count - 1
    }

    /// Connects two nodes anew.
    public mutating func link(_ left: Int, _ right: Int) {
        for (node, other) in [(left, right), (right, left)] {
            let link = Link(nextLink)
            nextLink += 1
            ends[link] = (node, other)
            push(Delivery.What.up(link, from: other), to: node, after: 1)
        }
        pairs[Link(nextLink - 2)] = Link(nextLink - 1)
        pairs[Link(nextLink - 1)] = Link(nextLink - 2)
    }

    var pairs: [Link: Link] = [:]

    mutating func push(_ what: Delivery.What, to node: Int, after delay: Int64) {
        order += 1
        queue.insert(
            Delivery(time: now.milliseconds + delay, order: order, node: node, what: what))
    }

    /// Lets time pass.
    public mutating func run(milliseconds: Int64) throws {
        let end = now.milliseconds + milliseconds
        while true {
            let nextDelivery = queue.nextTime ?? .max
            let time = min(nextDelivery, nextTick)
            guard time <= end else { break }
            now = Timestamp(milliseconds: time)
            if nextTick <= nextDelivery {
                nextTick += tickEvery
                if !isMesh { visit() }
                for index in nodes.indices where nodes[index].isRunning {
                    try give(.tick, to: index)
                }
            } else {
                try deliver(queue.pop())
            }
        }
        now = Timestamp(milliseconds: end)
    }

    /// Lets time pass until all running nodes hold the same; gives the milliseconds it took, or
    /// nil when `limit` came first.
    public mutating func settle(within limit: Int64) throws -> Int64? {
        let start = now.milliseconds
        while now.milliseconds - start < limit {
            try run(milliseconds: isMesh ? 100 : 1000)
            if try agree() { return now.milliseconds - start }
        }
        return nil
    }

    /// Whether all running nodes hold the same events.
    public mutating func agree() throws -> Bool {
        let running = nodes.indices.filter { nodes[$0].isRunning && !outsiders.contains($0) }
        guard let first = running.first else { return true }
        let log = try nodes[first].store.log()
        // Who was behind a moment ago is asked first.
        for node in running.filter({ $0 == odd }) + running {
            let mayWait = nodes[node].stopped != nil || patient.contains(node)
            let waits = !mayWait && !nodes[node].outbox.isEmpty
            guard try !waits && nodes[node].store.log() == log else {
                odd = node
                return false
            }
        }
        return true
    }

    /// Takes the link between two nodes down.
    mutating func unlink(_ left: Int, _ right: Int) {
        for link in ends.keys.sorted() {
            guard let end = ends[link],
                end.node == left && end.other == right
                    || end.node == right && end.other == left
            else { continue }
            ends[link] = nil
            hangUp(link, at: end.node)
        }
    }

    private mutating func deliver(_ delivery: Delivery) throws {
        guard nodes[delivery.node].isRunning else { return }
        switch delivery.what {
        case .dial(let other):
            let linked = ends.values.contains { $0.node == delivery.node && $0.other == other }
            if nodes[other].isRunning, !linked { link(delivery.node, other) }
        case .up(let link, let from):
            guard ends[link] != nil else { return }
            // Whoever dialled, the first end, knows whom it meant.
            let isDialled = pairs[link].map { link < $0 } ?? true
            let up = GossipInput.linkUp(
                link,
                peers: keysAreClaimed && !isDialled
                    ? nodes.map(\.chapter) : [nodes[from].chapter],
                theirKey: SimulatedNode.transportKey(nodes[from].chapter))
            try give(up, to: delivery.node)
        case .frame(let link, let frame):
            guard ends[link] != nil else { return }
            record(delivery.time, frame)
            watch(link, frame, at: delivery.node)
            try give(.received(link, frame), to: delivery.node)
        }
    }
}
