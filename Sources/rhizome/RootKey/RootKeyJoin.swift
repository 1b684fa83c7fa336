import ArgumentParser
import Foundation
import Node
import Web

/// Brings the root key back from sheets.
struct RootKeyJoin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Bring the root key back from its sheets, typed one after the other.",
        discussion: """
            The words are read from standard input, never from arguments, which others on the \
            machine could see. At a terminal a mistake is said at once and can be mended; from a \
            file or a pipe the first mistake ends the command. Close the terminal afterwards.
            """)

    @Option(help: "A new file for the root key.", completion: .file())
    var out: String

    @OptionGroup var globals: Globals

    func run() async throws {
        try NewFile.check(out)
        var dialogue = SheetDialogue()
        let isPerson = Question.canBeAsked
        if isPerson { Output.error(dialogue.opening) }
        while !dialogue.isComplete {
            guard let line = readLine() else { throw Failure(dialogue.ending) }
            if !isPerson, line.allSatisfy(\.isWhitespace) { continue }
            let reply = dialogue.take(line)
            if reply.isFault, !isPerson { throw Failure(reply.what + " Nothing was written.") }
            if isPerson { Output.error(reply.text) }
        }
        let report = try dialogue.write(to: out, in: globals.directory)
        if globals.json {
            try Output.print(json: report)
            return
        }
        Output.print(
            """
            \(out) holds the root key again. \(RootKeyCheck.sentence(report))
            Use it, then remove the file: the sheets keep it.
            """)
    }
}
