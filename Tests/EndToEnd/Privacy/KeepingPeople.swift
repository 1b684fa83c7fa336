import Courier
import Federation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Keeping people in the chapter` {
        /// Does everything with one person that the program can do, shared things included.
        private func live(_ canaries: Canaries, at node: ChapterNode) async throws {
            let added = try await node.ask("POST", "members", canaries.person, asOperator: true)
            try #require(added.status == 201, "\(added.json)")
            let person = try added.json.text("memberID")
            // The canaries are really there: otherwise their absence elsewhere says nothing.
            let record = try await node.ask("GET", "members/\(person)", asOperator: true)
            let kept = Set(canaries.found(in: record.bytes))
            let expected = Set(canaries.words.keys).subtracting([
                "guest", "why", "end reason", "role reason", "search",
            ])
            #expect(kept == expected)

            let token = try await node.run("member", "token", person).text("token")
            try await node.run("member", "sign-in", person)
            let member = Person(node: node, memberID: person, token: token)
            try await node.run("member", "list", "--search", "canary-search-q7x")
            try await node.run(
                "member", "role", person, "coordinator", "--why", "canary-role-q7x")

            let meeting = try await node.meeting("Assembly")
            try await member.post("meetings/\(meeting)/rsvp", ["answer": "yes"])
            try await node.run("meeting", "attend", meeting, "--member", person)
            try await node.run("meeting", "attend", meeting, "--guest", "canary-guest-q7x")
            try await node.run("meeting", "count", meeting)
            let group = try await member.post(
                "groups", ["name": "Chess", "purpose": "Play", "handle": "rook"]
            ).text("groupID")
            try await member.post("groups/\(group)/posts", ["text": "Good evening"])
            let ballot = try await node.run("ballot", "add", "--question", "Shall we?")
                .text("ballotID")
            try await node.run("ballot", "open", ballot)
            let options = try await node.run("ballot", "list").list.first?["options"].list
            try await member.post(
                "ballots/\(ballot)/papers", ["choice": try #require(options?.first)])
            try await node.run("ballot", "close", ballot)

            let file = node.logs + "/people.csv"
            try await node.run("member", "export", file)
            try await node.run("member", "import", file, "--dry-run")
            // Requests that fail are logged too.
            let twice = try await node.ask("POST", "members", canaries.person, asOperator: true)
            #expect(twice.status >= 400)
            _ = try await node.ask(
                "GET", "members?search=canary-search-q7x&status=canary-name-q7x",
                token: "canary-name-q7x")
            _ = try await node.send(
                HTTPRequest(
                    "POST", node.http + "/api/v1/canary-name-q7x?name=canary-name-q7x",
                    headers: ["Authorization": "Bearer \(token)", "X-Name": "canary-name-q7x"]))
            try await node.run(
                "member", "end", person, "--why", "canary-ending-q7x", "--on", "2031-01-01")
        }

        @Test func `nothing about a person is in a log, at another node or in an event`()
            async throws
        {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let canaries = Canaries()
                // A linked chapter that writes down all it is sent.
                let mallory = try HostilePeer("Mallory")
                try await mallory.join(
                    harbour.run("link", "invite", "--auto-confirm").text("invitation"))
                try await live(canaries, at: harbour)
                let said = try await harbour.holds(harbour)
                try await eventually("Mallory was sent all that Harbour shared") {
                    await mallory.tip(of: harbour).seq >= UInt64(said)
                }
                let frames = await mallory.heard.flatMap { $0 }
                #expect(canaries.found(in: frames) == [], "frames before encryption")
                // The frames are really read: what was shared is in them.
                #expect(String(decoding: frames, as: UTF8.self).contains("Good evening"))
                await mallory.close()
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) has all that Harbour shared") {
                        try await node.holds(harbour) == harbour.holds(harbour)
                    }
                    #expect(try await node.run("meeting", "list").list.count == 1)
                    #expect(try await node.run("group", "list").list.count == 1)
                }
                for node in [harbour, riverside, hillside] { try await node.stop() }

                for node in [harbour, riverside, hillside] {
                    #expect(canaries.found(in: node.printed.utf8) == [], "log of \(node.name)")
                    let events = try canaries.found(
                        inEventsOf: node.directory + "/rhizome.sqlite")
                    #expect(events == [], "events at \(node.name)")
                }
                #expect(try canaries.found(below: riverside.directory) == [])
                #expect(try canaries.found(below: hillside.directory) == [])
                // The search works: at home the canaries are found.
                #expect(try !canaries.found(below: harbour.directory).isEmpty)
            }
        }
    }
}
