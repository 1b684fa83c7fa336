import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Facing strangers` {
        @Test func `noise on both ports is counted and disturbs nobody`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                var random = SplitMix64(seed: 4)
                var strangers: [RawTCP] = []
                let greeting: [UInt8] =
                    [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0] + Array("NULL".utf8)
                    + [UInt8](repeating: 0, count: 48)
                let noises: [[UInt8]] = [
                    [], (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) },
                    Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), Array(greeting.prefix(11)),
                    greeting + [4, 0xFF] + [UInt8](repeating: 0xEE, count: 255),
                ]
                for _ in 1...8 {
                    for noise in noises {
                        for address in [harbour.gossip ?? "", harbour.http] {
                            let stranger = try RawTCP(address)
                            stranger.write(noise)
                            strangers.append(stranger)
                        }
                    }
                }
                try await eventually("they are counted") {
                    try await harbour.refused("handshake failed") >= 16
                }
                let meeting = try await harbour.meeting("Undisturbed")
                try await eventually("Riverside lists it", within: .seconds(5)) {
                    try await riverside.lists(meeting)
                }
                #expect(harbour.isRunning)
                strangers = []
            }
        }

        @Test func `a visitor and a wrong token are refused in words`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                for (path, token) in [
                    ("members", nil), ("members", "0"), ("status", nil), ("me", "x y z"),
                    ("members/1", String(repeating: "a", count: 64)),
                ] {
                    let reply = try await harbour.ask("GET", path, token: token)
                    #expect(reply.status == 401, "\(path)")
                    #expect(reply.json["error"].text?.isEmpty == false, "\(path)")
                }
                let bob = try await harbour.member("Bob")
                let people = try await bob.get("members")
                #expect(people.status == 403)
                #expect(people.json["error"].text?.isEmpty == false)
            }
        }
    }
}
