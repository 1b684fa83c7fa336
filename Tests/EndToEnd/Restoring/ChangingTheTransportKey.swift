import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Changing the transport key` {
        private static let ownKey = ["transport.key"]

        @Test func `waits for who is away, goes on after a power cut, and loses nobody`()
            async throws
        {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let old = try secret(of: harbour)
                // One that was made before the change, and is not used.
                let open = try await harbour.run("link", "invite").text("invitation")
                try await hillside.stop()
                let answer = try await harbour.run("transport-key", "change")
                #expect(answer["isInForce"] == false)
                #expect(keys(of: harbour) == ["transport-next.key", "transport.key"])
                for key in keys(of: harbour) { #expect(mode(of: key, of: harbour) == 0o600) }
                let again = try await harbour.attempt(["transport-key", "change"])
                #expect(again.ending == .exit(1))
                try await eventually("Riverside has heard") {
                    let change = try await harbour.status()["transportKeyChange"]
                    return change["waitingFor"].list == ["Hillside"]
                }
                try await harbour.kill()
                try await harbour.start()
                try await connected(harbour, riverside)
                let meeting = try await harbour.meeting("While one is away")
                try await eventually("Riverside lists it") { try await riverside.lists(meeting) }
                #expect(try secret(of: harbour) == old)
                #expect(try await harbour.status()["transportKeyChange"]["isInForce"] == false)

                try await hillside.start()
                try await eventually("it is done") {
                    try await harbour.status()["transportKeyChange"] == .null
                }
                #expect(keys(of: harbour) == Self.ownKey)
                #expect(try secret(of: harbour) != old)
                try await connected(harbour, riverside, hillside)
                let after = try await harbour.meeting("After the change")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) lists it") { try await node.lists(after) }
                }

                for node in [harbour, riverside, hillside] { try await node.stop() }
                let stopped = try await harbour.attempt(["transport-key", "change"])
                #expect(stopped.ending == .exit(1))
                for node in [harbour, riverside, hillside] { try await node.start() }
                try await connected(harbour, riverside, hillside)
                let newcomer = try await stage.chapter("Garden")
                let knock = try await newcomer.attempt(["link", "accept", open])
                #expect(knock.ending == .exit(1), "it names the key that is gone")
                try await link(newcomer, with: harbour)
                try await connected(harbour, newcomer)
                for node in [harbour, riverside, hillside, newcomer] {
                    #expect(try await node.refused("hello not signed by its chapter") == 0)
                    #expect(try await node.status()["warnings"].list.isEmpty)
                }
            }
        }

        @Test func `is brought to its end wherever the computer loses power`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                for round in 1...6 {
                    let old = try secret(of: harbour)
                    _ = try await harbour.run("transport-key", "change")
                    try await Task.sleep(for: .milliseconds(450 * round))
                    try await harbour.kill()
                    try await harbour.start()
                    try await eventually("round \(round) is done") {
                        try await harbour.status()["transportKeyChange"] == .null
                    }
                    #expect(keys(of: harbour) == Self.ownKey)
                    #expect(try secret(of: harbour) != old)
                    try await connected(harbour, riverside)
                    let meeting = try await riverside.meeting("Round \(round)")
                    try await eventually("it arrives") { try await harbour.lists(meeting) }
                }
            }
        }

        private func keys(of node: ChapterNode) -> [String] {
            let names = try? FileManager.default.contentsOfDirectory(
                atPath: node.directory + "/keys")
            return (names ?? []).filter { $0.hasPrefix("transport") }.sorted()
        }

        private func mode(of key: String, of node: ChapterNode) -> Int? {
            let path = "\(node.directory)/keys/\(key)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return attributes?[.posixPermissions] as? Int
        }

        private func secret(of node: ChapterNode) throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: node.directory + "/keys/transport.key"))
        }
    }
}
