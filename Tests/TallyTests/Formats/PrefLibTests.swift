import Testing

@testable import Tally

@Suite struct `Papers in PrefLib` {
    private static let head = """
        # FILE NAME: 00002-00000001.toi
        # TITLE: Debian: leader
        # DATA TYPE: toi
        # NUMBER ALTERNATIVES: 3
        # NUMBER VOTERS: 7
        # NUMBER UNIQUE ORDERS: 3
        # ALTERNATIVE NAME 1: Branden Robinson
        # ALTERNATIVE NAME 2: Raphaël: Hertzog
        # ALTERNATIVE NAME 3: None

        """

    @Test func `are read with their headers and equal ranks`() throws {
        let file = try PaperFormat.preflib.read(Self.head + "4: 1,{2,3}\n2: {3, 2}\n1: 2,1,3\n")
        #expect(file.title == "Debian: leader")
        #expect(file.seats == nil)
        #expect(file.names == ["Branden Robinson", "Raphaël: Hertzog", "None"])
        #expect(
            file.lines == [
                "4 Branden Robinson > Raphaël: Hertzog = None", "2 Raphaël: Hertzog = None",
                "1 Raphaël: Hertzog > Branden Robinson > None",
            ])
    }

    @Test(arguments: [
        ("soc", "7: 2,1,3", nil), ("soi", "7: 2", nil), ("toc", "7: 2,{1,3}", nil),
        ("toi", "7: {1,3}", nil), ("soc", "7: 2,1", "complete"), ("toc", "7: {2,1}", "complete"),
        ("soc", "7: 2,{1,3}", "equal ranks"), ("soi", "7: {1,3}", "equal ranks"),
    ])
    func `keep what their type promises`(type: String, paper: String, problem: String?) throws {
        let text = Self.head.split(separator: "toi\n# NUMBER").joined(
            separator: type + "\n# NUMBER")
        if let problem {
            #expect(try PaperFormat.preflib.error(in: text + paper).contains(problem))
        } else {
            #expect(try PaperFormat.preflib.read(text + paper).lines.count == 1)
        }
    }

    @Test(arguments: [
        ("6: 1\n", "Line 11, column 1: The file says that it has 7 papers, but it has 6."),
        ("7: 1,4\n", "Line 10, column 6: There is no candidate “4”."),
        ("7: 1,2,1\n", "Line 10, column 8: The paper names the candidate “1” twice."),
        ("7: 1,{2,3\n", "Line 10, column 10: Here should be a closing brace."),
        ("7: 1,,3\n", "Line 10, column 6: Here should be a whole number."),
        ("7: 1,}\n", "Line 10, column 6: Here should be a whole number, not “}”."),
        ("-7: 1\n", "Line 10, column 1: The number -7 is below 0."),
        (
            "7 1\n",
            "Line 10, column 1: Here should be a number of papers, a colon and ranks, "
                + "not “7 1”."
        ),
        (
            "# DATA TYPE: cat\n",
            "Line 10, column 14: Here should be soc, soi, toc or toi, not “cat”."
        ),
        ("# ALTERNATIVE NAME 4: D\n", "Line 10, column 1: There is no candidate “4”."),
        ("# ALTERNATIVE NAME +1: D\n", "Line 10, column 1: There is no candidate “+1”."),
        (
            "# NUMBER VOTERS: 7\n# NUMBER VOTERS: 8\n",
            "Line 10, column 1: Here should be each header once, not “NUMBER VOTERS”."
        ),
        (
            "# ALTERNATIVE NAME 1: D\n",
            "Line 10, column 1: Here should be one name a candidate, "
                + "not “1”."
        ),
        (
            "# NUMBER ALTERNATIVES: 4\n",
            "Line 10, column 1: Here should be each header once, "
                + "not “NUMBER ALTERNATIVES”."
        ),
    ])
    func `are refused with line and reason`(text: String, error: String) throws {
        #expect(try PaperFormat.preflib.error(in: Self.head + text) == error)
    }

    @Test func `need to say how many candidates there are, and their names`() throws {
        #expect(
            try PaperFormat.preflib.error(in: "1: 1\n").contains("NUMBER ALTERNATIVES before any"))
        #expect(
            try PaperFormat.preflib.error(in: "# TITLE: x\n")
                == "Line 2, column 1: The file ends before the line NUMBER ALTERNATIVES.")
        #expect(
            try PaperFormat.preflib.error(in: "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n")
                == "Line 3, column 1: The file ends before the names of all candidates.")
    }
}
