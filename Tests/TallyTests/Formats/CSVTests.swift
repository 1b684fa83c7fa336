import Testing

@testable import Tally

@Suite struct `Papers in CSV` {
    @Test(arguments: [
        "count,Ada,\"Ben, Sr.\",Cleo\n3,1,2,2\n2,,1,\n1,3,,1\n3,,,\n",
        "Ada;Ben, Sr.;Cleo;Papers\r\n1;5;5;3\r\n;1;;2\r\n2;;1;1\r\n;;;3\r\n",
        "Ada\t\"Ben, Sr.\"\tCleo\tcount\n 1\t2\t2 \t3\n\n\t1\t\t2\n2\t\t1\t1\n\t\t\t3",
    ])
    func `are a table of ranks`(text: String) throws {
        let file = try PaperFormat.csv.read(text)
        #expect(file.names == ["Ada", "Ben, Sr.", "Cleo"])
        #expect(
            file.lines == ["3 Ada > Ben, Sr. = Cleo", "2 Ben, Sr.", "1 Cleo > Ada", "3 "])
    }

    @Test(arguments: [
        "Ada,Ben\nBen,\"Cl\"\"eo\",Ada\nAda,Ben\nBen\n",
        "count,1st,2nd,3rd\n2,Ada,Ben,\n1,Ben,\"Cl\"\"eo\",Ada\n1,Ben,,\n",
        "Rank 1,Rank 2,Rank 3,count\nAda,Ben,,2\nBen,\"Cl\"\"eo\",Ada,1\n,,Ben,1\n",
    ])
    func `are rows of names from the best on`(text: String) throws {
        let file = try PaperFormat.csv.read(text)
        #expect(file.names == ["Ada", "Ben", "Cl\"eo"])
        #expect(file.lines == ["2 Ada > Ben", "1 Ben > Cl\"eo > Ada", "1 Ben"])
    }

    @Test func `are a table of points`() throws {
        let file = try PaperFormat.csv.read(
            "Ada,Ben,count\n5,0,2\n,3,1\n5,0,4\n", as: .scores)
        #expect(file.lines == ["6 Ada 5 Ben 0", "1 Ben 3"])
        guard case .scored(let papers) = file.profile else {
            Issue.record("These papers score.")
            return
        }
        #expect(papers.highest == 5)
        #expect(papers.total == 7)
    }

    @Test func `have candidates called by numbers in quotation marks only`() throws {
        #expect(try PaperFormat.csv.read("\"1\",\"2\"\n2,1\n").lines == ["1 2 > 1"])
    }

    @Test(arguments: [
        ("yes\nYES\nno\n\nabstain\n", "2 1 1 0"),
        ("vote,count\nSí,3\nNo,2\n,1\nnulo,1\n", "3 2 1 1"),
        ("yes,no,abstain\n12,7,3\n1,,\n", "13 7 3 0"), ("count;vote\n4;against\n", "0 4 0 0"),
        ("Voto\nsí\n", "1 0 0 0"), ("Strike?,count\ny,2\n", "2 0 0 0"),
        ("\"yes\",no\n1,2\n", "1 2 0 0"),
    ])
    func `are answers to a motion`(text: String, papers: String) throws {
        #expect(try PaperFormat.csv.read(text, as: .motion).lines == [papers])
    }

    @Test(arguments: [
        ("", "Line 1, column 1: The file ends before the first row."),
        ("Ada,Ben\n1\n", "Line 2, column 1: The row has 1 cells, but the first one has 2."),
        ("Ada,Ben\n1,x\n", "Line 2, column 3: Here should be a whole number, not “x”."),
        ("Ada,Ben\n1,2\n0,1\n", "Line 3, column 1: A rank has to be 1 to 1000000, not 0."),
        ("Ada,Ben\n1,2\n-1,1\n", "Line 3, column 1: The number -1 is below 0."),
        ("Ada,Ben\n1,2.5\n", "Line 2, column 3: Here should be a whole number, not “2.5”."),
        (
            "1,2\n2,1\n",
            "Line 1, column 1: Here should be the name of a candidate, not “1”."
        ),
        ("Ada,Ada\n1,2\n", "Line 1, column 5: Two candidates have the name “Ada”."),
        ("Ada,\n1,2\n", "Line 1, column 5: A candidate has no name."),
        ("Ada,\"Ben\n1,2\n", "Line 1, column 5: The quotation mark is never closed."),
        ("Ada,\"Ben\"x\n1,2\n", "Line 1, column 10: Here should be the end of the cell, not “x”."),
        (
            "count,A\n0,1\n",
            "Line 2, column 1: The number of papers has to be 1 to "
                + "9223372036854775807, not 0."
        ),
        (
            "Ada,Ben\nBen,Ada\nBen,Ben\n",
            "Line 3, column 5: The paper names the candidate “Ben” "
                + "twice."
        ),
        ("Ada,Ben\nBen,Ada\nBen,2\n", "Line 3, column 5: Here should be a name, not “2”."),
        ("count\n1\n", "Line 1, column 1: Here should be a column for each candidate."),
    ])
    func `are refused with line and reason`(text: String, error: String) throws {
        #expect(try PaperFormat.csv.error(in: text) == error)
    }

    @Test(arguments: [
        ("Ada\n1000001\n", CSVContent.scores, "A score has to be 0 to 1000000, not 1000001."),
        ("Ada\n-1\n", .scores, "The number -1 is below 0."),
        ("yes\nmaybe\n", .motion, "Here should be yes, no, abstain or invalid, not “maybe”."),
        ("yess\nno\n", .motion, "Here should be yes, no, abstain or invalid, not “yess”."),
        ("yes,no\n1\n", .motion, "The row has 1 cells, but the first one has 2."),
        ("yes,y\n", .motion, "Here should be each answer once, not “yes,y”."),
        (
            "vote,count\nyes,9223372036854775807\nyes,1\n", .motion,
            "All papers together are more than 2^63 - 1."
        ),
    ])
    func `of points and motions are refused with the reason`(
        text: String, content: CSVContent, error: String
    ) throws {
        #expect(try PaperFormat.csv.error(in: text, as: content).hasSuffix(": " + error))
    }
}
