import Foundation
import TestSupport
import Testing
import Web

@testable import rhizome

@Suite struct `What a terminal is shown` {
    @Test func `control characters in other people's text are shown, not sent`() {
        #expect(Plain.line("\u{1B}[31mred\u{7}") == #"\u{1b}[31mred\u{7}"#)
        #expect(Plain.line("a\nb\r") == #"a\u{a}b\u{d}"#)
        #expect(Plain.lines("a\nb\r") == "a\nb" + #"\u{d}"#)
        #expect(Plain.line("\u{9B}31m\u{202E}x\u{2066}") == #"\u{9b}31m\u{202e}x\u{2066}"#)
        #expect(Plain.line("Zoë Ñ 李 עדן 👩‍🌾") == "Zoë Ñ 李 עדן 👩‍🌾")
    }

    @Test(arguments: [
        ("abc", 3), ("李小龙", 6), ("e\u{301}", 1), ("ﾊﾝ", 2), ("한국", 4), ("عدن", 3), ("", 0),
        ("a\u{200D}b", 2), ("Ａ", 2),
    ])
    func `text is measured in columns`(text: String, columns: Int) {
        #expect(Plain.columns(text) == columns)
    }

    @Test func `a table lines up under wide and combining letters`() {
        var table = Table("Name", "Status")
        table.add("李", "member")
        table.add("Zoe\u{301}", "contact")
        table.add("Al\tice", "")
        #expect(
            table.text(orIfEmpty: "none")
                == [
                    "Name        Status", "李          member", "Zoe\u{301}         contact",
                    #"Al\u{9}ice  "#,
                ].joined(separator: "\n"))
        #expect(Table("Name").text(orIfEmpty: "none") == "none")
    }

    @Test func `JSON is one line of sorted keys that no terminal obeys`() throws {
        let text = try Output.jsonText(["b": "\u{9B}\u{7F}\u{1B}\n/é", "a": "x"])
        #expect(text == #"{"a":"x","b":"\u009b\u007f\u001b\n/é"}"#)
        let back = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        #expect(back["b"] == "\u{9B}\u{7F}\u{1B}\n/é")
    }

    @Test func `rows of CSV are counted, whatever stands inside quotes`() {
        #expect(CSVRows.count(in: Data("a\r\n\"b\nb\"\r\n\"\"\"\n\"\r\n".utf8)) == 3)
        #expect(CSVRows.count(in: Data("a\nb".utf8)) == 2)
        #expect(CSVRows.count(in: Data()) == 0)
    }

    @Test func `a file that is there is not overwritten, and a new one is for its owner alone`()
        throws
    {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/new"
        try NewFile.write(Data("a".utf8), to: path)
        var entry = stat()
        stat(path, &entry)
        #expect(entry.st_mode & 0o777 == 0o600)
        #expect(throws: Failure.self) { try NewFile.write(Data("b".utf8), to: path) }
        #expect(throws: Failure.self) { try NewFile.check(path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("a".utf8))
    }
}
