import Courier
import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Importing a national list` {
        private static let rows = 5_000

        @Test func `5,000 rows are looked at, taken, taken back and taken again`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let list = try stage.file(
                    "national.csv", Array(NationalList.csv(rows: Self.rows).utf8))
                let before = try await node.run("member", "list")

                let dry = try await node.run("member", "import", list, "--dry-run")
                #expect(dry["new"].number == Self.rows)
                #expect(dry["failed"].list.isEmpty)
                #expect(dry["conflicting"] == 0)
                // Every column of a national list finds its place without a hand.
                let used = dry["columns"].list.filter { $0["meaning"].text != nil }
                #expect(used.count == NationalList.columns.count, "\(dry["columns"])")
                #expect(try await node.run("member", "list") == before)

                var seconds: [Duration] = []
                for _ in 1...2 {
                    var taken = JSON.null
                    seconds.append(
                        try await timed {
                            taken = try await node.run("member", "import", list, "--yes")
                        })
                    #expect(taken["new"].number == Self.rows)
                    let people = try await node.run("member", "list").list
                    #expect(people.count == before.list.count + Self.rows)
                    if seconds.count == 2 { break }
                    let undone = try await node.run(
                        "member", "undo-import", taken.text("importID"))
                    #expect(undone["removed"].number == Self.rows)
                    #expect(undone["kept"].list.isEmpty)
                    #expect(try await node.run("member", "list") == before)
                }
                print("5,000 rows of a national list were imported in \(seconds)")
                let again = try await node.run("member", "import", list, "--dry-run")
                #expect(again["unchanged"].number == Self.rows)
                #expect(again["new"] == 0)
            }
        }

        @Test func `somebody who was changed since stays when the import is taken back`()
            async throws
        {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let list = try stage.file("few.csv", Array(NationalList.csv(rows: 20).utf8))
                let taken = try await node.run("member", "import", list, "--yes")
                let person = try #require(
                    try await node.run("member", "list", "--search", "person7@mail.example").list
                        .first
                ).text("memberID")
                try await node.run("member", "edit", person, "--set", "pronouns=they/them")
                let undone = try await node.run("member", "undo-import", taken.text("importID"))
                #expect(undone["removed"] == 19)
                #expect(undone["kept"].list.map { $0["memberID"].text } == [person])
                #expect(undone["kept"].list.allSatisfy { $0["reason"].text?.isEmpty == false })
                let left = try await node.run("member", "show", person)
                #expect(left["pronouns"] == "they/them")
            }
        }

        @Test func `a node killed while it stages a list has the state before`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let list = try stage.file(
                    "national.csv", Array(NationalList.csv(rows: Self.rows).utf8))
                let before = try await node.run("member", "list")
                for share in [0.0, 0.3, 0.7, 0.95] {
                    let watch = "share\(Int(share * 100))"
                    let sending = Task { try await node.stage(list, watch: watch) }
                    try await eventually("the node has staged \(share) of the list") {
                        let progress = try await node.ask(
                            "GET", "imports/watches/\(watch)", asOperator: true
                        ).json
                        guard progress["phase"] == "staging" else { return false }
                        let done = Double(progress["done"].number ?? 0)
                        return done >= share * Double(progress["total"].number ?? 1)
                    }
                    try await node.kill()
                    _ = await sending.result
                    try await node.start()
                    #expect(try await node.run("member", "list") == before, "after \(share)")
                    #expect(try node.leftLists().isEmpty, "after \(share)")
                }
                let taken = try await node.run("member", "import", list, "--yes")
                #expect(taken["new"].number == Self.rows)
            }
        }

        @Test func `a node killed while it takes a list has all of it or nothing`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let list = try stage.file(
                    "national.csv", Array(NationalList.csv(rows: Self.rows).utf8))
                let before = try await node.run("member", "list").list.count
                var roundsWithNothing = 0
                // The write-ahead log grows while the one transaction runs, so it tells how far it is.
                for growth in [0, 200_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000] {
                    let staged = try await node.stage(list, watch: "w").json.text("importID")
                    let start = node.writeAheadBytes
                    let taking = Task {
                        try await node.ask(
                            "POST", "imports/\(staged)/application", [:], asOperator: true)
                    }
                    let deadline = ContinuousClock.now + .seconds(10)
                    while node.writeAheadBytes <= start + growth, ContinuousClock.now < deadline {
                        let report = try await node.ask(
                            "GET", "imports/\(staged)", asOperator: true)
                        if report.json["state"] == "applied" { break }
                    }
                    try await node.kill()
                    _ = await taking.result
                    try await node.start()
                    let count = try await node.run("member", "list").list.count
                    #expect(
                        count == before || count == before + Self.rows, "after \(growth) bytes")
                    #expect(try await node.run("feed", "verify")["valid"] == true)
                    if count == before {
                        roundsWithNothing += 1
                    } else {
                        try await node.run("member", "undo-import", staged)
                        #expect(try await node.run("member", "list").list.count == before)
                    }
                }
                #expect(roundsWithNothing > 0, "no round was killed before its commit")
                print("\(roundsWithNothing) of 6 imports were killed before their commit")
            }
        }
    }
}

extension ChapterNode {
    /// Sends a list as the command line does, up to the report.
    fileprivate func stage(_ list: String, watch: String) async throws -> Reply {
        try await send(
            HTTPRequest(
                "POST", "http://node/api/v1/imports?watch=\(watch)",
                socketPath: directory + "/control.sock", headers: ["Content-Type": "text/csv"],
                body: .file(path: list)))
    }

    /// The size of the database's write-ahead log.
    fileprivate var writeAheadBytes: Int {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: directory + "/rhizome.sqlite-wal")
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// The lists that lie in the data directory.
    fileprivate func leftLists() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory + "/imports")
    }
}
