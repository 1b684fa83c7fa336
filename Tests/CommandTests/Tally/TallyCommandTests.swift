import ArgumentParser
import Foundation
import Tally
import Testing

@testable import rhizome

@Suite struct `The tally command` {
    private static let castor =
        "3 2\n4 1 2 0\n2 3 0\n0\n\"Castor\"\n\"Pollux\"\n\"Helen\"\n\"Two seats\"\n"
    private static let tennessee = """
        count,Memphis,Nashville,Chattanooga,Knoxville
        42,1,2,3,4
        26,4,1,2,3
        15,4,3,1,2
        17,4,3,2,1

        """

    /// Counts a text as if it were a file of this name.
    private func count(_ text: String, in name: String, _ options: String...) throws -> TallyAnswer
    {
        let folder = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let parsed = try Rhizome.parseAsRoot(["tally"] + options + [path])
        let command = try #require(parsed as? TallyCommand)
        return try command.count(
            PaperSource.read(path, format: command.format, for: command.method))
    }

    private func sentence(_ text: String, in name: String, _ options: String...) throws -> String {
        let error = try #require(throws: Failure.self) {
            switch options.count {
            case 2: try count(text, in: name, options[0], options[1])
            default: try count(text, in: name, options[0], options[1], options[2], options[3])
            }
        }
        return error.description
    }

    @Test func `prints the keys that other programs rely on, with all decimals`() throws {
        let answer = try count(Self.castor, in: "a.blt", "--method", "scottish-stv")
        let stages = [
            #"{"elected":["Castor"],"excluded":[],"exhausted":"0.00000","quota":"3.00000","#
                + #""totals":{"Castor":"4.00000","Helen":"2.00000","Pollux":"0.00000"},"#
                + #""transferred":[{"from":"Castor","papers":4,"surplus":true,"to":"Pollux","#
                + #""value":"1.00000"}]}"#,
            #"{"elected":[],"excluded":["Pollux"],"exhausted":"0.00000","quota":"3.00000","#
                + #""totals":{"Castor":"3.00000","Helen":"2.00000","Pollux":"1.00000"},"#
                + #""transferred":[{"from":"Pollux","papers":4,"surplus":false,"to":null,"#
                + #""value":"1.00000"}]}"#,
            #"{"elected":["Helen"],"excluded":[],"exhausted":"1.00000","quota":"3.00000","#
                + #""totals":{"Castor":"3.00000","Helen":"2.00000","Pollux":"0.00000"},"#
                + #""transferred":[]}"#,
        ]
        let json =
            #"{"lotsUsed":[],"method":"scottish-stv","pairwise":null,"#
            + #""ranking":[["Castor"],["Helen"],["Pollux"]],"seats":2,"stages":["#
            + stages.joined(separator: ",") + #"],"winners":["Castor","Helen"]}"#
        #expect(try Output.jsonText(answer.result) == json)
        let meek = try count(Self.castor, in: "a.blt", "--method", "meek-stv").result
        #expect(meek.stages[0].totals["Castor"] == "4.000000000")
        #expect(meek.winners == ["Castor", "Helen"])
    }

    @Test(arguments: [
        ("plurality", "Memphis"), ("borda", "Nashville"), ("irv", "Knoxville"),
        ("scottish-stv", "Knoxville"), ("meek-stv", "Knoxville"), ("schulze", "Nashville"),
        ("ranked-pairs", "Nashville"), ("minimax", "Nashville"), ("copeland", "Nashville"),
        ("debian", "Nashville"),
    ])
    func `counts ranks by every method for them`(method: String, winner: String) throws {
        let answer = try count(Self.tennessee, in: "a.csv", "--method", method)
        #expect(answer.result.method == method)
        #expect(answer.result.winners == [winner])
        let isByPairs = ["schulze", "ranked-pairs", "minimax", "copeland", "debian"]
            .contains(method)
        #expect(
            answer.result.pairwise?["Nashville"]
                == (isByPairs ? ["Memphis": 58, "Chattanooga": 68, "Knoxville": 68] : nil))
    }

    @Test(arguments: [("score", "B"), ("star", "A"), ("approval", "B")])
    func `counts points`(method: String, winner: String) throws {
        let text = "A,B,C\n5,4,0\n0,5,2\n5,3,1\n"
        #expect(try count(text, in: "a.csv", "--method", method).result.winners == [winner])
    }

    @Test(arguments: [
        ("yes,no,abstain\n7,5,2\n", ["yes"], [["yes"], ["no"]]),
        ("yes\nno\nno\n", ["no"], [["no"], ["yes"]]),
        ("yes\nno\nabstain\n", [], [["yes", "no"]]),
    ])
    func `counts a motion`(text: String, winners: [String], ranking: [[String]]) throws {
        let contract = try count(text, in: "a.csv", "--method", "yes-no").result
        #expect(contract.winners == winners)
        #expect(contract.ranking == ranking)
        #expect(Set(contract.stages[0].totals.keys) == ["yes", "no", "abstain"])
    }

    @Test func `counts a motion by the names on a file, not by their order`() throws {
        let text = "2 1\n4 1 0\n3 2 0\n0\n\"No\"\n\"Yes\"\n"
        let contract = try count(text, in: "a.blt", "--method", "yes-no").result
        #expect(contract.winners == ["no"])
        #expect(contract.stages[0].totals == ["yes": "3", "no": "4", "abstain": "0"])
        let two = try sentence(text, in: "a.blt", "--method", "yes-no", "--seats", "2")
        #expect(two == "yes-no cannot fill 2 seats. Say --seats 1, or take another method.")
    }

    @Test func `takes seats, lots, formats and what is unranked from the command line`() throws {
        let tied = "A,B\nB,A\n"
        let first = try count(tied, in: "x", "--method", "plurality", "--lots", "B,A").result
        #expect(first.winners == ["B"])
        #expect(
            first.lotsUsed.map { [$0.question] + $0.candidates + $0.picked } == [
                ["winner", "A", "B", "B"]
            ])
        let both = try count(tied, in: "x", "--method", "plurality", "--seats", "2").result
        #expect(Set(both.winners) == ["A", "B"])
        #expect(both.seats == 2)
        let forced = try count(
            Self.castor, in: "x.csv", "--method", "plurality", "--format", "blt", "--seats", "1")
        #expect(forced.result.winners == ["Castor"])
        let short = "A,B,C,count\n1,,,5\n,1,2,4\n"
        let last = try count(short, in: "x", "--method", "schulze").result
        #expect(last.pairwise?["A"]?["C"] == 5)
        let ignored = try count(
            short, in: "x", "--method", "schulze", "--unranked", "ignored")
        #expect(ignored.result.pairwise?["A"]?["C"] == 0)
    }

    @Test func `says in words what happened, in the language of the terminal`() throws {
        let answer = try count(Self.castor, in: "a.blt", "--method", "scottish-stv")
        let english = answer.words(in: .english)
        #expect(english.hasPrefix("Two seats\n\nWinners: Castor, Helen\n\nPlace  Candidate\n"))
        #expect(english.contains("\nHelen                   2.00000  2.00000  2.00000\n"))
        #expect(english.hasSuffix("\nElected: Castor and Helen."))
        #expect(answer.words(in: .spanish).contains("\nGanan: Castor, Helen\n"))
        #expect(TallyCommand.language(["LC_ALL": "es_MX.UTF-8", "LANG": "en"]) == .spanish)
        #expect(TallyCommand.language(["LANG": "es"]) == .spanish)
        #expect(TallyCommand.language(["LANG": "de_DE"]) == .english)
        #expect(TallyCommand.language([:]) == .english)
    }

    @Test func `says what it cannot count`() throws {
        #expect(
            try sentence("2 1\n1 3 0\n", in: "a.blt", "--method", "irv").hasSuffix(
                "a.blt cannot be counted. Line 2, column 3: There is no candidate “3”."))
        #expect(
            try sentence(Self.castor, in: "a.blt", "--method", "irv")
                == "irv cannot fill 2 seats. Say --seats 1, or take another method.")
        #expect(
            try sentence(Self.castor, in: "a.blt", "--method", "score")
                == "score needs papers with points.")
        #expect(
            try sentence(Self.castor, in: "a.blt", "--method", "yes-no", "--seats", "1")
                == "A motion needs papers that say yes, no or abstain, "
                + "or that rank what is called so.")
        #expect(
            try sentence("A,B\n1,2\n", in: "a.csv", "--method", "irv", "--lots", "A")
                == "--lots cannot be taken. Line 1, column 2: Here should be also “B”.")
        #expect(throws: Failure.self) {
            try PaperSource.read("/nowhere/at/all", format: nil, for: .irv)
        }
        #expect(throws: Failure.self) { try PaperSource.read("/", format: nil, for: .irv) }
    }

    @Test func `takes names that begin with a hyphen`() throws {
        let contract = try count(
            "-A,-B\n1,2\n2,1\n", in: "a.csv", "--method", "schulze", "--lots", "-B,-A"
        ).result
        #expect(contract.winners == ["-B"])
    }

    @Test func `says that seats below 0 are too few`() throws {
        let error = try #require(throws: (any Error).self) {
            try Rhizome.parseAsRoot(["tally", "--method", "irv", "--seats", "-1", "f"])
        }
        #expect(Rhizome.message(for: error) == "--seats has to be 1 to 1000.")
    }

    @Test(arguments: ["blt", "soc", "csv", "papers", "unknown"])
    func `refuses a file with nothing in it, in one sentence with its place`(ending: String) throws
    {
        for method in ["irv", "yes-no", "star"] {
            for text in ["", "\n \n", "\u{FEFF}", "\r\n"] {
                let said = try sentence(text, in: "a." + ending, "--method", method)
                #expect(said.contains("a.\(ending) cannot be counted. Line "), "\(said)")
                #expect(said.hasSuffix("."), "\(said)")
            }
        }
    }

    @Test(arguments: [
        "tally --method odd f", "tally --method dots f", "tally f", "tally --method irv",
        "tally --method irv --seats 0 f", "tally --method irv --seats 1000000000 f",
        "tally --method irv --seats -1 f", "tally --method irv --format xls f",
        "tally --method irv --unranked odd f", "tally --method irv f g",
        "tally --method irv --seats 99999999999999999999 f", "tally --method irv --seats x f",
        "tally --method irv --seed 5a f", "tally --method irv --seed xyz f",
        "tally --method irv --question Chair f",
        "tally --method irv --lots A --seed 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a f",
    ])
    func `is not understood with`(text: String) throws {
        let error = try #require(throws: (any Error).self) {
            try Rhizome.parseAsRoot(text.split(separator: " ").map(String.init))
        }
        #expect(Rhizome.exitCode(for: error) == .validationFailure)
    }
}
