import ArgumentParser
import Foundation
import Node
import Web

/// Writes the archive to a file.
struct ArchiveWrite: Command {
    static let configuration = CommandConfiguration(
        commandName: "write",
        abstract: "Write the complete archive to a ZIP file that only you can read.",
        discussion: """
            The file has a list in CSV for each kind of thing, and README.txt explains every \
            column. Whoever has it has everybody's data; the history says that it was written.
            """)

    @Argument(help: "The file to write. One that exists is not overwritten.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> WrittenArchiveAnswer {
        try NewFile.check(file)
        var written: WrittenArchiveAnswer = try await door.ask(
            DoorRequest("POST", "archive/file"))
        // The node has put it into the directory of this chapter, which is on this computer.
        let name = URL(fileURLWithPath: written.file).lastPathComponent
        let made = globals.directory.imports + "/" + name
        defer { unlink(made) }
        try NewFile.copy(made, to: file)
        written.file = file
        return written
    }

    func words(_ answer: WrittenArchiveAnswer) -> String {
        "Wrote \(answer.contacts) contacts and \(answer.rows) rows in all to \(answer.file)."
    }
}
