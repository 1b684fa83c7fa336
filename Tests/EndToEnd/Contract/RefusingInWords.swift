import Testing

extension `With real processes` {
    @Suite struct `Refusing in words` {
        /// Commands that are well written and cannot be done.
        static let refused: [[String]] = {
            let nobody = String(repeating: "0", count: 32)
            let chapter = String(repeating: "0", count: 64)
            return [
                ["member", "add", "--name", ""], ["member", "show", "999"],
                ["member", "edit", "1", "--set", "colour=red"], ["member", "history", "x"],
                ["member", "end", "999", "--why", "x"], ["member", "role", "1", "king"],
                ["member", "sign-in", "999"], ["member", "token", "999"],
                ["member", "import", "/nowhere.csv"], ["member", "undo-import", "999"],
                ["member", "export", "/nowhere/at/all.csv"], ["member", "list", "--status", "x"],
                [
                    "meeting", "add", "--title", "x", "--start", "2031-03-01T18:00Z", "--end",
                    "2031-02-01T18:00Z",
                ],
                [
                    "meeting", "add", "--title", "x", "--start", "2031-03-01T18:00Z", "--end",
                    "2031-03-01T19:00Z", "--audience", "everybody",
                ],
                ["meeting", "cancel", nobody], ["meeting", "attend", nobody, "--member", "1"],
                ["meeting", "count", "x"], ["meeting", "list", "--when", "never"],
                ["group", "show", nobody], ["ballot", "add", "--question", ""],
                ["ballot", "add", "--question", "x", "--option", "one"],
                ["ballot", "open", nobody], ["ballot", "close", nobody],
                ["ballot", "result", nobody], ["ballot", "verify", nobody],
                ["ballot", "export", nobody, "/tmp/nothing.json"],
                ["link", "accept", "rhizome-invitation:AAAA"], ["link", "confirm", chapter],
                ["link", "block", chapter], ["link", "leave"], ["link", "leave", "--yes"],
                ["event", "list", "--chapter", "x"], ["event", "show", chapter],
            ]
        }()

        @Test func `what cannot be done is one sentence on standard error and status 1`()
            async throws
        {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                for isRunning in [true, false] {
                    if !isRunning { try await node.stop() }
                    for arguments in Self.refused {
                        let finished = try await node.attempt(arguments)
                        #expect(finished.ending == .exit(1), "\(arguments): \(finished.err)")
                        #expect(finished.out.isEmpty, "\(arguments): \(finished.out)")
                        let sentence = finished.refusal ?? ""
                        #expect(sentence.count > 10, "\(arguments): \(finished.err)")
                        #expect(
                            !sentence.contains("Something went wrong"), "\(arguments): \(sentence)")
                        #expect(finished.err.split(separator: "\n").count == 1, "\(arguments)")
                    }
                }
            }
        }

        /// Commands that are not understood.
        static let misused: [[String]] = [
            ["frobnicate"], ["member", "add"], ["member", "add", "--nmae", "x"],
            ["member", "show"], ["member", "import"], ["meeting", "add", "--title", "x"],
            [
                "meeting", "add", "--title", "x", "--start", "tomorrow", "--end",
                "2031-03-01T18:00Z",
            ],
            ["meeting", "attend", "x"],
            ["meeting", "attend", "x", "--member", "1", "--guest", "y"],
            ["init", "--name", "x", "--profile", "y"],
            ["init", "--name", "x", "--profile", "y", "--coordinator", "nobody"],
            ["serve", "--http", "nowhere"], ["ballot", "open"], ["ballot", "add"],
            ["link", "accept"], ["event", "list", "--from", "x"], ["status", "more"],
            ["member", "import", "x", "--yes", "--dry-run"], ["member", "edit", "1"],
            ["demo", "--port", "0"],
        ]

        @Test func `what is not understood ends with status 64`() async throws {
            try await onStage { stage in
                let node = stage.place("Harbour")
                try await node.make()
                for arguments in Self.misused {
                    let finished = try await node.attempt(arguments)
                    #expect(finished.ending == .exit(64), "\(arguments): \(finished.err)")
                    #expect(finished.out.isEmpty, "\(arguments): \(finished.out)")
                    #expect(finished.refusal?.isEmpty == false, "\(arguments): \(finished.err)")
                    let words = try await rhizome(
                        ["--data", node.directory] + arguments, in: node.logs)
                    #expect(words.ending == .exit(64), "\(arguments)")
                    #expect(words.err.contains("Usage"), "\(arguments): \(words.err)")
                }
            }
        }

        @Test func `help and version end with status 0`() async throws {
            try await onStage { stage in
                for arguments in [["--help"], ["member", "--help"], ["--version"], []] {
                    let finished = try await rhizome(arguments, in: stage.logs)
                    #expect(finished.ending == .exit(0), "\(arguments)")
                    #expect(!finished.out.isEmpty, "\(arguments)")
                }
            }
        }

        @Test func `a request that is no JSON is refused in words`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let bodies: [JSON] = [
                    [], "text", 3, ["name": 3], ["name": .null], ["title": "x", "start": "y"],
                    ["colour": "red"], ["name": .text(String(repeating: "x", count: 100_000))],
                ]
                for path in ["members", "meetings", "ballots", "links"] {
                    for body in bodies {
                        let reply = try await node.ask("POST", path, body, asOperator: true)
                        #expect((400..<500).contains(reply.status), "\(path) \(reply.json)")
                        #expect(reply.json["error"].text?.isEmpty == false, "\(path)")
                    }
                }
                #expect(try await node.run("member", "list").list.count == 1)
            }
        }
    }
}
