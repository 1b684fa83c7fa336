public import Federation
import Feeds
import Sodium

/// What becomes of inputs and frames on their way.
extension Simulation {
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
        /// Frames of a thousand in which a bit is another one, or that end too early.
        public var changedPerMille = 0
        /// So many bytes pass in a second between two nodes, in this direction.
        public var slow: [[Int]: Int64] = [:]

        /// Nothing misbehaves.
        public init() {}
    }

    /// A clock that is wrong.
    public enum Clock: Hashable, Sendable {
        /// It is so many milliseconds ahead, or behind.
        case ahead(Int64)
        /// It stands still.
        case frozen(Timestamp)
    }

    /// A slow pipe takes so much that is not through yet, in milliseconds; the rest is dropped.
    private static let pipe: Int64 = 60_000
    /// A link that ended is dialled again after so long, in milliseconds.
    private static let dialledAgainAfter: Int64 = 500

    /// What a node takes for the time.
    func time(at node: Int) -> Timestamp {
        switch clocks[node] {
        case nil: now
        case .ahead(let milliseconds): now + milliseconds
        case .frozen(let moment): moment
        }
    }

    /// Hands an input to a node, and does what the node asks for.
    mutating func give(_ input: GossipInput, to node: Int) throws {
        do {
            perform(try nodes[node].take(input, at: time(at: node)), of: node)
        } catch is PowerCut {
            losePower(node)
        }
    }

    mutating func losePower(_ node: Int) {
        crash(node)
        unpowered.append(node)
    }

    mutating func perform(_ actions: [GossipAction], of node: Int) {
        if !nodes[node].deeds.isEmpty {
            record(Int64(node), nodes[node].deeds)
            nodes[node].deeds = []
        }
        for action in actions {
            switch action {
            case .send(let link, let frame): send(frame, on: link, from: node)
            case .drop(let link, let reason):
                ends[link] = nil
                guard let other = pairs[link], let end = ends[other] else { continue }
                ends[other] = nil
                hangUp(other, at: end.node)
                guard reason != "not on the roster" else { continue }
                push(.dial(end.node), to: node, after: Self.dialledAgainAfter)
            default: break
            }
        }
    }

    /// Tells a node that a link is gone.
    mutating func hangUp(_ link: Link, at node: Int) {
        guard nodes[node].isRunning else { return }
        // Nothing is stored because a link went.
        let actions = try? nodes[node].take(.linkDown(link), at: time(at: node))
        perform(actions ?? [], of: node)
    }

    private mutating func send(_ frame: [UInt8], on link: Link, from node: Int) {
        guard let other = pairs[link], let end = ends[other] else { return }
        frames += 1
        bytes += frame.count
        longestFrame = max(longestFrame, frame.count)
        guard cuts.isEmpty || !cuts.contains([node, end.node]) else { return }
        guard Int.random(in: 0..<100, using: &random) >= faults.lossPercent else { return }
        let twice = Int.random(in: 0..<100, using: &random) < faults.duplicatePercent
        for _ in 0..<(twice ? 2 : 1) {
            var delay = faults.latency.lowerBound
            if Int.random(in: 0..<100, using: &random) < faults.reorderPercent {
                delay = Int64.random(in: faults.latency, using: &random)
            }
            if !faults.slow.isEmpty {
                guard let wait = wait(frame.count, from: node, to: end.node) else { return }
                delay += wait
            }
            push(.frame(other, changed(frame)), to: end.node, after: delay)
        }
    }

    /// How long a frame takes through a slow pipe; nil where the pipe is full.
    private mutating func wait(_ count: Int, from node: Int, to other: Int) -> Int64? {
        guard let rate = faults.slow[[node, other]] else { return 0 }
        let begins = max(now.milliseconds, busy[[node, other]] ?? 0)
        guard begins - now.milliseconds < Self.pipe else { return nil }
        let ends = begins + Int64(count) * 1000 / rate
        busy[[node, other]] = ends
        return ends - now.milliseconds
    }

    private mutating func changed(_ frame: [UInt8]) -> [UInt8] {
        guard faults.changedPerMille > 0, !frame.isEmpty,
            Int.random(in: 0..<1000, using: &random) < faults.changedPerMille
        else { return frame }
        let place = Int.random(in: 0..<frame.count, using: &random)
        guard Bool.random(using: &random) else { return Array(frame[..<place]) }
        var frame = frame
        frame[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        return frame
    }

    /// Adds something that happened to the trace.
    mutating func record(_ number: Int64, _ bytes: [UInt8]) {
        trace = digest("rhizome/test-trace", trace.bytes, number.bigEndianBytes, bytes)
    }

    /// A hash over everything that happened, in order: each input, each frame and when it came,
    /// what each node did, and what people and fate did to it.
    public var traceHash: String { trace.hex }
}
