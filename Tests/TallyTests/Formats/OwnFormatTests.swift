import Testing

@testable import Tally

@Suite struct `Papers in our own format` {
    @Test func `have all that can be known`() throws {
        let file = try PaperFormat.rhizome.read(
            """
            rhizome papers 1
            title: Committee: 2026
            seats: 2
            candidate: Ada: a = b > c
            withdrawn: Ben
            candidate: Cleo

            12: 1>3=2
            3:
            2: ?
            1: 2 > 1
            end: 18
            """)
        #expect(file.title == "Committee: 2026")
        #expect(file.seats == 2)
        #expect(file.names == ["Ada: a = b > c", "-Ben", "Cleo"])
        #expect(
            file.lines == ["12 Ada: a = b > c > Ben = Cleo", "3 ", "1 Ben > Ada: a = b > c"])
        guard case .ranked(let papers) = file.profile else {
            Issue.record("These papers rank.")
            return
        }
        #expect(papers.invalid == 2)
    }

    @Test func `score or answer a motion`() throws {
        let scored = try PaperFormat.rhizome.read(
            "rhizome papers 1\npapers: scored\nhighest: 9\ncandidate: A\ncandidate: B\n"
                + "2: 1=5 2=0\n1: 2=9\n1:\nend: 4\n")
        #expect(scored.lines == ["2 A 5 B 0", "1 B 9", "1 "])
        let motion = try PaperFormat.rhizome.read(
            "rhizome papers 1\npapers: motion\nyes: 3\nno: 2\nabstain: 1\ninvalid: 1\nend: 7\n")
        #expect(motion.lines == ["3 2 1 1"])
    }

    private static let head = "rhizome papers 1\ncandidate: A\ncandidate: B\n"

    @Test(arguments: [
        ("3: 1\n", "Line 5, column 1: The file ends before the line “end”."),
        ("3: 1\nend: 4\n", "Line 5, column 6: The file says that it has 4 papers, but it has 3."),
        ("3: 1>3\nend: 3\n", "Line 4, column 6: There is no candidate “3”."),
        ("3: 1>1\nend: 3\n", "Line 4, column 6: The paper names the candidate “1” twice."),
        ("3: 1>\nend: 3\n", "Line 4, column 6: Here should be a whole number."),
        (
            "seats: 1000000000\n",
            "Line 4, column 8: The number of seats has to be 1 to 1000, "
                + "not 1000000000."
        ),
        ("papers: odd\n", "Line 4, column 9: Here should be ranked, scored or motion, not “odd”."),
        (
            "papers: scored\n1: 1=2\n",
            "Line 5, column 1: Here should be the highest score before "
                + "any paper, not “1: 1=2”."
        ),
        (
            "papers: scored\nhighest: 5\n1: 1=6\n",
            "Line 6, column 6: A score has to be 0 to 5, "
                + "not 6."
        ),
        ("end: 0\nend: 0\n", "Line 5, column 1: Here should be the end of the file, not “end: 0”."),
        (
            "seats: 2\nseats: 1\nend: 0\n",
            "Line 5, column 1: Here should be each header once, not “seats: 1”."
        ),
        (
            "papers: motion\nyes: 1\nend: 1\n",
            "Line 5, column 1: Here should be no candidates in the file of a motion, not “yes: 1”."
        ),
        (
            "9223372036854775807: 1\n1: 2\nend: 1\n",
            "Line 5, column 1: All papers together are more than 2^63 - 1."
        ),
        ("x\n", "Line 4, column 1: Here should be a word or a number, and a colon, not “x”."),
    ])
    func `are refused with line and reason`(text: String, error: String) throws {
        #expect(try PaperFormat.rhizome.error(in: Self.head + text) == error)
    }
}
