import ArgumentParser
import Foundation
import Node
import Web

/// Reads an archive from a file.
struct ArchiveRead: Command {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Read the archive of a chapter into one that has nothing but its coordinators.",
        discussion: """
            First it says what is in the archive, and nothing is changed. Then, after a yes, all \
            of it is read in one step or nothing is. It cannot be undone.
            """)

    @Argument(help: "The archive.", completion: .file())
    var file: String

    @Flag(help: "Read it without asking.")
    var yes = false

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> ReadArchiveAnswer {
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw Failure("The file \(file) cannot be read. Nothing was changed.")
        }
        let body = DoorRequest.Body.file(path: file, type: "application/zip")
        let contents: ArchiveContentsAnswer = try await door.ask(
            DoorRequest("POST", "archive/contents", body: body))
        if let hindrance = contents.hindrance { throw Failure(hindrance) }
        guard try agrees(to: contents) else { throw Failure("Nothing was changed.") }
        let bar = ProgressBar("Sending", quiet: globals.json)
        defer { bar.end() }
        return try await door.ask(DoorRequest("POST", "archive/reading", body: body)) {
            bar.show($0, of: $1)
        }
    }

    private func agrees(to contents: ArchiveContentsAnswer) throws -> Bool {
        if yes { return true }
        guard !globals.json, Question.canBeAsked else {
            throw Failure(
                "Nothing was changed, because nobody can be asked here. Read it with --yes.")
        }
        var table = Table("List", "Rows")
        for list in contents.lists { table.add(list.name, "\(list.rows)") }
        Output.error("The archive of \(Plain.line(contents.chapter)), made at \(contents.made):")
        Output.error(table.text(orIfEmpty: "It is empty."))
        return Question.yes("Read all of it? This cannot be undone.")
    }

    func words(_ answer: ReadArchiveAnswer) -> String {
        "Read \(answer.contacts) contacts and \(answer.rows) rows in all of "
            + "\(Plain.line(answer.chapter))."
    }
}
