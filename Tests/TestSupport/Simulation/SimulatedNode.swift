public import Federation
public import Feeds
public import Sodium

/// One node of the simulated federation: the real state machine around a store.
public struct SimulatedNode {
    public let author: FeedAuthor
    public var store: any SimulatedStore
    public var gossip: Gossip
    public var refused: [String: Int] = [:]
    /// What its people said while the gate was closed.
    public var outbox: [(kind: Kind, payload: [UInt8])] = []
    public var isRunning = true
    public var stopped: String?

    public var chapter: ChapterID { author.feed.chapter }

    /// The transport key of a chapter in the simulation: any 32 bytes that are its own.
    public static func transportKey(_ chapter: ChapterID) -> Bytes32 {
        digest("rhizome/test-transport", chapter.bytes.bytes)
    }

    public init(
        author: FeedAuthor, store: any SimulatedStore, roster: Roster, settings: GossipSettings,
        seed: Bytes32, restored: Bool = false, at now: Timestamp
    ) throws {
        self.author = author
        self.store = store
        let ends = try store.ends()
        gossip = Gossip(
            certificate: author.certificate, transportKey: Self.transportKey(author.feed.chapter),
            tips: ends.tips, heads: ends.heads, forks: try store.forks(),
            openings: try store.openings(), lacking: try store.lacking(nil), roster: roster,
            restored: restored, settings: settings,
            seed: seed, sign: { [author] in author.signature(for: $0) }, at: now)
    }

    /// Feeds an input to the state machine and performs everything that needs no network.
    public mutating func take(_ input: GossipInput, at now: Timestamp) throws -> [GossipAction] {
        var outside: [GossipAction] = []
        var inputs = [input]
        while !inputs.isEmpty {
            for action in gossip.handle(inputs.removeFirst(), at: now) {
                switch action {
                case .send, .drop:
                    outside.append(action)
                case .store(let run, let link):
                    let tip = try store.receive(run)
                    inputs.append(
                        .stored(run.feed, tip, run.events.last?.signature, from: link))
                    if run.touchesHoles { inputs += try lacking(run.feed.chapter) }
                case .fill(let branch):
                    try store.fill(branch)
                    inputs += try lacking(branch.feed.chapter)
                case .read(let link, let feed, let from, _):
                    inputs.append(.read(link, feed, try store.run(feed, from: from)))
                case .compare(let branch, let link):
                    inputs.append(.compared(link, branch.feed, try store.compare(branch)))
                case .cut(let proof):
                    inputs.append(.cut(proof.feed, try store.cut(proof)))
                    inputs += try lacking(proof.feed.chapter)
                case .close(let feed, let end):
                    inputs.append(.cut(feed, try store.close(feed, after: end)))
                    inputs += try lacking(feed.chapter)
                case .openGate:
                    let waiting = outbox
                    outbox = []
                    var events: [Event] = []
                    for (kind, payload) in waiting {
                        events.append(try store.append(kind, payload, at: now))
                    }
                    if !events.isEmpty { inputs.append(.appended(events)) }
                case .stopWriting(let reason):
                    stopped = reason
                case .count(let reason, _):
                    refused[reason.name, default: 0] += 1
                }
            }
        }
        return outside
    }

    private func lacking(_ chapter: ChapterID) throws -> [GossipInput] {
        let lacking = try store.lacking(chapter)
        return lacking.keys.sorted().map { .lacking($0, lacking[$0] ?? []) }
    }

    /// The node's people say something.
    public mutating func say(
        _ payload: [UInt8], kind: Kind = Kind(rawValue: 1000), at now: Timestamp
    ) throws -> [GossipAction] {
        guard gossip.mayAppend else {
            outbox.append((kind, payload))
            return []
        }
        let event = try store.append(kind, payload, at: now)
        return try take(.appended([event]), at: now)
    }
}
