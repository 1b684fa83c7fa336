import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Taking words back` {
        @Test func `a post taken back is in no file of any chapter any more`() async throws {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let all = [harbour, riverside, hillside]
                let ana = try await harbour.member("Ana Founder")
                let bob = try await riverside.member("Bob Joiner")
                let group = try await ana.post(
                    "groups", ["name": "Heat", "purpose": "Warm homes", "handle": "ana"]
                ).text("groupID")
                try await eventually("Riverside finds the group") {
                    try await riverside.run("group", "list").list.count == 1
                }
                try await bob.post("groups/\(group)/members", ["handle": "stove"])
                // Among many others, so that pages of the database are filled, split and moved.
                let regret = "words-that-ana-regrets-\(UInt64.random(in: 1 << 60...UInt64.max))"
                let long = String(repeating: "talk ", count: 120)
                var said = ""
                for number in 0..<60 {
                    let who = number % 2 == 0 ? ana : bob
                    let text = number == 30 ? "\(regret) \(long) \(regret)" : "\(number) \(long)"
                    let post = try await who.post(
                        "groups/\(group)/posts", ["text": .text(text)]
                    ).text("postID")
                    if number == 30 { said = post }
                }
                for node in all {
                    try await eventually("\(node.name) has everything") {
                        try await node.posts(in: group).count == 60
                    }
                    #expect(try holds(regret, in: node.directory), "\(node.name): it is there")
                }
                let taken = try await harbour.ask(
                    "DELETE", "groups/\(group)/posts/\(said)", token: ana.token)
                #expect(taken.status == 200)
                for node in all {
                    try await eventually("\(node.name) shows that it was taken back") {
                        let posts = try await node.ask(
                            "GET", "groups/\(group)", asOperator: true
                        ).json["posts"].list
                        let post = posts.first { $0["postID"].text == said }
                        return posts.count == 60 && post?["takenBack"] == true
                            && post?["text"].text == ""
                    }
                    // Somebody who was reading may have kept the log from being emptied at once.
                    try await eventually("\(node.name) has no trace of it", within: .seconds(90)) {
                        try !holds(regret, in: node.directory)
                    }
                    let verdict = try await node.run("feed", "verify")
                    #expect(verdict["findings"].list.isEmpty)
                }
                // A chapter that comes later gets everything but the words.
                let seaside = try await stage.chapter("Seaside")
                try await link(seaside, with: riverside)
                try await eventually("Seaside has everything") {
                    try await seaside.posts(in: group).count == 60
                }
                #expect(try !holds(regret, in: seaside.directory))
                #expect(try await seaside.run("feed", "verify")["findings"].list.isEmpty)
            }
        }

        /// Whether any file below a directory has these bytes.
        private func holds(_ text: String, in directory: String) throws -> Bool {
            let files = FileManager.default.enumerator(atPath: directory)
            while let name = files?.nextObject() as? String {
                let path = "\(directory)/\(name)"
                // Sockets are no files, and some vanish while one looks.
                guard let file = FileHandle(forReadingAtPath: path) else { continue }
                defer { try? file.close() }
                guard let bytes = try? file.readToEnd() else { continue }
                if bytes.range(of: Data(text.utf8)) != nil { return true }
            }
            return false
        }
    }
}
