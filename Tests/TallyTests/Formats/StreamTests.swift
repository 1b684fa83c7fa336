import Testing

@testable import Tally

@Suite struct `Reading papers as they come` {
    @Test(arguments: [1, 2, 3, 1_000])
    func `takes pieces of any size`(piece: Int) throws {
        let text = "2 1\r\n3 1 2 0\r\n0\r\n\"Zoë\"\n\"Ben\"\n\"Año\""
        let file = try PaperFormat.blt.read(text, piece: piece)
        #expect(file.names == ["Zoë", "Ben"])
        #expect(file.title == "Año")
        #expect(file.lines == ["3 Zoë > Ben"])
    }

    @Test func `gathers equal papers, however many there are`() throws {
        var reader = PaperReader(.blt)
        try reader.read(Array("3 1\n".utf8))
        let some = Array("1 1 2 0\n1 2 3=1 0\n1 3 0\n1 1 2 0\n".utf8)
        let block = (0..<250).flatMap { _ in some }
        for _ in 0..<20 { try reader.read(block) }
        try reader.read(Array("0\n\"A\"\n\"B\"\n\"C\"\n".utf8))
        let file = try reader.finish()
        #expect(file.lines == ["10000 A > B", "5000 B > A = C", "5000 C"])
    }

    @Test(arguments: [
        (
            "2 1\n\u{0}",
            "Line 2, column 1: The control character U+0000 does not belong in a file "
                + "of papers."
        ),
        (
            "2 1 \u{1B}[2J\n",
            "Line 1, column 5: The control character U+001B does not belong in a "
                + "file of papers."
        ),
        (
            "2 1\n0\n\"Zoë\u{85}\"\n",
            "Line 3, column 5: The control character U+0085 does not "
                + "belong in a file of papers."
        ),
        (
            "2 1\n1 \r1 0\n",
            "Line 2, column 3: The control character U+000D does not belong in a "
                + "file of papers."
        ),
    ])
    func `refuses control characters`(text: String, error: String) throws {
        #expect(try PaperFormat.blt.error(in: text) == error)
    }

