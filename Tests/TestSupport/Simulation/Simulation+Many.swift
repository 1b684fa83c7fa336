import Federation
import Feeds
import Sodium
import SwiftProtobuf

/// Many chapters: whom each is linked with, and how far an event has come.
extension Simulation {
    private func index(of chapter: ChapterID) -> Int? { indices[chapter] }

    /// Which of the chapters this is.
    func number(of chapter: ChapterID) -> Int? { indices[chapter] }

    private func others(of index: Int) -> [Topology.Candidate] {
        candidates.filter { $0.chapter != nodes[index].chapter }
    }

    /// Links a node as it is linked with others that run.
    mutating func linkAgain(_ index: Int) {
        guard isMesh else { return linkNeighbours(of: index) }
        for other in nodes.indices where other != index && nodes[other].isRunning {
            link(index, other)
        }
    }

    /// Dials the neighbours of a node that it is not linked with.
    mutating func linkNeighbours(of index: Int) {
        let linked = linked(with: index)
        let wanted = topologies[index].neighbours(among: others(of: index), at: now) { chapter in
            indices[chapter].map { nodes[$0].isRunning } ?? false
        }
        for chapter in wanted.sorted() {
            guard let other = self.index(of: chapter), nodes[other].isRunning,
                !linked.contains(other)
            else { continue }
            link(index, other)
        }
    }

    private func linked(with index: Int) -> Set<Int> {
        Set(ends.values.filter { $0.node == index }.map(\.other))
    }

    /// Begins and ends the visits that are due.
    mutating func visit() {
        for pair in visits.keys.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) }) {
            guard let since = visits[pair] else { continue }
            let both = pair.sorted()
            let agree = nodes[both[0]].gossip.agrees(with: nodes[both[1]].chapter)
            guard agree || now - since > Topology.visitAtMost else { continue }
            visits[pair] = nil
            unlink(both[0], both[1])
        }
        for index in nodes.indices where nodes[index].isRunning {
            let due = topologies[index].visit(among: candidates, at: now) { _ in false }
            guard let due, let other = self.index(of: due), other != index, nodes[other].isRunning,
                !linked(with: index).contains(other)
            else { continue }
            visits[[index, other]] = now
            link(index, other)
        }
    }

    // MARK: Watching one event

    /// Counts from here on how the next event of a node travels.
    public mutating func watchNext(of node: Int) {
        let gossip = nodes[node].gossip
        watched = (gossip.ownFeed, gossip.ownSeq + 1)
        hops = [node: 0]
        copies = 0
    }

    mutating func watch(_ link: Link, _ frame: [UInt8], at node: Int) {
        guard let watched, let message = try? WireMessage(serializedBytes: frame) else { return }
        let run: WireRun
        switch message.body {
        case .push(let pushed): run = pushed
        case .run(let asked): run = asked
        default: return
        }
        let last = run.from + UInt64(run.events.count) - 1
        guard run.chapter == watched.feed.chapter.data, run.epoch == watched.feed.epoch,
            (run.from...max(run.from, last)).contains(watched.seq)
        else { return }
        copies += 1
        guard hops[node] == nil, let sender = ends[link]?.other, let before = hops[sender] else {
            return
        }
        hops[node] = before + 1
    }
}
