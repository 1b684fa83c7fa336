import Foundation
import GRDB
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Sharing ballots` {
        /// A closed ballot of Harbour with six papers, known at Riverside and Hillside.
        private func closedBallot(_ harbour: ChapterNode, _ others: ChapterNode...) async throws
            -> String
        {
            var members: [Person] = []
            for name in ["Ana", "Bob", "Carol", "Dora", "Emil", "Fia"] {
                members.append(try await harbour.member(name))
            }
            let ballot = try await harbour.run(
                "ballot", "add", "--question", "Shall we strike?", "--option", "Yes", "--option",
                "No", "--option", "Wait"
            ).text("ballotID")
            try await harbour.run("ballot", "open", ballot)
            for (person, choice) in zip(members, ["Yes", "Yes", "No", "Yes", "Wait", "No"]) {
                try await person.post("ballots/\(ballot)/papers", ["choice": .text(choice)])
            }
            try await harbour.run("ballot", "close", ballot)
            for node in others {
                try await eventually("\(node.name) knows the result") {
                    try await node.run("ballot", "list").list.contains {
                        $0["ballotID"].text == ballot && $0["state"] == "closed"
                    }
                }
            }
            return ballot
        }

        @Test func `the others count the papers again and come to the same result`() async throws {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let ballot = try await closedBallot(harbour, riverside, hillside)
                let counts: JSON = ["Yes": 3, "No": 2, "Wait": 1]
                for node in [harbour, riverside, hillside] {
                    let both = Set([riverside.chapterID, hillside.chapterID])
                    try await eventually("\(node.name) has both recounts") {
                        let result = try await node.run("ballot", "result", ballot)
                        let counted = result["recounts"].list.compactMap { $0["chapterID"].text }
                        return Set(counted).isSuperset(of: both)
                    }
                    let result = try await node.run("ballot", "result", ballot)
                    #expect(result["counts"] == counts)
                    #expect(result["state"] == "closed")
                    #expect(result["turnout"] == 6)
                    #expect(result["recounts"].list.allSatisfy { $0["agrees"] == true })
                    let verdict = try await node.run("ballot", "verify", ballot)
                    #expect(verdict == ["valid": true, "findings": []])
                }
            }
        }

        @Test func `nobody votes twice, and nobody from another chapter`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                let ana = try await harbour.member("Ana")
                let bob = try await riverside.member("Bob")
                let ballot = try await harbour.run("ballot", "add", "--question", "Rent strike?")
                    .text("ballotID")
                try await harbour.run("ballot", "open", ballot)
                let late = try await harbour.member("Late")
                let options = try await harbour.run("ballot", "list").list.first?["options"].list
                let yes = try #require(options?.first)
                try await ana.post("ballots/\(ballot)/papers", ["choice": yes])
                try await eventually("Riverside knows the ballot") {
                    try await riverside.run("ballot", "list").list.count == 1
                }
                for person in [ana, late, bob] {
                    let second = try await person.node.ask(
                        "POST", "ballots/\(ballot)/papers", ["choice": yes], token: person.token)
                    #expect((400..<500).contains(second.status), "\(second.json)")
                    #expect(second.json["error"].text?.isEmpty == false)
                }
                try await harbour.run("ballot", "close", ballot)
                let result = try await harbour.run("ballot", "result", ballot)
                #expect(result["turnout"] == 1)
            }
        }

        @Test func `a changed paper or result in an exported file is named`() async throws {
            try await onStage { stage in
                let (harbour, riverside, _) = try await stage.three()
                let ballot = try await closedBallot(harbour, riverside)
                let path = stage.directory + "/ballot.json"
                try await harbour.run("ballot", "export", ballot, path)
                let untouched = try await riverside.run("ballot", "verify", path)
                #expect(untouched["valid"] == true)

                let file = try JSON(text(of: path).utf8)
                let paper = try #require(file["papers"].list.first)
                let tracker = try paper.text("tracker")
                let choice = try paper.number("choice")
                let whole = try text(of: path)
                var flipped = tracker
                flipped.replaceSubrange(
                    flipped.startIndex...flipped.startIndex, with: tracker.first == "0" ? "1" : "0")
                try await expectFindings(riverside, stage, whole.replacing(tracker, with: flipped))
                let pattern = "\"choice\" : \(choice)"
                try #require(whole.contains(pattern))
                let other = whole.replacing(
                    pattern, with: "\"choice\" : \((choice + 1) % 3)", maxReplacements: 1)
                try await expectFindings(riverside, stage, other)
                // Every place of the file counts: one changed digit in each of the signed events.
                for (number, event) in file["events"].list.enumerated() {
                    for part in ["header", "body", "signature"] {
                        let hex = try event.text(part)
                        let middle = hex.index(hex.startIndex, offsetBy: hex.count / 2)
                        var changed = hex
                        changed.replaceSubrange(
                            middle...middle, with: hex[middle] == "a" ? "b" : "a")
                        try await expectFindings(
                            riverside, stage, whole.replacing(hex, with: changed),
                            "\(part) of event \(number)")
                    }
                }
            }
        }

        private func expectFindings(
            _ node: ChapterNode, _ stage: Stage, _ content: String, _ what: String = "file"
        ) async throws {
            let path = try stage.file("changed.json", Array(content.utf8))
            let verdict = try await node.attempt(["ballot", "verify", path])
            #expect(verdict.ending == .exit(1), "\(what)")
            let json = try verdict.json
            #expect(json["valid"] == false, "\(what)")
            #expect(!json["findings"].list.isEmpty, "\(what)")
        }

        @Test func `a changed row in a copied database is named`() async throws {
            try await onStage { stage in
                let (harbour, riverside, _) = try await stage.three()
                let ballot = try await closedBallot(harbour, riverside)
                try await riverside.stop()
                for forgery in Forgery.allCases {
                    let copy = stage.place("Copy", at: stage.directory + "/copy")
                    try? FileManager.default.removeItem(atPath: copy.directory)
                    try FileManager.default.copyItem(
                        atPath: riverside.directory, toPath: copy.directory)
                    let database = try DatabaseQueue(path: copy.directory + "/rhizome.sqlite")
                    let changed = try await database.write { db in
                        try forgery.perform(in: db)
                        return db.changesCount
                    }
                    try database.close()
                    #expect(changed == 1, "\(forgery)")
                    let verdict = try await copy.attempt(["ballot", "verify", ballot])
                    #expect(verdict.ending == .exit(1), "\(forgery): \(verdict.out)")
                    #expect(
                        try !verdict.json["findings"].list.isEmpty, "\(forgery): \(verdict.out)")
                }
            }
        }
    }
}

/// What a forger with the database would change.
private enum Forgery: String, CaseIterable {
    case paper, tracker, result, manifest, paperEvent, closingEvent

    func perform(in db: Database) throws {
        switch self {
        case .paper:
            try db.execute(
                sql: """
                    UPDATE shared_paper SET choice = (choice + 1) % 3
                    WHERE tracker = (SELECT min(tracker) FROM shared_paper)
                    """)
        case .tracker:
            try db.execute(
                sql: """
                    UPDATE shared_paper SET tracker = zeroblob(16)
                    WHERE tracker = (SELECT min(tracker) FROM shared_paper)
                    """)
        case .result: try changeLastByte("result", of: "shared_ballot", "1", in: db)
        case .manifest: try changeLastByte("manifest", of: "shared_ballot", "1", in: db)
        case .paperEvent: try changeLastByte("body", of: "event", Self.place(98), in: db)
        case .closingEvent: try changeLastByte("body", of: "event", Self.place(99), in: db)
        }
    }

    /// The place of the ballot's event of a kind.
    private static func place(_ kind: Int) -> String {
        """
        id = (SELECT event FROM shared_ballot_event WHERE kind = \(kind) LIMIT 1)
        """
    }

    private func changeLastByte(
        _ column: String, of table: String, _ condition: String, in db: Database
    ) throws {
        let found = try Data.fetchOne(db, sql: "SELECT \(column) FROM \(table) WHERE \(condition)")
        guard var bytes = found, let last = bytes.popLast() else {
            throw Trouble("There is no \(column) to change in \(table).")
        }
        bytes.append(last ^ 1)
        try db.execute(
            sql: "UPDATE \(table) SET \(column) = ? WHERE \(condition)", arguments: [bytes])
    }
}
