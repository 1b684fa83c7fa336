import Federation
import Feeds
import Sodium
import TestSupport
import Testing
import Transport

@testable import Gossip

@Suite(.serialized) struct `Links that others have dialled` {
    /// A roster of so many chapters besides the node's own.
    private func roster(_ node: GossipNode, and count: Int) throws -> Roster {
        let authors = [node.feeds.author] + (0..<count).map { .fixed(UInt32(500 + $0)) }
        return Roster(
            federation: FederationID(digest("rhizome/test-federation", [])), name: "Many",
            entries: authors.map { author in
                RosterEntry(
                    chapter: author.certificate.chapter, name: "One of many",
                    certificate: author.certificate,
                    node: NodeRecord(
                        transportKey: digest(
                            "rhizome/test-transport", author.certificate.chapter.bytes.bytes),
                        endpoints: []), standing: .seated)
            })
    }

    private func hasRoom(_ service: isolated GossipService, for links: Int) -> Bool {
        service.numbers = Dictionary(
            uniqueKeysWithValues: (0..<links).map {
                (LinkID.accepted(UInt64($0 + 1)), Link(UInt64($0 + 1)))
            })
        defer { service.numbers = [:] }
        return service.hasRoom
    }

    private func take(_ service: isolated GossipService, _ roster: Roster) {
        _ = service.gossip.handle(.roster(roster), at: service.clock())
    }

    @Test func `are sixty-four among many`() async throws {
        let node = try await GossipNode(.fixed(1), named: "Harbour")
        let service = try await node.gossip
        await take(service, try roster(node, and: 80))
        #expect(await hasRoom(service, for: 63))
        #expect(await !hasRoom(service, for: 64))
        await take(service, try roster(node, and: 20))
        #expect(await hasRoom(service, for: 64), "among few everybody links with everybody")
        await node.stop()
    }
}
