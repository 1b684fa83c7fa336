import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Sharing groups` {
        @Test func `a group goes on while the node of its founders is down`() async throws {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let ana = try await harbour.member("Ana Founder")
                let bob = try await riverside.member("Bob Joiner")
                let carol = try await hillside.member("Carol Late")
                let group = try await ana.post(
                    "groups",
                    ["name": "Heat pumps", "purpose": "Warm homes", "handle": "ana-of-the-docks"]
                ).text("groupID")

                try await eventually("Riverside finds the group") {
                    try await riverside.run("group", "list").list
                        .contains { $0["groupID"].text == group }
                }
                try await bob.post("groups/\(group)/members", ["handle": "stove"])
                let first = try await bob.post("groups/\(group)/posts", ["text": "Hello, docks"])
                    .text("postID")
                try await eventually("Hillside and Harbour have the post") {
                    let hill = try await hillside.posts(in: group)
                    let harbour = try await harbour.posts(in: group)
                    return hill.contains(first) && harbour.contains(first)
                }

                try await harbour.stop()
                #expect(try await hillside.posts(in: group) == [first])
                try await carol.post("groups/\(group)/members", ["handle": "radiator"])
                let second = try await carol.post(
                    "groups/\(group)/posts", ["text": "I answer", "replyTo": .text(first)]
                ).text("postID")
                try await eventually("Riverside has the answer") {
                    try await riverside.posts(in: group) == [first, second]
                }

                try await harbour.start()
                try await eventually("Harbour has it all", within: .seconds(5)) {
                    try await harbour.posts(in: group) == [first, second]
                }
                let shown = try await harbour.run("group", "show", group)
                #expect(try await riverside.run("group", "show", group) == shown)
                #expect(try await hillside.run("group", "show", group) == shown)
                #expect(
                    Set(shown["members"].list.map { $0["handle"].text })
                        == ["ana-of-the-docks", "stove", "radiator"])
                #expect(shown["posts"].list.last?["replyTo"].text == first)
                #expect(shown["posts"].list.last?["chapterID"].text == hillside.chapterID)
            }
        }

        @Test func `somebody who leaves is gone everywhere and cannot post`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                let ana = try await harbour.member("Ana")
                let bob = try await riverside.member("Bob")
                let group = try await ana.post("groups", ["name": "Chess", "purpose": "Play"])
                    .text("groupID")
                try await eventually("Riverside finds it") {
                    try await riverside.run("group", "list").list.count == 1
                }
                try await bob.post("groups/\(group)/members", ["handle": "rook"])
                try await eventually("Harbour sees the rook") {
                    try await harbour.handles(in: group).contains("rook")
                }
                let left = try await riverside.ask(
                    "DELETE", "groups/\(group)/members", token: bob.token)
                #expect(left.status == 200)
                try await eventually("Harbour sees the rook leave") {
                    try await !harbour.handles(in: group).contains("rook")
                }
                let refused = try await riverside.ask(
                    "POST", "groups/\(group)/posts", ["text": "still here"], token: bob.token)
                #expect((400..<500).contains(refused.status))
                #expect(refused.json["error"].text?.isEmpty == false)
            }
        }
    }
}

extension ChapterNode {
    /// The ids of the posts in a group.
    func posts(in group: String) async throws -> [String] {
        let shown = try await ask("GET", "groups/\(group)", asOperator: true).json
        return shown["posts"].list.compactMap { $0["postID"].text }
    }

    /// The handles in a group.
    func handles(in group: String) async throws -> [String] {
        let shown = try await ask("GET", "groups/\(group)", asOperator: true).json
        return shown["members"].list.compactMap { $0["handle"].text }
    }
}
