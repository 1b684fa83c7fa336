import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Coming back with the root key alone` {
        @Test func `what a chapter had shared is its own again after its disk is lost, twice`()
            async throws
        {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let old = try await harbour.meeting("Before the fire")
                let theirs = try await riverside.meeting("At Riverside")
                for node in [harbour, riverside, hillside] {
                    try await eventually("\(node.name) lists both") {
                        let listed = try await node.meetings()
                        return listed[old] != nil && listed[theirs] != nil
                    }
                }
                let key = try await rootKey(of: harbour, from: 3, of: 5, stage)
                try await harbour.kill()
                try FileManager.default.removeItem(atPath: harbour.directory)
                let meanwhile = try await riverside.meeting("While Harbour was away")

                // Hillside founded nothing and was let in by Harbour itself.
                let invitation = try await hillside.run("link", "invite").text("invitation")
                try await thievesAreRefused(invitation, harbour, riverside, stage)
                async let back = harbour.attempt(returning(key, invitation))
                try await eventually("Hillside is asked whether it is Harbour") {
                    try await isAsked(hillside, about: harbour)
                }
                #expect(try await !isAsked(riverside, about: harbour))
                try await hillside.run("link", "confirm", harbour.chapterID)
                let returned = try await back
                #expect(returned.ending == .exit(0), "\(returned.err)")
                let report = try returned.json
                #expect(report["name"] == "Harbour")
                #expect(report["epoch"] == 1)
                #expect(try report.text("chapterID") == harbour.chapterID)
                #expect(
                    !FileManager.default.fileExists(
                        atPath: harbour.directory + "/keys/root.key"))

                try await harbour.start()
                try await connected(harbour, riverside, hillside)
                try await isWhole(harbour, [old, theirs, meanwhile], with: riverside, hillside)

                // And again, with the help of a founder; two epochs are begun by then.
                try await harbour.stop()
                try FileManager.default.removeItem(atPath: harbour.directory)
                let second = try await riverside.run("link", "invite", "--auto-confirm")
                    .text("invitation")
                let again = try await harbour.attempt(returning(key, second))
                #expect(again.ending == .exit(0), "\(again.err)")
                #expect(try again.json["epoch"] == 2)
                try await harbour.start()
                try await connected(harbour, riverside, hillside)
                try await isWhole(harbour, [old, theirs, meanwhile], with: riverside, hillside)
            }
        }

        private func returning(_ key: String, _ invitation: String) -> [String] {
            [
                "return", invitation, "--root-key", key, "--yes", "--coordinator",
                "Ana Luz <ana@harbour.example>",
            ]
        }

        /// The root key, split and brought back from some of the sheets.
        private func rootKey(
            of node: ChapterNode, from needed: Int, of count: Int, _ stage: Stage
        ) async throws -> String {
            let made = try await node.run(
                "root-key", "split", node.directory + "/keys/root.key", "--sheets", "\(count)",
                "--needed", "\(needed)", "--out", stage.directory + "/sheets")
            let sheets = try made["sheets"].list.compactMap(\.text).map(words(ofSheet:))
            let typed = try stage.file(
                "typed", sheets.shuffled().prefix(needed).joined(separator: "\n").utf8)
            let path = stage.directory + "/joined.key"
            let joined = try await node.attempt(
                ["root-key", "join", "--out", path], reading: typed)
            #expect(joined.ending == .exit(0))
            return path
        }

        /// Somebody who has the invitation and another root key, or Harbour's old feed key.
        private func thievesAreRefused(
            _ invitation: String, _ harbour: ChapterNode, _ riverside: ChapterNode, _ stage: Stage
        ) async throws {
            let eve = stage.place("Eve")
            try await eve.make()
            let key = eve.directory + "/keys/root.key"
            let thief = stage.place("Thief")
            let refused = try await thief.attempt(returning(key, invitation))
            #expect(refused.ending == .exit(1))
            #expect(refused.refusal?.contains("not linked") == true)
            #expect(!FileManager.default.fileExists(atPath: thief.directory + "/rhizome.json"))
            // A chapter that is linked keeps its place: its own root key does not open Harbour's.
            let check = try await harbour.attempt(["root-key", "check", key])
            #expect(try check.json.text("chapterID") != harbour.chapterID)
            #expect(try await riverside.status()["warnings"].list.isEmpty)
        }

        private func isAsked(_ node: ChapterNode, about chapter: ChapterNode) async throws -> Bool {
            try await node.ask("GET", "links", asOperator: true).json.list.contains {
                $0["chapterID"].text == chapter.chapterID && $0["returning"] == true
                    && $0["words"].list.count == 6 && $0["state"] == "unconfirmed"
            }
        }

        /// Everything is there, is changed like one's own, and goes on to the others.
        private func isWhole(
            _ harbour: ChapterNode, _ meetings: [String], with others: ChapterNode...
        ) async throws {
            for meeting in meetings {
                try await eventually("Harbour lists \(meeting)") {
                    try await harbour.lists(meeting)
                }
            }
            let title = "Moved \(UInt32.random(in: 0...UInt32.max))"
            try await eventually("Harbour changes its own meeting") {
                try await harbour.attempt(["meeting", "edit", meetings[0], "--title", title])
                    .ending == .exit(0)
            }
            let new = try await harbour.meeting("After the fire")
            for node in others {
                try await eventually("\(node.name) lists what is new") {
                    let listed = try await node.meetings()
                    return listed[new] != nil && listed[meetings[0]]?["title"].text == title
                }
            }
            for node in others + [harbour] {
                #expect(try await node.run("feed", "verify")["valid"] == true)
                #expect(try await node.status()["warnings"].list.isEmpty)
                #expect(
                    try await !node.ask("GET", "links", asOperator: true).json.list.contains {
                        $0["returning"] == true
                    })
            }
        }
    }
}
