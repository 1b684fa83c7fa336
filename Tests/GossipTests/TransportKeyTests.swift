import Federation
import Feeds
import GRDB
import Gossip
import Sodium
import TestSupport
import Testing
import Transport

/// A node that gives itself another transport key while others are linked with it.
@Suite(.serialized) struct `Changing the transport key` {
    private func record(of node: GossipNode, at other: GossipNode) async throws -> NodeRecord? {
        try await other.roster()?.entry(node.chapter)?.node
    }

    private func key(of node: GossipNode) -> Bytes32? {
        Bytes32(node.keyStore.keys.current.publicKey)
    }

    private func begin(_ node: GossipNode) async throws {
        try await eventually("the gate") { await node.state().mayAppend }
        #expect(try await node.gossip.changeTransportKey() == nil)
    }

    private func isDone(_ node: GossipNode) async -> Bool {
        await node.state().transportKeyChange == nil && node.keyStore.keys.other == nil
    }

    /// Whether all of them share things, each with each.
    private func share(_ nodes: [GossipNode], _ title: String) async throws {
        for node in nodes {
            let meeting = try await node.plan(title)
            for other in nodes { try await eventually(title) { try await other.sees(meeting) } }
        }
    }

    @Test func `is done when all have heard, and nobody is lost`() async throws {
        let nodes = try await federation(3)
        let old = key(of: nodes[0])
        try await begin(nodes[0])
        #expect(try await nodes[0].gossip.changeTransportKey() == .underWay)
        try await eventually("done", within: .seconds(60)) { await isDone(nodes[0]) }
        let new = key(of: nodes[0])
        #expect(new != old)
        for node in nodes {
            try await eventually("the last record") {
                let record = try await record(of: nodes[0], at: node)
                return record?.transportKey == new && record?.otherKey == nil
            }
        }
        try await linked(nodes)
        try await share(nodes, "After the change")
        for node in nodes { await node.stop() }
        for node in nodes { try await node.start() }
        try await linked(nodes)
        // Whom the node invites now comes in by the new key.
        let newcomer = try await GossipNode(.fixed(30), named: "Hillside")
        try await newcomer.join(nodes[0])
        try await linked(nodes + [newcomer])
        try await share(nodes + [newcomer], "With a newcomer")
        for node in nodes + [newcomer] {
            #expect(await node.state().refused["hello not signed by its chapter"] == nil)
            await node.stop()
        }
    }

    @Test func `waits for a chapter that is away, also when it is stopped itself`() async throws {
        let nodes = try await federation(3)
        let old = key(of: nodes[0])
        await nodes[2].stop()
        try await begin(nodes[0])
        try await eventually("one has heard") {
            await nodes[0].state().transportKeyChange
                == TransportKeyChange(isInForce: false, waitingFor: [nodes[2].chapter])
        }
        await nodes[0].stop()
        try await nodes[0].start()
        try await linked([nodes[0], nodes[1]])
        try await share([nodes[0], nodes[1]], "While one is away")
        #expect(key(of: nodes[0]) == old)
        #expect(try await record(of: nodes[0], at: nodes[1])?.otherKey != nil)
        try await nodes[2].start()
        try await eventually("done", within: .seconds(60)) { await isDone(nodes[0]) }
        #expect(key(of: nodes[0]) != old)
        try await linked(nodes)
        try await share(nodes, "All together")
        for node in nodes { await node.stop() }
    }

    @Test func `goes on after a day, and takes in who comes back late`() async throws {
        let nodes = try await federation(3)
        let old = key(of: nodes[0])
        await nodes[2].stop()
        try await begin(nodes[0])
        try await eventually("one has heard") {
            await nodes[0].state().transportKeyChange?.waitingFor == [nodes[2].chapter]
        }
        nodes[0].clock.advance(milliseconds: 86_400_000)
        try await eventually("in force") { key(of: nodes[0]) != old }
        try await linked([nodes[0], nodes[1]])
        // The others are away when the late one comes: it knows the old key alone.
        await nodes[1].stop()
        try await nodes[2].start()
        #expect(try await record(of: nodes[0], at: nodes[2])?.transportKey == old)
        nodes[0].clock.advance(milliseconds: 11_000)
        try await linked([nodes[0], nodes[2]])
        try await share([nodes[0], nodes[2]], "By the old key")
        try await nodes[1].start()
        try await eventually("done", within: .seconds(60)) { await isDone(nodes[0]) }
        try await linked(nodes)
        try await share(nodes, "By the new key")
        for node in nodes { await node.stop() }
    }

    @Test func `ends a day later, and who missed all of it hears from somebody else`() async throws
    {
        let nodes = try await federation(3)
        await nodes[2].stop()
        try await begin(nodes[0])
        try await eventually("one has heard") {
            await nodes[0].state().transportKeyChange?.waitingFor == [nodes[2].chapter]
        }
        nodes[0].clock.advance(milliseconds: 86_400_000)
        try await eventually("in force") {
            await nodes[0].state().transportKeyChange
                == TransportKeyChange(isInForce: true, waitingFor: [nodes[2].chapter])
        }
        nodes[0].clock.advance(milliseconds: 86_400_000)
        try await eventually("done") { await isDone(nodes[0]) }
        try await nodes[2].start()
        try await linked(nodes)
        try await share(nodes, "In the end")
        for node in nodes { await node.stop() }
    }

    @Test func `asks nobody where nobody is linked`() async throws {
        let node = try await GossipNode(.fixed(1), named: "Harbour")
        let old = key(of: node)
        try await begin(node)
        try await eventually("done", within: .seconds(30)) { await isDone(node) }
        #expect(key(of: node) != old)
        let guest = try await GossipNode(.fixed(2), named: "Riverside")
        try await guest.join(node)
        try await linked([node, guest])
        for node in [node, guest] { await node.stop() }
    }
}
