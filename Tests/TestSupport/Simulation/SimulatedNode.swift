public import Federation
public import Feeds
public import Sodium

/// One node of the simulated federation: the real state machine around a store.
public struct SimulatedNode {
    public private(set) var author: FeedAuthor
    public var store: any SimulatedStore
    public var gossip: Gossip
    public var refused: [String: Int] = [:]
    /// What its people said while the gate was closed.
    public var outbox: [(kind: Kind, payload: [UInt8])] = []
    public var isRunning = true
    /// Whether the outbox was written since the gate was opened.
    private(set) var gateIsOpen = false
    private var gateRetryAt = Timestamp(milliseconds: .min / 2)
    /// What the node has done besides sending, for the trace.
    var deeds: [UInt8] = []
    public var stopped: String?

    /// Whose words count about the feeds of others.
    private var founders: [ChapterID] {
        (gossip.roster?.entries ?? []).filter { $0.standing == .seated }.map(\.chapter)
    }

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
            openings: try store.openings(), keyChanges: try store.keyChanges(),
            lacking: try store.lacking(nil), roster: roster,
            restored: restored, settings: settings,
            seed: seed, sign: { [author] in author.signature(for: $0) }, at: now)
        stopped = gossip.stopReason
    }

    /// Feeds an input to the state machine and performs everything that needs no network.
    ///
    /// - Throws: `PowerCut` where the node's disk stops in the middle of it.
    public mutating func take(_ input: GossipInput, at now: Timestamp) throws -> [GossipAction] {
        var outside: [GossipAction] = []
        var inputs = [input]
        while !inputs.isEmpty {
            for action in gossip.handle(inputs.removeFirst(), at: now) {
                note(action)
                switch action {
                case .send, .drop: outside.append(action)
                default:
                    if let answer = try perform(action, at: now) { inputs.append(answer) }
                    inputs += try follow(action)
                }
            }
        }
        // A clock that was set back does not put it off.
        gateRetryAt = min(gateRetryAt, now + Self.gateRetry)
        if case .tick = input, gossip.mayAppend, !gateIsOpen, now >= gateRetryAt {
            outside += try openGate(at: now).map { try take($0, at: now) } ?? []
        }
        return outside
    }

    /// Does what needs the store, and gives the answer to it.
    private mutating func perform(_ action: GossipAction, at now: Timestamp) throws
        -> GossipInput?
    {
        do {
            switch action {
            case .store(let run, let link):
                return .stored(
                    run.feed, try store.receive(run), run.events.last?.signature, from: link)
            case .read(let link, let feed, let from, _):
                return .read(link, feed, try store.run(feed, from: from))
            case .compare(let branch, let link):
                return .compared(link, branch.feed, try store.compare(branch))
            case .fill(let branch, let link):
                try store.fill(branch)
                return .filled(branch.feed, from: link)
            case .cut(let proof): return try weigh(proof)
            case .close(let feed, let end): return .cut(feed, try store.close(feed, after: end))
            case .openGate: return try openGate(at: now)
            case .stopWriting(let reason):
                stopped = reason
                gateIsOpen = false
            case .count(let reason, _): refused[reason.name, default: 0] += 1
            case .send, .drop: break
            }
            return nil
        } catch is DiskRefusal {
            return try answer(toRefused: action)
        }
    }

    /// What the shell says besides, once the store has changed.
    private func follow(_ action: GossipAction) throws -> [GossipInput] {
        switch action {
        case .store(let run, _):
            let said = run.events.contains(where: \.isTestimony) ? [try weigh(nil)] : []
            return try said + (run.touchesHoles ? lacking(run.feed.chapter) : [])
        case .fill(let branch, _): return try lacking(branch.feed.chapter)
        case .cut(let proof): return try lacking(proof.feed.chapter)
        case .close(let feed, _): return try lacking(feed.chapter)
        default: return []
        }
    }

    private func lacking(_ chapter: ChapterID) throws -> [GossipInput] {
        let lacking = try store.lacking(chapter)
        return lacking.keys.sorted().map { .lacking($0, lacking[$0] ?? []) }
    }

    /// Weighs the forks that are known against what others have witnessed.
    private func weigh(_ proof: ForkProof?) throws -> GossipInput {
        do {
            return .weighed(try store.weigh(proof, founders: founders))
        } catch is DiskRefusal {
            return .cutFailed(proof?.feed)
        }
    }

    /// What the shell says where the disk has refused something.
    private func answer(toRefused action: GossipAction) throws -> GossipInput? {
        switch action {
        case .store(let run, let link):
            let tip = try store.ends().tips[run.feed] ?? .empty
            return .storeFailed(run.feed, tip: tip, from: link)
        case .fill(let branch, let link): return .filled(branch.feed, from: link)
        case .cut: return nil
        case .close(let feed, _): return .cutFailed(feed)
        case .read(let link, let feed, _, _): return .read(link, feed, [])
        case .compare(let branch, let link): return .compared(link, branch.feed, .same)
        case .openGate, .stopWriting, .count, .send, .drop: return nil
        }
    }

    /// Where the outbox could not be written, it is tried again after so long, in milliseconds.
    private static let gateRetry: Int64 = 5_000

    /// Writes what has waited for the gate.
    private mutating func openGate(at now: Timestamp) throws -> GossipInput? {
        var events: [Event] = []
        do {
            while let (kind, payload) = outbox.first {
                events.append(try store.append(kind, payload, at: now))
                outbox.removeFirst()
            }
            gateIsOpen = true
        } catch let cut as PowerCut {
            if cut.committed { outbox.removeFirst() }
            throw cut
        } catch is DiskRefusal {
            gateRetryAt = now + Self.gateRetry
        }
        return events.isEmpty ? nil : .appended(events)
    }

    private mutating func note(_ action: GossipAction) {
        switch action {
        case .send: break
        case .drop(let link, let reason): note(1, link.number, Array(reason.utf8))
        case .store(let run, _): note(2, run.tip.seq, run.tip.id.bytes.bytes)
        case .read(_, let feed, let from, _): note(3, from, feed.chapter.bytes.bytes)
        case .compare(let branch, _): note(4, branch.tip.seq, branch.tip.id.bytes.bytes)
        case .cut(let proof): note(5, proof.seq, proof.feed.chapter.bytes.bytes)
        case .close(let feed, let end): note(6, end, feed.chapter.bytes.bytes)
        case .fill(let branch, _): note(10, branch.tip.seq, branch.tip.id.bytes.bytes)
        case .openGate: note(7, 0, [])
        case .stopWriting(let reason): note(8, 0, Array(reason.utf8))
        case .count(let reason, _): note(9, 0, Array(reason.name.utf8))
        }
    }

    private mutating func note(_ tag: UInt8, _ number: UInt64, _ bytes: [UInt8]) {
        deeds.append(tag)
        deeds += withUnsafeBytes(of: number.bigEndian) { Array($0) }
        deeds += bytes
    }

    /// The node's people say something.
    ///
    /// - Throws: `DiskRefusal` where they are told that it could not be kept, `PowerCut`.
    public mutating func say(
        _ payload: [UInt8], kind: Kind = Kind(rawValue: 1000), at now: Timestamp
    ) throws -> [GossipAction] {
        guard gossip.mayAppend, gateIsOpen else {
            outbox.append((kind, payload))
            return []
        }
        let event = try store.append(kind, payload, at: now)
        let sent = try take(.appended([event]), at: now)
        guard kind == .headsWitnessed else { return sent }
        return try sent + take(weigh(nil), at: now)
    }

    /// The node's people change the key of the feed.
    public mutating func changeKey(seed: [UInt8], at now: Timestamp) throws -> [GossipAction] {
        let (event, next) = try store.changeKey(seed: seed, at: now)
        author = next
        return try take(
            .changedKey(next.certificate, sign: { next.signature(for: $0) }), at: now)
            + take(.appended([event]), at: now)
    }
}

extension Event {
    /// Whether it says what its chapter holds of the feeds of others.
    fileprivate var isTestimony: Bool { suffix.kind == .headsWitnessed }
}
