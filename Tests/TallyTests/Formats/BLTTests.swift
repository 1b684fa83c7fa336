import Testing

@testable import Tally

@Suite struct `Papers in BLT` {
    @Test func `are read with equal ranks, withdrawn candidates, comments and names in quotes`()
        throws
    {
        let file = try PaperFormat.blt.read(
            """
            \u{FEFF}4 2   # four candidates, two seats\r
            # a whole line of comment
            -2
            3 1 3=4 0
            4 2 0 # Ben
            2 1 4=3 0

            1 4 - 1 0   2 3 0
            5 0
            0
            "Ada "the Nurse" Lee" # who
            "Ben, Sr."  "Cl\\"eo\\\\"
            "Dora # 1"
            "Committee 2026"
            """)
        #expect(file.title == "Committee 2026")
        #expect(file.seats == 2)
        #expect(file.names == [#"Ada "the Nurse" Lee"#, "-Ben, Sr.", #"Cl"eo\"#, "Dora # 1"])
        #expect(
            file.lines == [
                #"5 Ada "the Nurse" Lee > Cl"eo\ = Dora # 1"#, "4 Ben, Sr.",
                #"1 Dora # 1 > Ada "the Nurse" Lee"#, #"2 Cl"eo\"#, "5 ",
            ])
    }

    @Test func `keep quotation marks that end no name`() throws {
        let file = try PaperFormat.blt.read("2 1\n0\n\"Ada \"\"Al\"\" Lee\" \"Ben\"\n")
        #expect(file.names == ["Ada \"\"Al\"\" Lee", "Ben"])
    }

    @Test func `are as in the file that counts 42 for Castor, Pollux and Helen`() throws {
        let file = try PaperFormat.blt.read(
            "3 2\n4 1 2 0\n2 3 0\n0\n\"Castor\"\n\"Pollux\"\n\"Helen\"\n\"Pollux and Helen\"\n")
        guard case .ranked(let papers) = file.profile else {
            Issue.record("These papers rank.")
            return
        }
        let log = try ScottishSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(log.winnerNames == ["Castor", "Helen"])
        #expect(log.totals(0) == ["Castor": "4.00000", "Pollux": "0.00000", "Helen": "2.00000"])
    }

    @Test(arguments: [
        ("", "Line 1, column 1: The file ends before the number of candidates."),
        ("2 1\n3 1 2 0\n", "Line 3, column 1: The file ends before the 0 after the papers."),
        ("2 1\n3 1 2", "Line 2, column 6: Here should be a 0 that ends the paper."),
        (
            "2 1\n3 1 2\n4 1 0\n0\n\"A\"\n\"B\"\n",
            "Line 2, column 6: Here should be a 0 that ends the paper."
        ),
        ("2 1\n0\n\"A\"\n", "Line 4, column 1: The file ends before the names of the candidates."),
        (
            "2 1000000000\n",
            "Line 1, column 3: The number of seats has to be 1 to 1000, not 1000000000."
        ),
        ("2 0\n", "Line 1, column 3: The number of seats has to be 1 to 1000, not 0."),
        (
            "1001 1\n",
            "Line 1, column 1: The number of candidates has to be 1 to 1000, not 1001."
        ),
        ("-2 1\n", "Line 1, column 1: The number -2 is below 0."),
        (
            "2 1\n9223372036854775808 1 0\n",
            "Line 2, column 1: The number of papers has to be 1 to 9223372036854775807, "
                + "not 9223372036854775808."
        ),
        (
            "2 1\n18446744073709551617 1 0\n",
            "Line 2, column 1: The number of papers has to be 1 to 9223372036854775807, "
                + "not 18446744073709551617."
        ),
        (
            "2 1\n9223372036854775807 1 0\n1 2 0\n0\n",
            "Line 3, column 1: All papers together are more than 2^63 - 1."
        ),
        ("2 1\n-5 1 2 0\n", "Line 2, column 1: The number -5 is below 0."),
        ("2 1\n1 1 0\n-2\n", "Line 3, column 1: The number -2 is below 0."),
        ("2 1\n-3\n", "Line 2, column 2: There is no candidate “3”."),
        ("2 1\n1 2=3 0\n", "Line 2, column 5: There is no candidate “3”."),
        ("2 1\n1 1 2=1 0\n", "Line 2, column 7: The paper names the candidate “1” twice."),
        ("2 1\n1 1= 0\n", "Line 2, column 5: Here should be a whole number."),
        ("2 1\n1.5 1 0\n", "Line 2, column 1: Here should be a whole number, not “1.5”."),
        (
            "2 1\n[tie 2 1]\n",
            "Line 2, column 1: Here should be papers; options in brackets are not read, "
                + "not “[tie”."
        ),
        ("2 1\n0\n\"A\"\n\"A\"\n", "Line 4, column 1: Two candidates have the name “A”."),
        ("2 1\n0\n\"A\"\n\"\"\n", "Line 4, column 1: A candidate has no name."),
        ("2 1\n0\n\"A\n", "Line 3, column 1: The quotation mark is never closed."),
        (
            "2 1\n0\nAda\n",
            "Line 3, column 1: Here should be a name in quotation marks, not “Ada”."
        ),
    ])
    func `are refused with line and reason`(text: String, error: String) throws {
        #expect(try PaperFormat.blt.error(in: text) == error)
    }

    @Test func `are read alike whether or not their papers stand plainly`() throws {
        for seed in 0..<200 as Range<UInt64> {
            var random = Seeded(seed)
            let candidates = Int.random(in: 1...12, using: &random)
            var plain = "\(candidates) 1\n"
            var other = plain
            for _ in 0..<Int.random(in: 0...9, using: &random) {
                let count = Int.random(in: 1...3, using: &random)
                let order = (1...candidates).shuffled(using: &random)
                    .prefix(Int.random(in: 0...candidates, using: &random)).map(String.init)
                plain += (["\(count)"] + order + ["0"]).joined(separator: " ") + "\n"
                other += (["00\(count)"] + order + ["0"]).joined(separator: "  ") + " # said\n"
            }
            let names = (1...candidates).map { "\"c\($0)\"\n" }.joined()
            #expect(
                try PaperFormat.blt.read(plain + "0\n" + names).lines
                    == PaperFormat.blt.read(other + "0\n" + names).lines, "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("1 1 1 0", "Line 2, column 5: The paper names the candidate “1” twice."),
        ("1 3 0", "Line 2, column 3: There is no candidate “3”."),
        ("0 1 0", "Line 2, column 3: Here should be a name in quotation marks, not “1 0”."),
        ("1 1 2", "Line 2, column 6: Here should be a 0 that ends the paper."),
        ("1 1 00", "Line 2, column 5: There is no candidate “00”."),
        (
            "9223372036854775808 1 0",
            "Line 2, column 1: The number of papers has to be 1 to 9223372036854775807, "
                + "not 9223372036854775808."
        ),
    ])
    func `that stand plainly are refused in the same words`(paper: String, error: String) throws {
        #expect(try PaperFormat.blt.error(in: "2 1\n" + paper + "\n0\n") == error)
    }
}
