import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A proof that comes before its key` {
    private let dan = Somebody.dan

    /// A fork in the feed of a chapter that Bob does not know.
    private func proof(by author: Somebody, _ text: String = "left") throws -> WireForkProof {
        let proof = try #require(
            ForkProof(
                author.events(1, saying: text), author.events(1, saying: "right")))
        return try WireForkProof(serializedBytes: proof.bytes)
    }

    /// One of a feed that nobody has.
    private func madeUp(_ number: Int) throws -> WireForkProof {
        try proof(by: Somebody("Nobody \(number)", UInt8(100 + number)))
    }

    private func learnDan(_ bob: inout Listener) {
        _ = bob.take(.roster(Listener.roster([.bob, .alice, .carol, dan])))
    }

    @Test func `waits with at most fifteen others`() throws {
        var bob = Listener()
        let (link, _) = bob.greet(.carol)
        for number in 0..<30 {
            let wire = try madeUp(number)
            #expect(bob.take(on: link) { $0.fork = wire }.refused.isEmpty)
            #expect(bob.gossip.uncheckedProofs.count == min(number + 1, 16))
        }
    }

    @Test func `is not driven out by somebody who sends many`() throws {
        var bob = Listener()
        let (alices, _) = bob.greet(.alice)
        let (carols, _) = bob.greet(.carol)
        let real = try proof(by: dan)
        #expect(bob.take(on: alices) { $0.fork = real }.refused.isEmpty)
        // Carol sends the same, made up ones of the same feed, and many of feeds that do not exist.
        _ = bob.take(on: carols) { $0.fork = real }
        let other = try proof(by: dan, "other")
        _ = bob.take(on: carols) { $0.fork = other }
        for number in 0..<100 {
            let wire = try madeUp(number)
            _ = bob.take(on: carols) { $0.fork = wire }
        }
        #expect(bob.gossip.uncheckedProofs.count == 16)
        learnDan(&bob)
        #expect(bob.gossip.forkedFeeds == [dan.feed])
    }

    @Test func `finds room where somebody else has filled all places`() throws {
        var bob = Listener()
        let (alices, _) = bob.greet(.alice)
        let (carols, _) = bob.greet(.carol)
        for number in 0..<16 {
            let wire = try madeUp(number)
            _ = bob.take(on: carols) { $0.fork = wire }
        }
        let wire = try proof(by: dan)
        #expect(bob.take(on: alices) { $0.fork = wire }.refused.isEmpty)
        learnDan(&bob)
        #expect(bob.gossip.forkedFeeds == [dan.feed])
    }

    @Test func `is no bad proof where sixteen others have each sent one`() throws {
        let others = (40..<57).map { Somebody("Chapter \($0)", $0) }
        var bob = Listener(among: others)
        var refused: [String] = []
        for (number, other) in others.enumerated() {
            let (link, _) = bob.greet(other)
            let wire = try madeUp(number)
            refused += bob.take(on: link) { $0.fork = wire }.refused
        }
        #expect(bob.gossip.uncheckedProofs.count == 16)
        #expect(!refused.contains("bad fork proof"))
    }

    @Test func `is forgotten with the link that brought it`() throws {
        var bob = Listener()
        let (link, _) = bob.greet(.carol)
        let (again, _) = bob.greet(.carol)
        let wire = try proof(by: dan)
        _ = bob.take(on: again) { $0.fork = wire }
        _ = bob.take(.linkDown(link))
        #expect(bob.gossip.uncheckedProofs.count == 1)
        _ = bob.take(.linkDown(again))
        #expect(bob.gossip.uncheckedProofs.count == 0)
    }
}
