import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Owning a data directory` {
        /// A command ends with status 1 and one sentence, as words and as JSON.
        private func expectSentence(
            _ finished: Finished, containing words: String...,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(finished.ending == .exit(1), sourceLocation: sourceLocation)
            #expect(finished.out.isEmpty, sourceLocation: sourceLocation)
            let sentence = finished.refusal ?? ""
            #expect(!sentence.isEmpty, "\(finished.err)", sourceLocation: sourceLocation)
            // Words for people, not a dump of a Swift value.
            #expect(!sentence.contains("Error("), "\(sentence)", sourceLocation: sourceLocation)
            #expect(
                !sentence.contains("DecodingError"), "\(sentence)", sourceLocation: sourceLocation)
            for word in words {
                #expect(sentence.contains(word), "\(sentence)", sourceLocation: sourceLocation)
            }
        }

        /// Runs `serve` where it must fail.
        private func serve(_ node: ChapterNode, _ options: String...) async throws -> Finished {
            try await node.attempt(["serve"] + options, within: .seconds(20))
        }

        @Test func `a second process is refused with the number of the first`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let holder = try #require(node.child?.number)
                for _ in 1...3 {
                    expectSentence(
                        try await serve(node, "--http", "127.0.0.1:0"), containing: "\(holder)",
                        node.directory)
                }
                #expect(node.isRunning)
                #expect(try await node.run("status")["name"] == "Harbour")
            }
        }

        @Test func `of many that start at once exactly one serves`() async throws {
            try await onStage { stage in
                let node = stage.place("Harbour")
                try await node.make()
                let children = try (1...4).map { _ in
                    try node.spawn(["--http", "127.0.0.1:0", "--gossip", "127.0.0.1:0"])
                }
                try await eventually("three have ended", within: .seconds(20)) {
                    children.filter { $0.ended != nil }.count == 3
                }
                #expect(children.compactMap(\.ended).allSatisfy { $0 == .exit(1) })
                for child in children {
                    child.signal(SIGTERM)
                    _ = try await child.end(within: .seconds(5))
                }
            }
        }

        @Test func `a node that is asked to end does so within two seconds`() async throws {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                for signal in [SIGTERM, SIGINT] {
                    let child = try #require(harbour.child)
                    // A client that keeps its connection open holds nobody up.
                    let idle = try RawTCP(harbour.http)
                    idle.write(Array("GET /api/v1/meetings HTTP/1.1\r\nHost: x\r\n".utf8))
                    _ = try await harbour.ask("GET", "meetings")
                    let took = try await timed {
                        child.signal(signal)
                        let ending = try await child.end(within: .seconds(20))
                        #expect(ending == .exit(0))
                    }
                    #expect(took < .seconds(2), "signal \(signal)")
                    withExtendedLifetime(idle) {}
                    try await harbour.start()
                }
                try await connected(harbour, riverside, hillside)
            }
        }

        @Test func `ports that are taken are named`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let other = stage.place("Other")
                try await other.make()
                let http = String(harbour.http.dropFirst("http://".count))
                let gossip = String(try #require(harbour.gossip).dropFirst("tcp://".count))
                let port = { (address: String) in String(address.split(separator: ":").last ?? "") }
                expectSentence(
                    try await serve(other, "--http", http, "--gossip", "127.0.0.1:0"),
                    containing: port(http))
                expectSentence(
                    try await serve(other, "--http", "127.0.0.1:0", "--gossip", gossip),
                    containing: port(gossip))
                try await other.start()
                #expect(try await other.run("status")["name"] == "Other")
            }
        }

        @Test func `a directory without a chapter is named`() async throws {
            try await onStage { stage in
                let node = stage.place("Nobody")
                for command in [["status"], ["member", "list"], ["link", "invite"]] {
                    expectSentence(
                        try await node.attempt(command), containing: node.directory, "init")
                }
                #expect(!FileManager.default.fileExists(atPath: node.directory))
            }
        }

        @Test func `a second chapter in one directory is refused, and the first stays`()
            async throws
        {
            try await onStage { stage in
                let node = stage.place("Harbour")
                try await node.make()
                let before = try await node.run("status")
                let again = [
                    "init", "--name", "Again", "--profile", "party-branch", "--coordinator",
                    "X <x@y.example>",
                ]
                expectSentence(try await node.attempt(again), containing: node.directory)
                #expect(try await node.run("status") == before)
            }
        }

        @Test func `keys without a chapter are neither taken for one nor written over`()
            async throws
        {
            try await onStage { stage in
                let node = stage.place("Harbour")
                try await node.make()
                let lost = stage.place("Harbour again")
                try FileManager.default.createDirectory(
                    atPath: lost.directory, withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    atPath: node.directory + "/keys", toPath: lost.directory + "/keys")
                let key = lost.directory + "/keys/root.key"
                let before = FileManager.default.contents(atPath: key)
                #expect(before?.count == 32)
                expectSentence(
                    try await serve(lost, "--http", "127.0.0.1:0"), containing: "keys/",
                    lost.directory, "whole folder")
                let again = [
                    "init", "--name", "Again", "--profile", "other", "--coordinator",
                    "X <x@y.example>",
                ]
                expectSentence(
                    try await lost.attempt(again), containing: "keys/", lost.directory)
                #expect(FileManager.default.contents(atPath: key) == before)
                // The chapter whose keys they are knows nothing of it, and is not taken for a copy.
                try await node.start()
                let status = try await node.run("status")
                #expect(status["warnings"].list.isEmpty)
                #expect(try status.text("chapterID") == node.chapterID)
            }
        }

        @Test(arguments: ["", "{", "[]", #"{"name": 3}"#, "\u{0}\u{1}PNG", "{\"name\": \"x\"}"])
        func `a damaged configuration is named and left as it is`(content: String) async throws {
            try await onStage { stage in
                let node = stage.place("Harbour")
                try await node.make()
                let path = node.directory + "/rhizome.json"
                let good = try text(of: path)
                try Data(content.utf8).write(to: URL(fileURLWithPath: path))
                expectSentence(try await serve(node), containing: "rhizome.json")
                expectSentence(try await node.attempt(["status"]), containing: "rhizome.json")
                #expect(try text(of: path) == content)
                try Data(good.utf8).write(to: URL(fileURLWithPath: path))
                #expect(try await node.run("status")["name"] == "Harbour")
            }
        }

        @Test func `a key that others may read, or that is missing or damaged, is named`()
            async throws
        {
            try await onStage { stage in
                let node = stage.place("Harbour")
                try await node.make()
                for key in ["feed.key", "transport.key"] {
                    let path = node.directory + "/keys/" + key
                    chmod(path, 0o644)
                    expectSentence(
                        try await serve(node, "--http", "127.0.0.1:0"), containing: key)
                    chmod(path, 0o600)
                    rename(path, path + ".away")
                    expectSentence(
                        try await serve(node, "--http", "127.0.0.1:0"), containing: key)
                    try Data("short".utf8).write(to: URL(fileURLWithPath: path))
                    chmod(path, 0o600)
                    expectSentence(
                        try await serve(node, "--http", "127.0.0.1:0"), containing: key)
                    rename(path + ".away", path)
                }
                try Data([1, 2, 3]).write(
                    to: URL(fileURLWithPath: node.directory + "/keys/feed.certificate"))
                expectSentence(
                    try await serve(node, "--http", "127.0.0.1:0"), containing: "feed.certificate")
            }
        }

        @Test func `a database that is none is named and left as it is`() async throws {
            try await onStage { stage in
                let node = stage.place("Harbour")
                try await node.make()
                let path = node.directory + "/rhizome.sqlite"
                for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
                let noise = Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) })
                try noise.write(to: URL(fileURLWithPath: path))
                expectSentence(
                    try await serve(node, "--http", "127.0.0.1:0"), containing: "rhizome.sqlite")
                #expect(FileManager.default.contents(atPath: path) == noise)
            }
        }

        @Test func `a path that is too long for the control socket is named`() async throws {
            try await onStage { stage in
                let long = stage.directory + "/" + String(repeating: "x", count: 100)
                let node = stage.place("Harbour", at: long)
                try await node.make()
                expectSentence(
                    try await serve(node, "--http", "127.0.0.1:0"), containing: "control.sock",
                    "107")
            }
        }
    }
}
