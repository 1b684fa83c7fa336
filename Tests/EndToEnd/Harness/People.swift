/// Somebody who is a member of one chapter and acts with a token of their own.
struct Person: Sendable {
    let node: ChapterNode
    let memberID: String
    let token: String

    func get(_ path: String) async throws -> ChapterNode.Reply {
        try await node.ask("GET", path, token: token)
    }

    /// Does something that is expected to succeed.
    @discardableResult
    func post(_ path: String, _ body: JSON) async throws -> JSON {
        let reply = try await node.ask("POST", path, body, token: token)
        guard (200..<300).contains(reply.status) else {
            throw Trouble("POST \(path) was answered \(reply.status): \(reply.json)")
        }
        return reply.json
    }
}

extension ChapterNode {
    /// Adds a member and makes a token for them.
    func member(_ name: String, interests: [String] = []) async throws -> Person {
        let added = try await run(
            ["member", "add", "--name", name, "--status", "member"]
                + interests.flatMap { ["--interest", $0] })
        let memberID = try added.text("memberID")
        let token = try await run("member", "token", memberID).text("token")
        return Person(node: self, memberID: memberID, token: token)
    }

    /// Plans a meeting and gives its id.
    @discardableResult
    func meeting(_ title: String, audience: String = "linked", _ more: String...) async throws
        -> String
    {
        try await run(
            [
                "meeting", "add", "--title", title, "--start", "2031-03-01T18:00+01:00", "--end",
                "2031-03-01T20:00+01:00", "--audience", audience,
            ] + more
        ).text("meetingID")
    }

    /// The meetings that the node lists, by id.
    func meetings() async throws -> [String: JSON] {
        var found: [String: JSON] = [:]
        for meeting in try await ask("GET", "meetings", asOperator: true).json.list {
            found[try meeting.text("meetingID")] = meeting
        }
        return found
    }

    /// Whether a meeting is listed.
    func lists(_ meeting: String) async throws -> Bool { try await meetings()[meeting] != nil }

    /// How the node is.
    func status() async throws -> JSON { try await ask("GET", "status", asOperator: true).json }

    /// How far the node holds a chapter's feed.
    func holds(_ chapter: ChapterNode) async throws -> Int {
        try await status()["feeds"].list
            .first { $0["chapterID"].text == chapter.chapterID }?["seq"].number ?? 0
    }

    /// How often something was refused under this name.
    func refused(_ reason: String) async throws -> Int {
        try await status()["refused"][reason].number ?? 0
    }
}