    @Test(
        arguments: [
            [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3, 0x28], [0x80],
        ] as [[UInt8]])
    func `refuses what is no UTF-8`(bytes: [UInt8]) throws {
        let error = try #require(throws: FormatError.self) {
            try PaperFormat.blt.read(Array("2 1\n# é ".utf8) + bytes)
        }
        #expect("\(error)" == "Line 2, column 5: This is not UTF-8 text.")
        #expect(String(validating: bytes, as: UTF8.self) == nil)
    }

    @Test func `refuses a line without an end, and takes one of the greatest length`() throws {
        let long = [UInt8](repeating: UInt8(ascii: " "), count: FormatLimits.mostLineBytes)
        var reader = PaperReader(.blt)
        try reader.read(long)
        let error = try #require(throws: FormatError.self) { try reader.read([0x20]) }
        #expect("\(error)" == "Line 1, column 1: The line is longer than 1048576 bytes.")
        var whole = PaperReader(.csv)
        #expect(throws: FormatError(line: 1, column: 1, reason: .lineTooLong)) {
            try whole.read(long + [0x20, 0x0A])
        }
        var fitting = PaperReader(.csv)
        try fitting.read(long + Array("\nA\n1\n".utf8))
        #expect(try fitting.finish().lines == ["1 A"])
    }

    @Test func `refuses too many candidates and too long names`() throws {
        let names = (0...1_000).map { "c\($0)" }.joined(separator: ",")
        #expect(
            try PaperFormat.csv.error(in: names + "\n1" + String(repeating: ",", count: 1_000))
                .hasSuffix("There are more than 1000 candidates; so many cannot be counted."))
        let fitting = String(repeating: "x", count: FormatLimits.mostNameBytes)
        #expect(try PaperFormat.csv.read("\(fitting)\n1\n").names == [fitting])
        for text in ["\(fitting)x\n1\n", "\"\(fitting)x\"\n1\n"] {
            #expect(
                try PaperFormat.csv.error(in: text)
                    == "Line 1, column \(text.hasPrefix("x") ? 1 : 2): "
                    + "The name is longer than 1000 bytes.")
        }
    }

    @Test(arguments: [
        ("a.BLT", "", PaperFormat.blt), ("b.soi", "", .preflib), ("c.tar.toc", "", .preflib),
        ("d.csv", "2 1\n", .csv), ("e.tsv", "", .csv), ("f.papers", "", .rhizome),
        ("-", "rhizome papers 1\n", .rhizome), ("-", "\u{FEFF}# TITLE: x\n", .preflib),
        ("-", "\n4 2 # seats\n", .blt), ("g.txt", "# my election: 7\n4 2", .blt), ("-", "", .csv),
        ("h", "Ada,Ben\n", .csv), ("-", "yes\n", .csv),
    ])
    func `knows a format by the ending or the first line`(
        name: String, beginning: String, format: PaperFormat
    ) {
        #expect(PaperFormat(fileName: name, beginning: beginning.utf8) == format)
    }

    @Test func `takes lots by name`() throws {
        let slate = try Slate(["Ada", "Ben, Sr.", "Cleo"], withdrawn: [2])
        #expect(try Lots(naming: "\"Ben, Sr.\", Ada", of: slate).order == [1, 0, 2])
        for (row, error) in [
            ("Ada", "Line 1, column 4: Here should be also “Ben, Sr.”."),
            ("Ada,Eve", "Line 1, column 5: There is no candidate “Eve”."),
            ("Ada,Ada", "Line 1, column 5: The paper names the candidate “Ada” twice."),
        ] {
            let thrown = try #require(throws: FormatError.self) {
                try Lots(naming: row, of: slate)
            }
            #expect("\(thrown)" == error)
        }
    }

    @Test func `takes a motion from papers that rank yes and no`() throws {
        func motion(_ names: [String]) throws -> MotionPapers? {
            var papers = RankedPapers(try Slate(names))
            try papers.add([0], count: 4)
            try papers.add([1, 0], count: 3)
            try papers.add([], count: 2)
            try papers.add(groups: [[0, 1]])
            try papers.addInvalid()
            return MotionPapers(papers)
        }
        #expect(
            try motion(["Yes", "No"]) == MotionPapers(yes: 4, no: 3, abstain: 2, invalid: 2))
        #expect(
            try motion(["Abstención", "Sí", "No"])
                == MotionPapers(yes: 3, no: 0, abstain: 6, invalid: 2))
        #expect(try motion(["Yes", "Ada"]) == nil)
        #expect(try motion(["Yes", "Sí", "No"]) == nil)
    }

    @Test func `says what a format has no place for`() throws {
        var papers = RankedPapers(try Slate(["A", "B"], withdrawn: [1]))
        try papers.add([0])
        let file = PaperFile(profile: .ranked(papers))
        #expect(throws: FormatRefusal.withdrawn) { try PaperFormat.csv.write(file) }
        #expect(throws: FormatRefusal.withdrawn) { try PaperFormat.preflib.write(file) }
        try papers.addInvalid()
        let invalid = PaperFile(profile: .ranked(papers))
        #expect(throws: FormatRefusal.invalidPapers) { try PaperFormat.blt.write(invalid) }
        let scored = PaperFile(profile: .scored(try ScoredPapers(Slate(["A"]), highest: 1)))
        #expect(throws: FormatRefusal.scores) { try PaperFormat.blt.write(scored) }
        let motion = PaperFile(profile: .motion(try MotionPapers(yes: 1, no: 0)))
        #expect(throws: FormatRefusal.motion) { try PaperFormat.preflib.write(motion) }
        for name in ["", " A", "A ", "A\nB", "A\u{85}", String(repeating: "x", count: 1_001)] {
            let odd = PaperFile(profile: .ranked(RankedPapers(try Slate([name]))))
            for format in PaperFormat.allCases {
                #expect(throws: FormatRefusal.name(name)) { try format.write(odd) }
            }
        }
    }
}
