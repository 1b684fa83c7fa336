import Sodium
import Testing

@testable import Federation

@Suite struct `A flood of messages` {
    private let settings = GossipSettings()

    private func counted(_ actions: [GossipAction]) -> [String] {
        actions.compactMap { action in
            if case .count(let reason, _) = action { reason.name } else { nil }
        }
    }

    @Test func `is dropped unread, except what was asked for, until a second has passed`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        var passed = 0
        while counted(bob.take(Gossip.pingFrame, on: link)) == [] { passed += 1 }
        #expect(passed <= 2 * settings.messagesPerSecond)
        #expect(passed >= 2 * settings.messagesPerSecond - 2)
        // Nobody looks whether it is a message at all.
        let garbage: [UInt8] = [12 << 3 | 2, 255, 255]
        #expect(counted(bob.take(garbage, on: link)) == ["too many messages"])
        // A run is not counted among them; this one is nobody's.
        let run = bob.take(on: link) { $0.run.chapter = digest("rhizome/test").data }
        #expect(counted(run) == ["malformed run"])
        _ = bob.wait(1_000)
        #expect(counted(bob.take(garbage, on: link)) == ["malformed frame"])
        #expect(counted(bob.take(Gossip.pingFrame, on: link)) == [])
    }
}
