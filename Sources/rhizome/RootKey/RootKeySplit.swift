import ArgumentParser
import Foundation
import Node
import Web

/// Splits the root key into printed sheets.
struct RootKeySplit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Make a sheet for each officer; some of them together bring the root key back.",
        discussion: """
            Each sheet is a page to open in a browser and print on A4 or Letter. One sheet alone \
            tells nothing. Print them, look whether all words can be read, give each officer one, \
            and remove the files: a folder such as /dev/shm/sheets, which is in memory, leaves \
            nothing on the disk. Sheets of an earlier splitting still work together: burn them.
            """)

    @Argument(help: "The file with the root key.", completion: .file())
    var file: String

    @Option(help: "How many sheets to make, 2 to 16.")
    var sheets: Int

    @Option(help: "How many of them bring the key back, at least 2.")
    var needed: Int

    @Option(
        help: "A new folder for the pages.", completion: .directory)
    var out: String

    @Option(
        help: """
            The language of the sheets: \
            \(Language.allCases.map(\.rawValue).joined(separator: ", ")). Without one that of this \
            terminal.
            """, transform: Self.language)
    var language: Language?

    @Option(help: "The chapter's name, where no chapter lives in the data directory.")
    var name: String?

    @OptionGroup var globals: Globals

    func validate() throws {
        guard (2...16).contains(sheets), (2...sheets).contains(needed) else {
            throw ValidationError(
                "--sheets is 2 to 16, and --needed at least 2 and at most as many as --sheets.")
        }
    }

    func run() async throws {
        try NewFile.check(out)
        let terminal = terminalLanguage(ProcessInfo.processInfo.environment)
        let made = try splitRootKey(
            SplitOptions(
                directory: globals.directory, rootKey: file, sheets: sheets, needed: needed,
                language: language ?? Language(chosen: terminal) ?? .english, name: name))
        guard mkdir(out, 0o700) == 0 else {
            throw Failure("\(out) cannot be made: \(String(cString: strerror(errno))).")
        }
        let paths = made.files.map { out + "/" + $0.name }
        do {
            for (file, path) in zip(made.files, paths) { try NewFile.write(file.content, to: path) }
        } catch {
            for path in paths { unlink(path) }
            rmdir(out)
            throw error
        }
        if globals.json {
            try Output.print(
                json: Report(chapterID: made.chapterID, needed: needed, sheets: paths))
            return
        }
        Output.print(
            """
            The root key of \(KeySheet.short(made.chapterID)) was split. Any \(needed) of these \
            \(sheets) sheets bring it back:
            \(paths.map { "  " + $0 }.joined(separator: "\n"))
            Open each in a browser and print it, give each officer one, try once with \(needed) of \
            the printed sheets (rhizome root-key join), then remove these files.
            """)
    }

    private static func language(_ text: String) throws -> Language {
        guard let language = Language(chosen: text) else {
            throw ValidationError("There are no sheets in “\(text)”.")
        }
        return language
    }

    /// What was made.
    struct Report: Encodable {
        /// The chapter, sixty-four hexadecimal digits.
        var chapterID: String
        /// How many sheets bring the key back.
        var needed: Int
        /// The paths of the sheets.
        var sheets: [String]
    }
}
