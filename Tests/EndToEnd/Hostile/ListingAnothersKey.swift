import Federation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Facing a member that lists another one's key` {
        @Test func `its key and address stay its own, and its links stand`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                let eve = try HostilePeer("Eve")
                let invitation = try await harbour.run("link", "invite", "--auto-confirm")
                try await eve.join(invitation.text("invitation"))
                // Each of the two has its key listed in turn: one of them dials, the other is dialled.
                for victim in [harbour, riverside] {
                    try await eve.claim(victim)
                    for node in [harbour, riverside] {
                        try await eventually("\(node.name) has heard of it") {
                            let held = try await node.status()["feeds"].list
                                .first { $0["chapterID"].text == eve.chapterID }?["seq"].number
                            return await UInt64(held ?? 0) == eve.tip.seq
                        }
                    }
                    for node in [harbour, riverside] {
                        try await node.stop()
                        try await node.start()
                        try await connected(harbour, riverside)
                        try await talk(harbour, riverside)
                    }
                }
                await eve.close()
            }
        }

        private func talk(_ left: ChapterNode, _ right: ChapterNode) async throws {
            for (from, to) in [(left, right), (right, left)] {
                let meeting = try await from.meeting("Still talking")
                try await eventually("\(to.name) hears \(from.name)", within: .seconds(10)) {
                    try await to.lists(meeting)
                }
            }
        }
    }
}
