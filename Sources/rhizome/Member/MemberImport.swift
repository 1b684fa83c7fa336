import ArgumentParser
import Foundation
import Node
import Web

/// Reads people from a file.
struct MemberImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read people from a CSV file.",
        discussion: """
            First the file is compared with the people that are there, and nothing is changed. \
            Then, after a yes, all good rows are taken in one step. It can be undone with \
            undo-import.
            """)

    @Argument(help: "The CSV file.", completion: .file())
    var file: String

    @Flag(help: "Only compare, and change nothing.")
    var dryRun = false

    @Flag(help: "Take the rows without asking.")
    var yes = false

    @OptionGroup var globals: Globals

    func validate() throws {
        if dryRun && yes { throw ValidationError("Give --dry-run or --yes, not both.") }
    }

    func perform(through door: any Door) async throws -> ImportAnswer {
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw Failure("The file \(file) cannot be read. Nothing was changed.")
        }
        let bar = ProgressBar("Reading", quiet: globals.json)
        let found: ImportAnswer = try await door.ask(
            DoorRequest("POST", "imports", body: .file(path: file, type: "text/csv"))
        ) { sent, total in bar.show(sent, of: total) }
        bar.end()
        if dryRun {
            try await forget(found, door)
            return found
        }
        guard try await agrees(to: found, door) else {
            try await forget(found, door)
            throw Failure("Nothing was changed.")
        }
        return try await apply(found, door)
    }

    /// Takes the rows, with a bar that follows what the node says.
    private func apply(_ found: ImportAnswer, _ door: any Door) async throws -> ImportAnswer {
        let id = escaped(found.importID)
        let bar = ProgressBar("Taking", quiet: globals.json)
        defer { bar.end() }
        let watch = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(200))
                let progress: ImportProgressAnswer = try await door.ask(.get("imports/\(id)"))
                bar.show(Int64(progress.rows), of: Int64(progress.total ?? 0))
            }
        }
        defer { watch.cancel() }
        return try await door.ask(.send("POST", "imports/\(id)/application"))
    }

    private func forget(_ found: ImportAnswer, _ door: any Door) async throws {
        _ = try await door.bytes(DoorRequest("DELETE", "imports/\(escaped(found.importID))"))
    }

    private func agrees(to found: ImportAnswer, _ door: any Door) async throws -> Bool {
        if yes { return true }
        guard !globals.json, Question.canBeAsked else {
            try await forget(found, door)
            throw Failure(
                "Nothing was changed: nobody can be asked here. Look with --dry-run, then take "
                    + "the rows with --yes.")
        }
        Output.error(words(found))
        return Question.yes("Take the new and updated rows?")
    }

    func words(_ found: ImportAnswer) -> String {
        var lines = [
            "\(found.new) new, \(found.updated) updated, \(found.unchanged) unchanged, "
                + "\(found.conflicting) conflicting, \(found.failed.count) bad rows."
        ]
        var bad = Table("Row", "Why it cannot be taken")
        for row in found.failed.prefix(Self.rowsShownAtMost) { bad.add("\(row.row)", row.reason) }
        if !found.failed.isEmpty { lines += ["", bad.text(orIfEmpty: "")] }
        if found.failed.count > Self.rowsShownAtMost {
            lines.append("… and \(found.failed.count - Self.rowsShownAtMost) more; see --json.")
        }
        let left = found.columns.filter { $0.field == nil }.map { Plain.line($0.header) }
        if !left.isEmpty { lines += ["", "Columns left out: \(left.joined(separator: ", "))."] }
        lines += ["", ending(found)]
        return lines.joined(separator: "\n")
    }

    /// How many bad rows are shown to people.
    private static let rowsShownAtMost = 40

    private func ending(_ found: ImportAnswer) -> String {
        guard found.applied else { return "Nothing was changed so far." }
        let seconds = (found.seconds * 10).rounded() / 10
        return "Taken in \(seconds) s. Undo it with: rhizome member undo-import \(found.importID)"
    }
}
