import Foundation
import Sodium
import TestSupport
import Testing
import Web

@testable import Node

@Suite struct `Typing the sheets of a root key` {
    private let sheets: [[String]]

    init() throws {
        let key = try SigningKey(seed: [UInt8](0..<32))
        sheets = try key.shares(5, needed: 3).map(\.words)
    }

    private func line(_ sheet: Int) -> String { sheets[sheet].joined(separator: " ") }

    @Test func `takes them in any order and counts down`() throws {
        var dialogue = SheetDialogue()
        #expect(
            dialogue.take(line(4)).text.hasPrefix("Sheet 5 is taken. 2 more sheets are needed."))
        #expect(
            dialogue.take(line(0)).text.hasPrefix("Sheet 1 is taken. One more sheet is needed."))
        #expect(!dialogue.isComplete)
        #expect(dialogue.take(line(2)).text == "Sheet 3 is taken.")
        #expect(dialogue.isComplete)
        let own = try TemporaryDirectory()
        let path = own.path + "/root.key"
        let nowhere = DataDirectory(own.path + "/none")
        let report = try dialogue.write(to: path, in: nowhere)
        #expect(report.isOfThisChapter == nil)
        #expect(try checkRootKey(path, in: nowhere) == report)
        #expect(FileManager.default.contents(atPath: path) == Data(0..<32))
        #expect(throws: KeyError.self) { try dialogue.write(to: path, in: nowhere) }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `takes words with their numbers, in capitals, on several lines`() {
        var dialogue = SheetDialogue()
        let numbered = sheets[0].enumerated().map { "\($0.offset + 1). \($0.element.uppercased())" }
        #expect(dialogue.take(numbered[..<20].joined(separator: " ")).text == "Word 21 is next.")
        #expect(dialogue.take("").text == "Word 21 is next.")
        let rest = sheets[0][20...].map { "7) " + $0 + "," }.joined(separator: " ")
        #expect(dialogue.take(rest).text.hasPrefix("Sheet 1 is taken."))
    }

    @Test func `names the word that it does not know, and keeps those before`() {
        var dialogue = SheetDialogue()
        let reply = dialogue.take(sheets[0][..<3].joined(separator: " ") + " acadmic zero")
        #expect(reply.isFault)
        #expect(reply.text.contains("Word 4, “acadmic”"))
        #expect(reply.text.contains("Is it “academic”?"))
        #expect(reply.text.hasSuffix("Go on with word 4."))
        #expect(
            dialogue.take(sheets[0][3...].joined(separator: " ")).text.hasPrefix("Sheet 1 is"))
    }

    @Test func `asks for the one word that is wrong`() {
        var dialogue = SheetDialogue()
        var words = sheets[0]
        words[16] = words[16] == "zero" ? "yoga" : "zero"
        let reply = dialogue.take(words.joined(separator: " "))
        #expect(reply.isFault)
        #expect(reply.text.contains("it is word 17. Look at word 17"))
        #expect(dialogue.take("two words").isFault)
        #expect(dialogue.take("nonsense").text.contains("Type word 17"))
        #expect(dialogue.take(sheets[0][16]).text.hasPrefix("Sheet 1 is taken."))
    }

    @Test func `begins a sheet anew where more is wrong, or when asked`() {
        var dialogue = SheetDialogue()
        var words = sheets[0]
        for place in [4, 9, 12] { words[place] = words[place] == "zero" ? "yoga" : "zero" }
        let reply = dialogue.take(words.joined(separator: " "))
        #expect(reply.isFault)
        #expect(reply.text.contains("do not fit together"))
        _ = dialogue.take("academic acid")
        #expect(dialogue.take("-").text.hasSuffix("Word 1 is next."))
        #expect(dialogue.take(line(0)).text.hasPrefix("Sheet 1 is taken."))
    }

    @Test func `refuses a sheet twice, one of another set and one too long, and goes on`() throws {
        let others = try SigningKey(seed: [UInt8](0..<32)).shares(5, needed: 3).map(\.words)
        var dialogue = SheetDialogue()
        _ = dialogue.take(line(0))
        #expect(dialogue.take(line(0)).text.hasPrefix("Sheet 1 was given already."))
        let other = dialogue.take(others[1].joined(separator: " "))
        #expect(other.isFault)
        #expect(other.text.contains("made at another time"))
        #expect(dialogue.take(line(1) + " " + line(2)).text.contains("here are 66"))
        #expect(dialogue.take(line(1)).text.hasPrefix("Sheet 2 is taken. One more"))
        #expect(dialogue.ending.hasPrefix("Only 2 of the 3 sheets"))
    }
}

@Suite struct `Splitting a root key` {
    private func made(_ own: TemporaryDirectory) async throws -> DataDirectory {
        let directory = DataDirectory(own.path + "/data")
        _ = try await initialize(
            InitOptions(
                directory: directory, name: "Ribera <1>", profile: "other",
                coordinatorName: "Ana Luz", coordinatorMail: "ana@harbour.example"))
        return directory
    }

    @Test func `makes pages with the chapter's name, the words and nothing to fetch`() async throws
    {
        let own = try TemporaryDirectory()
        let directory = try await made(own)
        let sheets = try splitRootKey(
            SplitOptions(
                directory: directory, rootKey: directory.rootKey, sheets: 5, needed: 3,
                language: .spanish))
        #expect(sheets.files.map(\.name).first == "sheet-1-of-5.html")
        #expect(Set(sheets.files.map(\.content)).count == 5)
        var joined = SheetDialogue()
        for (number, file) in sheets.files.enumerated() {
            let page = String(decoding: file.content, as: UTF8.self)
            #expect(page.contains("Ribera &lt;1&gt;"))
            #expect(page.contains("Hoja \(number + 1) de 5"))
            #expect(!page.contains("⟨") && !page.contains("src=") && !page.contains("href="))
            let words = page.matches(of: /<li>([a-z]+)<\/li>/).map { String($0.output.1) }
            #expect(words.count == 33)
            if number < 3 { _ = joined.take(words.joined(separator: " ")) }
        }
        #expect(joined.isComplete)
        let report = try joined.write(to: own.path + "/again.key", in: directory)
        #expect(report.isOfThisChapter == true)
        #expect(report.chapterID == sheets.chapterID)
    }

    @Test func `is refused for the key of another chapter, and so is joining one`() async throws {
        let own = try TemporaryDirectory()
        let directory = try await made(own)
        let eve = try SigningKey()
        let path = own.path + "/eve.key"
        try KeyFile.create(eve, at: path)
        var options = SplitOptions(
            directory: directory, rootKey: path, sheets: 3, needed: 2, language: .english)
        #expect(throws: RootKeyFailure.self) { try splitRootKey(options) }
        #expect(try checkRootKey(path, in: directory).isOfThisChapter == false)
        var dialogue = SheetDialogue()
        for share in try eve.shares(2, needed: 2) {
            _ = dialogue.take(share.words.joined(separator: " "))
        }
        #expect(dialogue.isComplete)
        let again = own.path + "/again.key"
        #expect(throws: RootKeyFailure.self) { try dialogue.write(to: again, in: directory) }
        #expect(!FileManager.default.fileExists(atPath: again))
        // On a machine without a chapter the name is needed.
        options.directory = DataDirectory(own.path + "/none")
        #expect(throws: RootKeyFailure.self) { try splitRootKey(options) }
        options.name = "Eve’s"
        #expect(try splitRootKey(options).files.count == 3)
    }
}
