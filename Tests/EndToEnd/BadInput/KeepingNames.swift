import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Keeping names as they are` {
        /// Texts that programs like to break. All are in normal form C already.
        static let texts = [
            "O'Brien \"Red\" \\ `x`", "<script>alert(1)</script>", "Robert'); DROP TABLE member;--",
            "a\u{0331}\u{0325}\u{0348}x", "عائشة ‏בת־שבע", "name {{x}} ${y} %s %n $(id)",
            "👩🏽‍🏭🏳️‍🌈", "Ｍａｒ・Ｌｕｚ", "ǅ ﬁ ß ı İ", "=1+1", "&amp; &lt;", "Nguyễn Thị Ngọc",
        ]

        @Test func `names of people come back unchanged everywhere`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                for name in Self.texts {
                    let added = try await node.run("member", "add", "--name", name)
                    let person = try added.text("memberID")
                    let shown = try await node.run("member", "show", person).text("name")
                    #expect(Array(shown.utf8) == Array(name.utf8))
                }
                let listed = try await node.run("member", "list").list.compactMap {
                    $0["name"].text
                }
                for name in Self.texts {
                    #expect(listed.contains { Array($0.utf8) == Array(name.utf8) }, "\(name)")
                }
                // Out to a file and in again: nobody is new.
                let file = stage.directory + "/people.csv"
                let written = try await node.run("member", "export", file)
                #expect(written["rows"].number == Self.texts.count + 1)
                let again = try await node.run("member", "import", file, "--dry-run")
                #expect(again["new"] == 0, "\(again)")
                #expect(again["failed"].list.isEmpty, "\(again)")
                let other = try await stage.chapter("Other")
                try await other.run("member", "import", file, "--yes")
                let copied = try await other.run("member", "list").list.compactMap {
                    $0["name"].text
                }
                for name in Self.texts {
                    #expect(copied.contains { Array($0.utf8) == Array(name.utf8) }, "\(name)")
                }
            }
        }

        @Test func `shared texts come back unchanged at the others`() async throws {
            try await onStage { stage in
                let harbour = stage.place("<b>Härbour</b> \"'\u{200F}נמל")
                try await harbour.make()
                try await harbour.start()
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                let links = try await riverside.run("link", "list").list
                #expect(links.first?["name"].text == harbour.name)
                let ana = try await harbour.member("Ana")
                var meetings: [String: String] = [:]
                var groups: [String: String] = [:]
                for text in Self.texts {
                    meetings[
                        try await harbour.meeting(text, audience: "linked", "--agenda", text)] =
                        text
                    let group = try await ana.post(
                        "groups",
                        ["name": .text(text), "purpose": .text(text), "handle": .text(text)]
                    ).text("groupID")
                    groups[group] = text
                    try await ana.post("groups/\(group)/posts", ["text": .text(text)])
                }
                try await eventually("Riverside has all") {
                    try await riverside.holds(harbour) == harbour.holds(harbour)
                }
                let listed = try await riverside.run("meeting", "list").list
                #expect(listed.count == Self.texts.count)
                for meeting in listed {
                    let text = meetings[try meeting.text("meetingID")] ?? ""
                    #expect(Array(try meeting.text("title").utf8) == Array(text.utf8))
                }
                for (group, text) in groups {
                    let shown = try await riverside.run("group", "show", group)
                    #expect(Array(try shown.text("name").utf8) == Array(text.utf8))
                    let post = try #require(shown["posts"].list.first)
                    #expect(Array(try post.text("text").utf8) == Array(text.utf8))
                    #expect(Array(try post.text("handle").utf8) == Array(text.utf8))
                }
            }
        }

        @Test func `what a terminal would obey is shown and not sent`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let red = "\u{1B}[31mRed\u{7}"
                let added = try await node.attempt(["member", "add", "--name", red])
                let words = try await rhizome(
                    ["--data", node.directory, "member", "list"], in: node.logs)
                #expect(!words.out.contains("\u{1B}"))
                #expect(added.ending == .exit(1) || words.out.contains("\\u{1b}"))
            }
        }
    }
}
