import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `A root key split among officers` {
        @Test func `comes back from three of five sheets and begins the chapter anew`()
            async throws
        {
            try await onStage { stage in
                let harbour = stage.place("Harbour")
                try await harbour.make()
                let key = harbour.directory + "/keys/root.key"
                let folder = stage.directory + "/sheets"
                let made = try await harbour.run(
                    "root-key", "split", key, "--sheets", "5", "--needed", "3", "--out", folder)
                let paths = made["sheets"].list.compactMap(\.text)
                #expect(paths.count == 5)
                #expect(try mode(folder) == 0o700)
                for path in paths { #expect(try mode(path) == 0o600) }
                let again = try await harbour.attempt([
                    "root-key", "split", key, "--sheets", "3", "--needed", "2", "--out", folder,
                ])
                #expect(again.ending == .exit(1))
                #expect(again.refusal?.contains("already there") == true)

                // The key is taken off the machine; three officers come together.
                try FileManager.default.removeItem(atPath: key)
                let sheets = try paths.map(words(ofSheet:))
                let joined = stage.directory + "/root.key"
                let two = try stage.file("two", (sheets[0] + "\n" + sheets[3]).utf8)
                let few = try await harbour.attempt(
                    ["root-key", "join", "--out", joined], reading: two)
                #expect(few.ending == .exit(1))
                #expect(few.refusal?.hasPrefix("Only 2 of the 3 sheets") == true)
                let wrong = try stage.file("wrong", ("acadmic " + sheets[0]).utf8)
                let mistaken = try await harbour.attempt(
                    ["root-key", "join", "--out", joined], reading: wrong)
                #expect(mistaken.refusal?.contains("Is it “academic”?") == true)
                #expect(!FileManager.default.fileExists(atPath: joined))

                let three = try stage.file(
                    "three", [sheets[4], sheets[0], sheets[3]].joined(separator: "\n\n").utf8)
                let back = try await harbour.attempt(
                    ["root-key", "join", "--out", joined], reading: three)
                #expect(back.ending == .exit(0))
                #expect(try back.json["isOfThisChapter"] == true)
                #expect(try mode(joined) == 0o600)
                let twice = try await harbour.attempt(
                    ["root-key", "join", "--out", joined], reading: three)
                #expect(twice.ending == .exit(1))
                let check = try await harbour.run("root-key", "check", joined)
                #expect(try check.text("chapterID") == harbour.chapterID)
                let renewed = try await harbour.run("feed", "renew", "--root-key", joined)
                #expect(renewed["epoch"] == 1)
            }
        }

        private func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
    }
}

/// The words of a printed sheet.
func words(ofSheet path: String) throws -> String {
    try text(of: path).matches(of: /<li>([a-z]+)<\/li>/).map { String($0.output.1) }
        .joined(separator: " ")
}
