import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A node that lacks many feeds` {
    private let authors = (100..<220).map { Somebody("Chapter \($0)", UInt8($0)) }
    private let relays = [Somebody.alice, .carol]

    private func vector(_ seq: UInt64) -> WireVector {
        .with {
            $0.number = 1
            $0.feeds = authors.sorted { $0.feed < $1.feed }.map { WireFeedPosition($0.feed, seq) }
        }
    }

    private func asked(_ actions: [GossipAction]) -> [FeedName] {
        actions.messages.flatMap(\.get.ranges).compactMap { range in
            Bytes32(range.chapter).map { FeedName(chapter: ChapterID($0), epoch: range.epoch) }
        }
    }

    @Test func `asks several links for some of them each`() throws {
        var bob = Listener(among: relays + authors)
        let (alice, _) = bob.greet(.alice)
        let (carol, _) = bob.greet(.carol)
        let first = asked(bob.take(on: alice) { $0.vector = vector(2) })
        let second = asked(bob.take(on: carol) { $0.vector = vector(2) })
        #expect(first.count == Limits.ranges)
        #expect(second.count == authors.count - Limits.ranges)
        #expect(Set(first).isDisjoint(with: second))
    }

    @Test func `asks for more when half of it has come`() throws {
        var bob = Listener(among: relays + authors)
        let (alice, _) = bob.greet(.alice)
        let first = asked(bob.take(on: alice) { $0.vector = vector(2) })
        var next: [FeedName] = []
        var came = 0
        for author in authors where first.contains(author.feed) {
            let actions = bob.take(on: alice) { $0.run = .of(author.events(2)) }
            #expect(actions.stores.count == 1)
            came += 1
            next = asked(actions)
            if !next.isEmpty { break }
        }
        #expect(came == Limits.ranges / 2)
        #expect(next.count == Limits.ranges / 2)
        #expect(Set(first).isDisjoint(with: next))
    }

    @Test func `asks others for what did not come`() throws {
        var bob = Listener(among: relays + authors)
        let (alice, _) = bob.greet(.alice)
        let (carol, _) = bob.greet(.carol)
        let first = Set(asked(bob.take(on: alice) { $0.vector = vector(2) }))
        _ = bob.take(on: carol) { $0.vector = vector(2) }
        // Carol brings what she was asked for, Alice nothing.
        for author in authors where !first.contains(author.feed) {
            _ = bob.take(on: carol) { $0.run = .of(author.events(2)) }
        }
        bob.now = bob.now + bob.gossip.settings.answerWithin
        for link in [alice, carol] { _ = bob.take(on: link) { $0.ping = WirePing() } }
        let actions = bob.wait(1)
        var toCarol: [FeedName] = []
        for case .send(let link, let frame) in actions where link == carol {
            let message = try WireMessage(serializedBytes: frame)
            for range in message.get.ranges {
                guard let chapter = Bytes32(range.chapter) else { continue }
                toCarol.append(FeedName(chapter: ChapterID(chapter), epoch: range.epoch))
            }
        }
        #expect(Set(toCarol) == first)
        #expect(asked(actions).count == first.count)
    }
}
