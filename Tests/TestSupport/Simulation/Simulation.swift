public import Federation
public import Feeds
import Sodium

/// A federation in one thread: real state machines on a virtual network with virtual time.
///
/// Everything follows from the seed. The same seed gives the same `traceHash`.
public struct Simulation {
    /// How the network misbehaves.
    public struct Faults: Sendable {
        /// Milliseconds that a frame takes, at least and at most.
        public var latency: ClosedRange<Int64> = 5...40
        /// Frames of a hundred that are lost.
        public var lossPercent = 0
        /// Frames of a hundred that come twice.
        public var duplicatePercent = 0
        /// Frames of a hundred that overtake others.
        public var reorderPercent = 0
        public init() {}
    }

    public private(set) var now: Timestamp
    public var nodes: [SimulatedNode] = []
    public var faults = Faults()
    /// Pairs of nodes between which nothing passes, in this direction.
    public var cuts: Set<[Int]> = []
    public private(set) var frames = 0
    public private(set) var bytes = 0
    let settings: GossipSettings
    let roster: Roster
    let seed: UInt64
    private var random: SplitMix64
    private var queue = Deliveries()
    private var order: UInt64 = 0
    private var nextLink: UInt64 = 1
    private(set) var ends: [Link: (node: Int, other: Int)] = [:]
    private var trace = digest("rhizome/test-trace")
    private var nextTick: Int64
    /// How often every node ticks, in milliseconds.
    public var tickEvery: Int64 = 100
    /// How far the event that is watched has come: the links it has passed, by node.
    public internal(set) var hops: [Int: Int] = [:]
    /// How often it was sent whole.
    public internal(set) var copies = 0
    var watched: (feed: FeedName, seq: UInt64)?
    var topologies: [Topology] = []
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

    private mutating func node(
        _ author: FeedAuthor, _ store: any SimulatedStore, restored: Bool = false
    ) throws -> SimulatedNode {
        try SimulatedNode(
            author: author, store: store, roster: roster, settings: settings,
            seed: digest("rhizome/test-seed", random.next().bigEndianBytes), restored: restored,
            at: now)
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

    private var pairs: [Link: Link] = [:]

    private mutating func push(_ what: Delivery.What, to node: Int, after delay: Int64) {
        order += 1
        queue.insert(
            Delivery(time: now.milliseconds + delay, order: order, node: node, what: what))
    }

    /// A node's people say something.
    public mutating func say(_ text: String, at node: Int) throws {
        perform(try nodes[node].say(Array(text.utf8), at: now), of: node)
    }

    /// A node's people say something that the shared tables may show.
    public mutating func say(_ kind: Kind, _ payload: [UInt8], at node: Int) throws {
        perform(try nodes[node].say(payload, kind: kind, at: now), of: node)
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
                    perform(try nodes[index].take(.tick, at: now), of: index)
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
    public func agree() throws -> Bool {
        let running = nodes.filter(\.isRunning)
        guard let first = try running.first?.store.log() else { return true }
        for node in running.dropFirst() where try node.store.log() != first { return false }
        return running.allSatisfy { $0.outbox.isEmpty }
    }

    /// Takes the link between two nodes down.
    mutating func unlink(_ left: Int, _ right: Int) {
        for link in ends.keys.sorted() {
            guard let end = ends[link],
                end.node == left && end.other == right
                    || end.node == right && end.other == left
            else { continue }
            ends[link] = nil
            guard nodes[end.node].isRunning else { continue }
            perform((try? nodes[end.node].take(.linkDown(link), at: now)) ?? [], of: end.node)
        }
    }

    private mutating func deliver(_ delivery: Delivery) throws {
        guard nodes[delivery.node].isRunning else { return }
        let input: GossipInput
        switch delivery.what {
        case .up(let link, let from):
            guard ends[link] != nil else { return }
            input = .linkUp(
                link, peer: nodes[from].chapter,
                theirKey: SimulatedNode.transportKey(nodes[from].chapter))
        case .frame(let link, let frame):
            guard ends[link] != nil else { return }
            trace = digest(
                "rhizome/test-trace", trace.bytes, delivery.time.bigEndianBytes, frame)
            input = .received(link, frame)
            watch(link, frame, at: delivery.node)
        }
        perform(try nodes[delivery.node].take(input, at: now), of: delivery.node)
    }

    mutating func perform(_ actions: [GossipAction], of node: Int) {
        for action in actions {
            switch action {
            case .send(let link, let frame): send(frame, on: link, from: node)
            case .drop(let link, _):
                ends[link] = nil
                if let other = pairs[link], let end = ends[other] {
                    ends[other] = nil
                    if nodes[end.node].isRunning {
                        perform(
                            (try? nodes[end.node].take(.linkDown(other), at: now)) ?? [],
                            of: end.node)
                    }
                    self.link(node, end.node)
                }
            default: break
            }
        }
    }

    private mutating func send(_ frame: [UInt8], on link: Link, from node: Int) {
        guard let other = pairs[link], let end = ends[other] else { return }
        frames += 1
        bytes += frame.count
        guard !cuts.contains([node, end.node]) else { return }
        guard Int.random(in: 0..<100, using: &random) >= faults.lossPercent else { return }
        let twice = Int.random(in: 0..<100, using: &random) < faults.duplicatePercent
        for _ in 0..<(twice ? 2 : 1) {
            var delay = faults.latency.lowerBound
            if Int.random(in: 0..<100, using: &random) < faults.reorderPercent {
                delay = Int64.random(in: faults.latency, using: &random)
            }
            push(.frame(other, frame), to: end.node, after: delay)
        }
    }

    /// A hash over every frame that was delivered, and when.
    public var traceHash: String { trace.hex }
}
