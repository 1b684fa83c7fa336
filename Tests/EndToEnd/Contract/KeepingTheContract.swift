import TestSupport
import Testing

extension `With real processes` {
    /// `--json` is a contract: other people's programs read it.
    @Suite struct `Keeping the contract` {
        @Test func `init`() async throws {
            try await onStage { stage in
                let node = stage.place("Harbour")
                let made = try await node.run(
                    "init", "--name", "Harbour", "--profile", "party-branch", "--coordinator",
                    "Ana <ana@harbour.example>")
                expect(made, .object(["chapterID": .chapter, "dataDirectory": .text]))
                #expect(made["dataDirectory"].text == node.directory)
            }
        }

        @Test func `serve prints one line and then nothing`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                _ = try await node.run("status")
                let child = try #require(node.child)
                let ready = try JSON(text(of: child.out).utf8)
                expect(ready, .object(["ready": .flag, "http": .text, "gossip": .text]))
                #expect(ready["ready"] == true)
                #expect(ready["http"].text?.hasPrefix("http://127.0.0.1:") == true)
                #expect(ready["gossip"].text?.hasPrefix("tcp://127.0.0.1:") == true)
                #expect(try await node.stop() == .exit(0))
                #expect(try text(of: child.out).split(separator: "\n").count == 1)
            }
        }

        @Test func status() async throws {
            let feed = Shape.object(["chapterID": .chapter, "epoch": .number, "seq": .number])
            let shape = Shape.object([
                "chapterID": .chapter, "name": .text, "version": .text, "members": .number,
                "feeds": .list(feed), "links": .list(.link), "refused": .map(.number),
                "warnings": .list(.text),
            ])
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                let running = try await harbour.run("status")
                expect(running, shape)
                #expect(running["members"] == 1)
                #expect(running["links"].list.count == 1)
                try await harbour.stop()
                expect(try await harbour.run("status"), shape)
            }
        }

        @Test func `member add, list, show, edit, history, end and role`() async throws {
            try await withChapter { node, _ in
                let added = try await node.run(
                    "member", "add", "--name", "Bob", "--email", "bob@harbour.example", "--phone",
                    "+49 151 5550 1234", "--interest", "chess")
                expect(added, .object(["memberID": .id]))
                let bob = try added.text("memberID")
                let person = Shape.object([
                    "memberID": .id, "name": .text, "status": .text,
                    "kind": .word(["person", "organization", "household"]),
                    "email": .nullable(.text), "phone": .nullable(.text),
                    "interests": .list(.text), "tags": .list(.text),
                ])
                let all = try await node.run("member", "list")
                expect(all, .list(person))
                #expect(all.list.count == 2)
                let found = try await node.run("member", "list", "--search", "bob")
                #expect(found.list.map { $0["memberID"].text } == [bob])
                #expect(try await node.run("member", "list", "--search", "nobody") == [])
                expect(
                    try await node.run("member", "show", bob),
                    .object([
                        "memberID": .id, "version": .number, "name": .text, "roles": .list(.text),
                    ]))
                expect(
                    try await node.run("member", "edit", bob, "--set", "pronouns=he/him"),
                    .object(["memberID": .id]))
                expect(
                    try await node.run("member", "role", bob, "coordinator"),
                    .object(["memberID": .id]))
                expect(
                    try await node.run("member", "history", bob),
                    .list(
                        .object([
                            "changeID": .id, "at": .moment, "actor": .text, "act": .text,
                            "field": .text, "old": .nullable(.text), "new": .nullable(.text),
                            "why": .nullable(.text), "device": .nullable(.text),
                            "sentence": .text,
                        ])))
                expect(
                    try await node.run("member", "end", bob, "--why", "moved away"),
                    .object(["memberID": .id]))
            }
        }

        @Test func `member sign-in and token are written to the history`() async throws {
            try await withChapter { node, _ in
                let bob = try await node.run("member", "add", "--name", "Bob", "--status", "member")
                    .text("memberID")
                let signIn = try await node.run("member", "sign-in", bob)
                expect(signIn, .object(["url": .text, "expires": .moment]))
                #expect(signIn["url"].text?.hasPrefix("http") == true)
                let token = try await node.run("member", "token", bob)
                expect(token, .object(["token": .text, "expires": .moment]))
                let acts = try await node.run("member", "history", bob).list
                    .compactMap { $0["sentence"].text }.joined()
                #expect(try !acts.contains(token.text("token")))
                let before = try await node.run("member", "history", bob).list.count
                try await node.run("member", "token", bob)
                #expect(try await node.run("member", "history", bob).list.count == before + 1)
                expect(
                    try await node.run("member", "sign-out", bob), .object(["revoked": .number]))
            }
        }

        @Test func `archive write and read`() async throws {
            try await withChapter { node, stage in
                try await node.run("member", "add", "--name", "Bob")
                let path = stage.directory + "/archive.zip"
                let written = try await node.run("archive", "write", path)
                expect(written, .object(["file": .text, "contacts": .number, "rows": .number]))
                let read = try await node.attempt(["archive", "read", path, "--yes"])
                #expect(read.refusal?.contains("nothing yet but its coordinators") == true)
            }
        }

        @Test func `member export, import and undo-import`() async throws {
            try await withChapter { node, stage in
                let list = try stage.file(
                    "list.csv",
                    Array("name,email\nBob,bob@list.example\nNo,not an address\n".utf8))
                let dry = try await node.run("member", "import", list, "--dry-run")
                expect(dry, .importing)
                let taken = try await node.run("member", "import", list, "--yes")
                expect(taken, .importing)
                #expect(try taken.number("new") + taken.number("failedCount") == 2)
                let path = stage.directory + "/out.csv"
                let written = try await node.run("member", "export", path)
                expect(written, .object(["rows": .number]))
                #expect(try written.number("rows") == (try taken.number("new")) + 1)
                expect(
                    try await node.run("member", "undo-import", taken.text("importID")),
                    .object([
                        "removed": .number, "restored": .number, "organizations": .number,
                        "ties": .number, "periods": .number,
                        "kept": .list(.object(["memberID": .id, "reason": .text])),
                    ]))
            }
        }

        @Test func `meeting add, list, attend, count, edit and cancel`() async throws {
            try await withChapter { node, _ in
                let added = try await node.run(
                    "meeting", "add", "--title", "Assembly", "--start", "2026-03-01T18:00+01:00",
                    "--end", "2026-03-01T20:00+01:00", "--place", "Dock 4", "--audience", "linked")
                let made = Shape.object(["meetingID": .object])
                expect(added, made)
                let id = try added.text("meetingID")
                let listed = try await node.run("meeting", "list")
                expect(listed, .list(.meeting))
                #expect(listed.list.first?["start"] == "2026-03-01T18:00:00+01:00")
                expect(
                    try await node.run(
                        "meeting", "attend", id, "--member", "1", "--arrived",
                        "2026-03-01T18:05+01:00", "--left", "2026-03-01T19:00+01:00"), made)
                expect(try await node.run("meeting", "attend", id, "--guest", "Gus"), made)
                let counted = try await node.run("meeting", "count", id)
                expect(counted, .object(["meetingID": .object, "headCount": .number]))
                #expect(counted["headCount"] == 2)
                #expect(try await node.run("meeting", "list").list.first?["headCount"] == 2)
                expect(try await node.run("meeting", "edit", id, "--title", "Congress"), made)
                expect(try await node.run("meeting", "cancel", id), made)
                #expect(try await node.run("meeting", "list").list.first?["cancelled"] == true)
            }
        }

        @Test func `group list and show`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let ana = try await node.member("Ana")
                let group = try await ana.post(
                    "groups", ["name": "Chess", "purpose": "Play", "handle": "rook"]
                ).text("groupID")
                try await ana.post("groups/\(group)/posts", ["text": "Hello"])
                expect(
                    try await node.run("group", "list"),
                    .list(
                        .object([
                            "groupID": .object, "name": .text, "purpose": .text,
                            "chapterID": .chapter, "members": .number,
                        ])))
                expect(
                    try await node.run("group", "show", group),
                    .object([
                        "groupID": .object, "name": .text,
                        "members": .list(.object(["handle": .text, "chapterID": .chapter])),
                        "posts": .list(
                            .object([
                                "postID": .object, "handle": .text, "chapterID": .chapter,
                                "text": .text, "replyTo": .nullable(.object), "at": .moment,
                                "takenBack": .flag,
                            ])),
                    ]))
            }
        }

        @Test func `ballot add, list, open, close, result, verify and export`() async throws {
            try await withChapter { node, stage in
                let made = Shape.object(["ballotID": .object])
                let added = try await node.run(
                    "ballot", "add", "--question", "Shall we?", "--option", "A", "--option", "B")
                expect(added, made)
                let id = try added.text("ballotID")
                expect(
                    try await node.run("ballot", "list"),
                    .list(
                        .object([
                            "ballotID": .object, "chapterID": .chapter, "question": .text,
                            "options": .list(.text), "state": .text,
                        ])))
                expect(try await node.run("ballot", "open", id), made)
                expect(try await node.run("ballot", "close", id), made)
                let recount = Shape.object(["chapterID": .chapter, "agrees": .flag])
                let result = try await node.run("ballot", "result", id)
                expect(
                    result,
                    .object([
                        "state": .word(["closed"]), "counts": .map(.number), "turnout": .number,
                        "rollSize": .number, "recounts": .list(recount),
                    ]))
                #expect(result["counts"].keys == ["A", "B"])
                let verdict = Shape.object(["valid": .flag, "findings": .list(.text)])
                expect(try await node.run("ballot", "verify", id), verdict)
                let path = stage.directory + "/ballot.json"
                expect(try await node.run("ballot", "export", id, path), made)
                expect(try await node.run("ballot", "verify", path), verdict)
            }
        }

        @Test func `link invite, accept, confirm, list, block and leave`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                let invited = try await harbour.run("link", "invite")
                expect(
                    invited,
                    .object(["invitation": .text, "address": .text, "reach": .text]))
                #expect(try invited.text("address") == harbour.gossip)
                #expect(try invited.text("reach") == "machine")
                let joined = Shape.object([
                    "chapterID": .chapter, "name": .text, "words": .list(.text),
                ])
                let text = try invited.text("invitation")
                let first = try await riverside.run("link", "accept", text)
                expect(first, joined)
                #expect(first["words"].list.count == 6)
                #expect(first["name"] == "Harbour")
                // The other side sees the same six words and confirms them.
                var words: JSON = .null
                try await eventually("Harbour sees the words") {
                    words = try await harbour.run("link", "list").list.first?["words"] ?? .null
                    return words != .null
                }
                #expect(words == first["words"])
                let second = try await riverside.run("link", "accept", text, "--yes")
                expect(second, joined)
                expect(try await harbour.run("link", "confirm", riverside.chapterID), .link)
                try await connected(harbour, riverside)
                expect(try await harbour.run("link", "list"), .list(.link))
                let blocked = try await harbour.run("link", "block", riverside.chapterID)
                expect(blocked, .link)
                #expect(blocked["state"] == "blocked")
                expect(
                    try await riverside.run("link", "leave", "--yes"),
                    .object(["chapterID": .chapter, "left": .moment]))
            }
        }

        @Test func `event list and show, and feed verify`() async throws {
            try await withChapter { node, _ in
                try await node.meeting("Assembly")
                let events = try await node.run("event", "list")
                expect(events, .list(.event))
                #expect(events.list.map { $0["seq"].number } == Array(1...events.list.count))
                let own = try await node.run("event", "list", "--chapter", node.chapterID)
                #expect(own == events)
                let later = try await node.run("event", "list", "--from", "2")
                #expect(later.list == Array(events.list.dropFirst()))
                let id = try #require(events.list.last).text("eventID")
                let shown = try await node.run("event", "show", id)
                expect(
                    shown,
                    .object([
                        "header": .event, "payload": .text, "text": .nullable(.text),
                        "void": .nullable(.text), "signature": .nullable(.hex(128)),
                    ]))
                #expect(shown["text"].text?.contains("Assembly") == true)
                let verdict = try await node.run("feed", "verify")
                expect(
                    verdict,
                    .object([
                        "valid": .flag, "feeds": .number, "events": .number,
                        "findings": .list(.text),
                    ]))
                #expect(verdict["events"].number == events.list.count)
            }
        }

        @Test func `feed prove, and feed verify of its file`() async throws {
            try await withChapter { node, stage in
                let meeting = try await node.meeting("Assembly")
                let path = stage.directory + "/proof.json"
                expect(
                    try await node.run("feed", "prove", meeting, path),
                    .object(["thing": .object, "file": .text]))
                let proof = try await node.run("feed", "verify", path)
                expect(
                    proof,
                    .object([
                        "valid": .flag, "findings": .list(.text), "chapterID": .nullable(.chapter),
                        "chapter": .nullable(.text), "covered": .nullable(.number),
                        "coveredAt": .nullable(.moment),
                        "events": .list(
                            .object(["header": .event, "says": .nullable(.text)])),
                    ]))
                #expect(proof["chapterID"].text == node.chapterID)
            }
        }
    }
}
