import Chapter
import Foundation
import TestSupport
import Testing

@testable import Tally
@testable import Web

@Suite struct `Counting a file of papers on a page` {
    /// Six people want two seats; the second is filled by papers that move.
    private let committee = """
        4 2
        22 2 1 4 0
        11 3 4 0
        10 1 3 0
        8 4 3 1 0
        0
        "Omar <Kassem>"
        "Ada"
        "Bea"
        "Chen"
        "Committee"

        """

    @Test func `a committee is counted with pictures, stages and the log`() async throws {
        let bob = try await Voter("Bob", in: try TestChapter.make())
        let page = try await bob.send(
            "/votes/count", file: committee, named: "committee.blt", ["method": "scottish-stv"])
        #expect(page.status == 200)
        #expect(page.says("<bdi>Committee</bdi>", "Scottish STV, for 2 seats, 51 papers"))
        #expect(page.says("<svg xmlns", "class=\"count-picture flow\"", "id=\"bars-title\""))
        #expect(page.says("Stage 2", "All stages", "Enough to be elected"))
        #expect(page.says("Omar &lt;Kassem&gt;") && !page.says("Omar <Kassem>"))
        #expect(page.says("<b><bdi>Ada and "), "two are elected, the first first")
    }

    @Test func `a motion of a spreadsheet is passed or not`() async throws {
        let bob = try await Voter("Bob", in: try TestChapter.make())
        let file = "answer\nyes\nyes\nno\nabstain\n"
        let passed = try await bob.send(
            "/votes/count", file: file, named: "motion.csv", ["method": "yes-no"])
        #expect(passed.status == 200 && passed.says("The motion is passed."))
        #expect(passed.says("4 papers", "<bdi>Abstain</bdi>") && !passed.says("In order"))
        let tied = try await bob.send(
            "/votes/count", file: file + "no\n", named: "motion.csv", ["method": "yes-no"])
        #expect(tied.status == 200 && tied.says("The motion is not passed."))
    }

    @Test func `lots that were drawn decide a tie, and the page says so`() async throws {
        let bob = try await Voter("Bob", in: try TestChapter.make())
        let file = "2 1\n3 1 0\n3 2 0\n0\n\"Ada\"\n\"Bea\"\n\"\"\n"
        for (lots, winner) in [("Ada, Bea", "Ada"), ("Bea, Ada", "Bea")] {
            let page = try await bob.send(
                "/votes/count", file: file, named: "tie.blt",
                ["method": "plurality", "lots": lots.replacing(", ", with: ",")])
            #expect(page.says("\(winner) wins.", "The lots decided once."))
        }
    }

    @Test(arguments: [
        ("x.blt", "2 1\n3 1", "scottish-stv", "", "", "Line 2"),
        ("x.blt", "2 1\n3 7 0\n0\n\"A\"\n\"B\"\n\"\"\n", "irv", "", "", "Line 2, column 3"),
        ("x.csv", "Ada,Bea\n1,2\n", "score", "nine", "", "Seats are a whole number"),
        ("x.csv", "Ada,Bea\n1,2\n", "guess", "", "", "Choose a rule"),
        ("x.csv", "Ada,Bea\n1,2\n", "irv", "2", "", "cannot fill 2 seats"),
        ("x.csv", "Ada,Bea\n1,2\n", "irv", "", "Ada", "The lots cannot be taken."),
        ("x.soc", "not a list at all", "schulze", "", "", "Line 1"),
        ("", "", "irv", "", "", "Choose a file"),
    ])
    func `what is wrong is said in a sentence, and the choices stay`(
        name: String, file: String, method: String, seats: String, lots: String, sentence: String
    ) async throws {
        let bob = try await Voter("Bob", in: try TestChapter.make())
        let page = try await bob.send(
            "/votes/count", file: file, named: name,
            ["method": method, "seats": seats, "lots": lots])
        #expect(page.status == 422 && page.says(sentence), "\(page.html)")
        #expect(page.says("role=\"alert\""))
        if !name.isEmpty { #expect(page.says("name=\"seats\" type=\"text\" value=\"\(seats)\"")) }
    }

    @Test func `more candidates than a page counts are sent to the command`() async throws {
        let bob = try await Voter("Bob", in: try TestChapter.make())
        let names = (1...CountingDesk.candidatesAtMost + 1).map { "C\($0)" }.joined(separator: ",")
        let page = try await bob.send(
            "/votes/count", file: names + "\n1" + names.filter { $0 == "," } + "\n", named: "x.csv",
            ["method": "irv"])
        #expect(page.status == 422 && page.says("can count more with rhizome tally."))
    }

    @Test func `every sentence about a file is said in Spanish too`() throws {
        let spanish = try PageKit().catalogue.wording(.spanish)
        let parts = try PartsOfFormatErrors.all()
        #expect(parts.wanted.count > 20 && parts.what.count > 4)
        for part in parts.wanted {
            #expect(spanish.sentences.translated(part) != nil, "\(part)")
        }
        for part in parts.what {
            #expect(spanish.sentences.translated(part) != nil, "\(part)")
        }
        let reasons: [FormatError.Reason] = [
            .notUTF8, .controlCharacter(7), .lineTooLong, .endsEarly(missing: "the first row"),
            .unexpected("x", wanted: "a name"), .unexpected("", wanted: "a name"),
            .negative("-1"), .outOfRange("0", 1...2, what: "A rank"), .unknownCandidate("x"),
            .candidateTwice("x"), .sameName("x"), .noName, .nameTooLong, .tooManyCandidates,
            .tooManyPapers, .tooMuch, .wrongCells(1, of: 2), .openQuote,
            .wrongTotal(said: 1, found: 2), .equalRanks, .incomplete,
        ]
        for reason in reasons {
            let english = FormatError(line: 1, column: 2, reason: reason).description
            let said = spanish.sentence(english)
            #expect(said.hasPrefix("Línea 1, columna 2: "), "\(said)")
            #expect(!said.contains(" the ") && !said.contains(" is ") && !said.contains(" has "))
        }
    }

    @Test func `the stylesheet has the rules of the pictures`() throws {
        let style = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../Sources/Web/Static/style.css"), encoding: .utf8)
        for rule in PictureStyle.rules.split(separator: "\n") {
            #expect(style.contains(rule), "\(rule)")
        }
    }
}

/// The parts of sentences about files, as the sources have them.
private enum PartsOfFormatErrors {
    static func all() throws -> (wanted: Set<String>, what: Set<String>) {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Tally/Formats")
        var (wanted, what) = (Set<String>(), Set<String>())
        for file in try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(wanted|missing|what): "([^"\\]+)"/) {
                if match.1 == "what" {
                    what.insert(String(match.2))
                } else {
                    wanted.insert(String(match.2))
                }
            }
        }
        return (wanted, what)
    }
}
