import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A node that serves` {
    private let alice = Somebody.alice

    private func get(_ feed: FeedName, _ from: UInt64, _ through: UInt64) -> WireRange {
        .with {
            $0.chapter = feed.chapter.data
            $0.epoch = feed.epoch
            $0.from = from
            $0.through = through
        }
    }

    private func position(_ feed: FeedName, _ seq: UInt64) -> WireFeedPosition {
        .with {
            $0.chapter = feed.chapter.data
            $0.epoch = feed.epoch
            $0.seq = seq
        }
    }

    /// Bob's feed in events of about 60 kB, so that a run holds four of them.
    private func large(_ count: Int) -> [Event] {
        var tip = Tip.empty
        return (0..<count).map { _ in
            let event = Somebody.bob.event([UInt8](repeating: 7, count: 60_000), after: tip)
            tip = event.tip
            return event
        }
    }

    @Test func `says how much will come before it comes`() {
        let events = Somebody.bob.events(5)
        var bob = Listener(holding: events)
        let (link, _) = bob.greet(alice)
        let actions = bob.take(on: link) { $0.get.ranges = [get(Somebody.bob.feed, 2, 99)] }
        #expect(actions.messages.map(\.totals.events) == [4])
        #expect(actions.reads == 1)
        let sent = bob.take(.read(link, Somebody.bob.feed, Array(events[1...])))
        #expect(sent.messages.map(\.run.events.count) == [4])
        #expect(sent.reads == 0)
    }

    @Test func `says so when there is nothing`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        let actions = bob.take(on: link) {
            $0.get.ranges = [
                get(Somebody.bob.feed, 1, 5), get(Somebody.eve.feed, 1, 5), get(alice.feed, 0, 0),
            ]
        }
        #expect(actions.messages.map(\.totals.events) == [0])
        #expect(actions.reads == 0)
    }

    @Test func `stops when the credit is used up and goes on when there is more`() throws {
        let events = large(60)
        var bob = Listener(holding: events)
        let (link, _) = bob.greet(alice)
        var actions = bob.take(on: link) { $0.get.ranges = [get(Somebody.bob.feed, 1, 60)] }
        var sent = 0
        var next = 0
        while actions.reads == 1 {
            let run = Array(events[next..<min(next + 4, 60)])
            next += run.count
            actions = bob.take(.read(link, Somebody.bob.feed, run))
            sent += run.reduce(0) { $0 + $1.runBytes }
        }
        #expect(sent > GossipSettings().creditBytes)
        #expect(sent < GossipSettings().creditBytes + Limits.runBytes)
        #expect(next < 60)
        let more = bob.take(on: link) { $0.credit.bytes = 50_000 }
        #expect(more.reads == 0, "still below zero")
        let again = bob.take(on: link) { $0.credit.bytes = 100_000 }
        #expect(again.reads == 1)
    }

    @Test func `gives no more credit than twice what it began with`() {
        let events = large(4)
        var bob = Listener(holding: events)
        let (link, _) = bob.greet(alice)
        for _ in 0..<100 { _ = bob.take(on: link) { $0.credit.bytes = .max } }
        #expect(bob.gossip.sessions[link]?.credit == 2 * GossipSettings().creditBytes)
    }

    @Test func `gives credit back for what is stored, in pieces`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        _ = bob.take(on: link) { $0.vector.feeds = [position(alice.feed, 10)] }
        var tip = Tip.empty
        var credit: [UInt32] = []
        var size = 0
        for _ in 0..<10 {
            let event = alice.event([UInt8](repeating: 7, count: 60_000), after: tip)
            tip = event.tip
            size += event.runBytes
            #expect(bob.take(on: link) { $0.run = .of([event]) }.messages.isEmpty)
            let actions = bob.take(.stored(alice.feed, tip, event.signature, from: link))
            credit += actions.messages.map(\.credit.bytes).filter { $0 > 0 }
        }
        #expect(credit.count == 2)
        #expect(credit.allSatisfy { $0 >= 256 * 1024 })
        #expect(credit.reduce(0, +) <= UInt32(size))
    }

    @Test func `drops runs that nobody asked for once the credit is used up`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        var tip = Tip.empty
        var refused: [String] = []
        for _ in 0..<80 {
            let event = alice.event([UInt8](repeating: 7, count: 60_000), after: tip)
            tip = event.tip
            refused += bob.take(on: link) { $0.run = .of([event]) }.refused
        }
        #expect(refused.first == "run without credit")
        #expect(refused.count == 80 - (2 * 1024 * 1024 / 60_030 + 1))
        _ = bob.take(.storeFailed(alice.feed, tip: .empty, from: link))
        _ = bob.take(on: link) { $0.vector.feeds = [position(alice.feed, 100)] }
        let next = alice.event([7])
        #expect(bob.take(on: link) { $0.run = .of([next]) }.refused.isEmpty)
    }

    @Test func `takes 64 ranges in a message and 256 in all`() {
        let events = Somebody.bob.events(1)
        var bob = Listener(holding: events)
        let (link, _) = bob.greet(alice)
        let range = get(Somebody.bob.feed, 1, 1)
        let tooMany = bob.take(on: link) {
            $0.get.ranges = [WireRange](repeating: range, count: 65)
        }
        #expect(tooMany.refused == ["too many ranges"])
        for _ in 0..<4 {
            let actions = bob.take(on: link) {
                $0.get.ranges = [WireRange](repeating: range, count: 64)
            }
            #expect(actions.refused.isEmpty)
        }
        let full = bob.take(on: link) { $0.get.ranges = [range] }
        #expect(full.refused == ["too many ranges"])
    }

    @Test func `counts runs that it does not believe`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        var changed = WireRun.of(alice.events(2))
        changed.events[0].body[20] ^= 1
        #expect(bob.take(on: link) { $0.push = changed }.refused == ["bad signature"])
        let eve = bob.take(on: link) { $0.push = .of(Somebody.eve.events(1)) }
        #expect(eve.refused == ["run of an unknown chapter"])
        let long = bob.take(on: link) { $0.run = .of(alice.events(513)) }
        #expect(long.refused == ["oversized run"])
        #expect(bob.gossip.isConnected(alice.chapter))
    }

    @Test func `compares a run that contradicts what it holds`() throws {
        let first = alice.event([1], after: .empty)
        let other = alice.event([2], after: .empty)
        var bob = Listener(holding: [first])
        let (link, _) = bob.greet(alice)
        let known = bob.take(on: link) { $0.push = .of([first]) }
        #expect(known.isEmpty)
        let contradicting = bob.take(on: link) { $0.push = .of([other]) }
        let compared = contradicting.compactMap { action -> VerifiedRun? in
            if case .compare(let branch, _) = action { branch } else { nil }
        }
        #expect(compared.map(\.tip.id) == [other.id])
    }

    /// A branch may come in pieces, of which the last one goes past the end of what is held.
    @Test func `compares a run that contradicts what it holds and goes on past it`() {
        let common = alice.event([1], after: .empty)
        let ours = [common, alice.event([2], after: common.tip)]
        var theirs = [alice.event([3], after: common.tip)]
        for number: UInt8 in 4...5 {
            theirs.append(alice.event([number], after: theirs.last?.tip ?? .empty))
        }
        var bob = Listener(holding: ours)
        let (link, _) = bob.greet(alice)
        let actions = bob.take(on: link) { $0.run = .of(theirs) }
        let compared = actions.compactMap { action -> VerifiedRun? in
            if case .compare(let branch, _) = action { branch } else { nil }
        }
        #expect(compared.map(\.tip.id) == theirs.suffix(1).map(\.id))
        #expect(actions.messages.filter { $0.get.ranges.count > 0 }.isEmpty)
    }

    @Test func `stops writing when somebody else continues its own feed`() throws {
        let first = Somebody.bob.event([1], after: .empty)
        var bob = Listener(holding: [first])
        let (link, _) = bob.greet(alice)
        _ = bob.live(6_000)
        try #require(bob.gossip.mayAppend)
        let second = Somebody.bob.event([2], after: first.tip)
        _ = bob.take(on: link) { $0.push = .of([second]) }
        #expect(bob.gossip.stopReason != nil)
    }

    @Test func `counts pushes beyond two mebibytes a second`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        var tip = Tip.empty
        var refused: [String] = []
        for _ in 0..<80 {
            let event = alice.event([UInt8](repeating: 7, count: 60_000), after: tip)
            tip = event.tip
            refused += bob.take(on: link) { $0.push = .of([event]) }.refused
        }
        #expect(refused.first == "too many pushed bytes")
        #expect(refused.count == 80 - 4 * 1024 * 1024 / 60_030)
    }

    @Test func `asks for what a push has left out`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        let events = alice.events(4)
        let actions = bob.take(on: link) { $0.push = .of(Array(events[2...])) }
        let range = actions.messages.first?.get.ranges.first
        #expect(range?.from == 1)
        #expect(range?.through == 4)
        #expect(actions.stores.isEmpty)
    }

    @Test func `takes no vector or tips of more than 4096 feeds`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        let position = WireFeedPosition.with { $0.chapter = alice.chapter.data }
        let vector = bob.take(on: link) {
            $0.vector.feeds = [WireFeedPosition](repeating: position, count: 4097)
        }
        #expect(vector.refused == ["vector too long"])
        let tip = WireFeedTip.with { $0.chapter = alice.chapter.data }
        let tips = bob.take(on: link) {
            $0.tips.feeds = [WireFeedTip](repeating: tip, count: 4097)
        }
        #expect(tips.refused == ["tips too long"])
    }
}
