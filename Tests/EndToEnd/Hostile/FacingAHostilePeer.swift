import Federation
import Foundation
import Sodium
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Facing a hostile peer` {
        /// Harbour and Riverside, and a third that belongs to them and means no good.
        private func play(
            _ body: (ChapterNode, ChapterNode, HostilePeer, Stage) async throws -> Void
        ) async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                let mallory = try HostilePeer("Mallory")
                let invitation = try await harbour.run("link", "invite", "--auto-confirm")
                try await mallory.join(invitation.text("invitation"))
                do {
                    try await body(harbour, riverside, mallory, stage)
                } catch {
                    await mallory.close()
                    throw error
                }
                await mallory.close()
            }
        }

        /// The honest link still works in both directions.
        private func talk(_ left: ChapterNode, _ right: ChapterNode) async throws {
            for (from, to) in [(left, right), (right, left)] {
                let meeting = try await from.meeting("Still talking")
                try await eventually("\(to.name) hears \(from.name)", within: .seconds(5)) {
                    try await to.lists(meeting)
                }
            }
        }

        private func held(_ node: ChapterNode, _ peer: HostilePeer) async throws -> Int {
            try await node.status()["feeds"].list
                .first { $0["chapterID"].text == peer.chapterID }?["seq"].number ?? 0
        }

        @Test func `an event of an unknown kind is kept and passed on, so the peer is heard`()
            async throws
        {
            try await play { harbour, riverside, mallory, _ in
                try await mallory.say(Kind(rawValue: 1000), Array("from the future".utf8))
                for node in [harbour, riverside] {
                    try await eventually("\(node.name) holds it") {
                        try await held(node, mallory) == 4
                    }
                }
                let events = try await riverside.run(
                    "event", "list", "--chapter", mallory.chapterID)
                #expect(events.list.last?["name"] == "unknown")
                #expect(events.list.last?["kind"] == 1000)
            }
        }

        @Test func `every bad frame is counted by name and nothing of it is stored`() async throws {
            try await play { harbour, riverside, mallory, _ in
                try await mallory.say(Kind(rawValue: 1000), [1])
                try await eventually("Harbour holds the honest part") {
                    try await held(harbour, mallory) == 4
                }
                try await eventually("Mallory holds what Riverside wrote") {
                    let known = await mallory.tip(of: riverside).seq
                    return try await Int(known) == harbour.holds(riverside)
                }
                let before = try await harbour.status()["feeds"]
                let frames = try await HostileFrames.refused(
                    mallory, victim: harbour, bystander: riverside)
                for (reason, what, frame) in frames {
                    let count = try await harbour.refused(reason)
                    await mallory.send(frame, to: harbour)
                    try await eventually("“\(reason)” is counted for \(what)") {
                        try await harbour.refused(reason) > count
                    }
                    #expect(try await harbour.status()["feeds"] == before, "\(what)")
                    #expect(await mallory.isConnected(harbour), "\(what)")
                }
                #expect(harbour.isRunning)
                try await talk(harbour, riverside)
                #expect(try await harbour.run("feed", "verify")["valid"] == true)
            }
        }

        @Test func `what was said once is stored once, however often it is repeated`()
            async throws
        {
            try await play { harbour, riverside, mallory, _ in
                try await eventually("Harbour holds what came before") {
                    try await held(harbour, mallory) == 3
                }
                let event = try await mallory.draft(Kind(rawValue: 1000), [1])
                for _ in 1...50 {
                    await mallory.send(HostileFrames.push([event]), to: harbour)
                }
                try await eventually("Harbour holds it") { try await held(harbour, mallory) == 4 }
                let events = try await harbour.run(
                    "event", "list", "--chapter", mallory.chapterID)
                #expect(events.list.count == 4)
                try await talk(harbour, riverside)
            }
        }

        @Test func `a greeting that is replayed or missing is refused`() async throws {
            try await play { harbour, riverside, mallory, _ in
                let hello = await mallory.hello
                try #require(!hello.isEmpty)
                try await mallory.sendUngreeted(hello, to: harbour)
                try await eventually("the replayed greeting is counted") {
                    try await harbour.refused("hello not signed by its chapter") == 1
                }
                try await mallory.sendUngreeted(HostileFrames.ping, to: harbour)
                try await eventually("the missing greeting is counted") {
                    try await harbour.refused("message before greeting") == 1
                }
                try await talk(harbour, riverside)
            }
        }

        @Test func `a flood is slowed and counted`() async throws {
            try await play { harbour, riverside, mallory, _ in
                for _ in 1...2_000 { await mallory.send(HostileFrames.ping, to: harbour) }
                try await eventually("the flood is counted") {
                    try await harbour.refused("too many messages") > 0
                }
                try await talk(harbour, riverside)
            }
        }

        @Test func `an oversized frame is counted, a huge one costs its sender the link`()
            async throws
        {
            try await play { harbour, riverside, mallory, _ in
                await mallory.send([UInt8](repeating: 1, count: 3 << 19), to: harbour)
                try await eventually("the oversized frame is counted") {
                    try await harbour.refused("frame too large") == 1
                }
                let before = await mallory.ups(harbour)
                await mallory.send([UInt8](repeating: 1, count: 4 << 20), to: harbour)
                try await eventually("the peer had to link anew", within: .seconds(20)) {
                    let ups = await mallory.ups(harbour)
                    return await mallory.isConnected(harbour) && ups > before
                }
                try await talk(harbour, riverside)
            }
        }

        @Test func `two histories of one feed are proven and shown at both others`() async throws {
            try await play { harbour, riverside, mallory, _ in
                // A push that overtakes what comes before it is not kept: let all of that arrive.
                for node in [harbour, riverside] {
                    try await eventually("\(node.name) holds the feed so far") {
                        try await held(node, mallory) == 3
                    }
                }
                let left = try await mallory.draft(Kind(rawValue: 1000), Array("yes".utf8))
                let right = try await mallory.draft(Kind(rawValue: 1000), Array("no".utf8))
                await mallory.send(HostileFrames.push([left]), to: harbour)
                await mallory.send(HostileFrames.push([right]), to: riverside)
                for node in [harbour, riverside] {
                    try await eventually("\(node.name) shows the fork", within: .seconds(60)) {
                        try await node.status()["warnings"].list.contains {
                            $0.text?.contains("Mallory") == true
                                && $0.text?.contains("two different histories") == true
                        }
                    }
                    // The feed ends before the two parted.
                    try await eventually("\(node.name) has put the rest aside") {
                        try await held(node, mallory) == 3
                    }
                    #expect(try await node.run("feed", "verify")["valid"] == true)
                }
                try await talk(harbour, riverside)
                // It is remembered.
                try await riverside.stop()
                try await riverside.start()
                let warnings = try await riverside.status()["warnings"].list
                #expect(warnings.contains { $0.text?.contains("Mallory") == true })
            }
        }
    }
}
