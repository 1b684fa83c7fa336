import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Proving what was said` {
        @Test func `to somebody who has neither chapter nor network`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                let meeting = try await harbour.meeting("Assembly of the harbour")
                try await eventually("Riverside lists it") { try await riverside.lists(meeting) }

                // Riverside proves what Harbour has said.
                let path = stage.directory + "/proof.json"
                let written = try await riverside.run("feed", "prove", meeting, path)
                #expect(written == ["thing": .text(meeting), "file": .text(path)])
                let again = try await riverside.attempt(["feed", "prove", meeting, path])
                #expect(again.ending == .exit(1))

                // Nothing of a chapter is there, and nothing is made.
                let nowhere = stage.directory + "/nowhere"
                func verify(_ file: String) async throws -> Finished {
                    try await rhizome(
                        ["--data", nowhere, "feed", "verify", file], in: stage.directory)
                }
                let good = try await verify(path)
                #expect(good.ending == .exit(0))
                #expect(good.out.contains("The chapter Harbour has said this:"))
                #expect(good.out.contains("Assembly of the harbour"))
                #expect(good.out.contains(harbour.chapterID))
                #expect(!FileManager.default.fileExists(atPath: nowhere))

                let text = try String(contentsOfFile: path, encoding: .utf8)
                let title = Array("Assembly".utf8).map { String($0, radix: 16) }.joined()
                let other = Array("Absently".utf8).map { String($0, radix: 16) }.joined()
                #expect(text.contains(title))
                let forged = stage.directory + "/forged.json"
                try text.replacingOccurrences(of: title, with: other)
                    .write(toFile: forged, atomically: true, encoding: .utf8)
                let bad = try await verify(forged)
                #expect(bad.ending == .exit(1))
                #expect(bad.out.contains("Nothing is proven."))
                #expect(bad.out.contains("was changed"))
                #expect(!bad.out.contains("has said this"))
            }
        }
    }
}
