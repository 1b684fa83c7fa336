import ArgumentParser
import Node
import Web

/// Says whose root key a file holds.
struct RootKeyCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say whose root key a file holds.",
        discussion: "Exit status 1 if it is not that of the chapter in the data directory.")

    @Argument(help: "The file with the root key.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func run() async throws {
        let report = try checkRootKey(file, in: globals.directory)
        if globals.json {
            try Output.print(json: report)
        } else {
            Output.print(Self.sentence(report))
        }
        if report.isOfThisChapter == false { throw ExitCode(1) }
    }

    /// Whose key it is.
    static func sentence(_ report: RootKeyReport) -> String {
        let code = KeySheet.short(report.chapterID)
        return switch report.isOfThisChapter {
        case true?: "It is the root key of the chapter that lives here, \(code)."
        case false?: "It is not the root key of the chapter that lives here, but of \(code)."
        case nil:
            "It is the root key of the chapter \(code). No chapter lives here: compare that with "
                + "the chapter code on the sheets."
        }
    }
}
