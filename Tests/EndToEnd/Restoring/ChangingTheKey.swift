import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Changing the feed key` {
        @Test func `goes on with linked chapters, after a restart, and for a newcomer`()
            async throws
        {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let before = try await harbour.meeting("Before the change")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) lists it") { try await node.lists(before) }
                }
                // Hillside does not hear of the change while it happens.
                try await hillside.stop()
                let changed = try await harbour.run("feed", "change-key")
                #expect(changed["left"] == 7)
                #expect(keys(of: harbour) == ["feed.1.key"])
                let after = try await harbour.meeting("After the change")
                try await eventually("Riverside lists it") { try await riverside.lists(after) }
                try await hillside.start()
                try await connected(harbour, riverside, hillside)
                try await eventually("Hillside lists it") { try await hillside.lists(after) }

                for node in [harbour, riverside, hillside] { try await node.stop() }
                // A stopped node cannot ask the others, so it changes nothing.
                let stopped = try await harbour.attempt(["feed", "change-key"])
                #expect(stopped.ending == .exit(1))
                #expect(keys(of: harbour) == ["feed.1.key"])
                for node in [harbour, riverside, hillside] { try await node.start() }
                try await connected(harbour, riverside, hillside)
                let last = try await harbour.meeting("After a night")
                try await eventually("Hillside lists it") { try await hillside.lists(last) }

                // Somebody comes whom the chapter with the new key invites.
                let newcomer = try await stage.chapter("Garden")
                try await link(newcomer, with: harbour)
                try await connected(harbour, newcomer)
                for meeting in [before, after, last] {
                    try await eventually("Garden lists it") { try await newcomer.lists(meeting) }
                }
                for node in [harbour, riverside, hillside, newcomer] {
                    #expect(try await node.run("feed", "verify")["valid"] == true)
                    #expect(try await node.refused("bad signature") == 0)
                    #expect(try await node.status()["warnings"].list.isEmpty)
                }
            }
        }

        @Test func `leaves one key in force when the computer loses power`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                for round in 1...8 {
                    let asked = Task { try await harbour.attempt(["feed", "change-key"]) }
                    try await Task.sleep(for: .milliseconds(20 * round))
                    try await harbour.kill()
                    _ = try? await asked.value
                    try await harbour.start()
                    let meeting = try await harbour.meeting("Round \(round)")
                    #expect(try await harbour.lists(meeting))
                    #expect(try await harbour.run("feed", "verify")["valid"] == true)
                    #expect(keys(of: harbour).count <= 2)
                }
            }
        }

        private func keys(of node: ChapterNode) -> [String] {
            let names = try? FileManager.default.contentsOfDirectory(
                atPath: node.directory + "/keys")
            return (names ?? []).filter { $0.hasPrefix("feed") && $0.hasSuffix(".key") }.sorted()
        }
    }
}
