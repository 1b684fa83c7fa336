import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A node of which everybody asks everything` {
    private let readers = (40..<60).map { Somebody("Chapter \($0)", $0) }

    private func range(_ from: UInt64, _ through: UInt64) -> WireRange {
        .with {
            $0.chapter = Somebody.bob.chapter.data
            $0.from = from
            $0.through = through
        }
    }

    private func reads(_ actions: [GossipAction]) -> [(link: Link, from: UInt64)] {
        actions.compactMap {
            if case .read(let link, _, let from, _) = $0 { (link, from) } else { nil }
        }
    }

    /// A shell that reads one piece after the other, each time 512 events.
    @Test func `reads one piece at a time for each, and keeps nobody waiting`() {
        let events = Somebody.bob.events(6000, saying: "e")
        var bob = Listener(among: readers + [.alice], holding: events)
        var waiting: [(link: Link, from: UInt64)] = []
        var served: [Link: Int] = [:]
        func readNext() {
            let (link, from) = waiting.removeFirst()
            let piece = Array(events[Int(from - 1)..<min(Int(from) + 511, events.count)])
            let sent = bob.take(.read(link, Somebody.bob.feed, piece))
            served[link, default: 0] += sent.messages.count { !$0.run.events.isEmpty }
            waiting += reads(sent)
            #expect(Set(waiting.map(\.link)).count == waiting.count, "one piece for each link")
        }
        for reader in readers {
            let (link, _) = bob.greet(reader)
            waiting += reads(bob.take(on: link) { $0.get.ranges = [range(1, 6000)] })
        }
        #expect(waiting.count == readers.count)
        for _ in 0..<100 { readNext() }
        #expect(served.values.allSatisfy { $0 == 5 }, "everybody gets as much")
        // Alice lacks one event; she waits for no more than one piece of each of the others.
        let (alice, _) = bob.greet(.alice)
        waiting += reads(bob.take(on: alice) { $0.get.ranges = [range(6000, 6000)] })
        var pieces = 0
        while served[alice] == nil, pieces < 1000 {
            readNext()
            pieces += 1
        }
        #expect(pieces <= readers.count + 1)
        while !waiting.isEmpty { readNext() }
        #expect(served.filter { $0.key != alice }.values.allSatisfy { $0 == 12 })
    }
}
