import ArgumentParser
import Foundation
import Node
import Web

/// Reads people from a file.
struct MemberImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read people from a CSV file, a spreadsheet or an address book.",
        discussion: """
            First the file is compared with the people that are there, and nobody is changed. \
            Then, after a yes, all good rows are taken in one step. It can be undone with \
            undo-import. A list that is not taken is forgotten after a day.
            """)

    @Argument(help: "The file: CSV, XLSX or vCard.", completion: .file())
    var file: String

    @Flag(help: "Only compare, and change nobody.")
    var dryRun = false

    @Flag(help: "Take the rows without asking.")
    var yes = false

    @Option(help: "What the list may do to known people: \"add only\", \"fill blanks\" or update.")
    var mode: String?

    @OptionGroup var globals: Globals

    func validate() throws {
        if dryRun && yes { throw ValidationError("Give --dry-run or --yes, not both.") }
    }

    func perform(through door: any Door) async throws -> ImportAnswer {
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw Failure("The file \(file) cannot be read. Nothing was changed.")
        }
        let found = try await compare(through: door)
        if dryRun { return found }
        guard try agrees(to: found) else { throw Failure("Nobody was changed.") }
        var taken: ImportAnswer = try await door.ask(
            DoorRequest(
                "POST", "imports/\(escaped(found.importID))/application",
                query: [(name: "confirmed", value: "all")]))
        taken.seconds = ((taken.seconds + found.seconds) * 1000).rounded() / 1000
        return taken
    }

    /// Sends the list and shows how far the node is with it.
    private func compare(through door: any Door) async throws -> ImportAnswer {
        let bar = ProgressBar("Comparing", quiet: globals.json)
        defer { bar.end() }
        let watch = UUID().uuidString
        let watching = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(200))
                let progress = try? await door.ask(
                    .get("imports/watches/\(watch)"), for: ImportProgressAnswer.self)
                if let progress { bar.show(Int64(progress.done), of: Int64(progress.total)) }
            }
        }
        defer { watching.cancel() }
        var query = [
            (name: "watch", value: watch),
            (name: "file", value: URL(fileURLWithPath: file).lastPathComponent),
        ]
        if let mode { query.append((name: "mode", value: mode)) }
        return try await door.ask(
            DoorRequest(
                "POST", "imports", query: query, body: .file(path: file, type: type)))
    }

    /// What the file is, by its name; the node looks for itself.
    private var type: String {
        switch URL(fileURLWithPath: file).pathExtension.lowercased() {
        case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case "vcf": "text/vcard"
        default: "text/csv"
        }
    }

    private func agrees(to found: ImportAnswer) throws -> Bool {
        if yes { return true }
        guard !globals.json, Question.canBeAsked else {
            throw Failure(
                "Nobody was changed, because nobody can be asked here. Look at it with --dry-run, "
                    + "then take the rows with --yes.")
        }
        Output.error(words(found))
        return Question.yes("Take the new and updated rows?")
    }

    func words(_ found: ImportAnswer) -> String {
        var lines = [
            "\(found.new) new, \(found.updated) updated, \(found.unchanged) unchanged, "
                + "\(found.conflicting) conflicting, \(found.failedCount) bad rows."
        ]
        lines += Self.table("Why it cannot be taken", found.failed)
        lines += Self.table("Why it is left alone", found.conflicts)
        let unused = found.columns.filter { $0.unused != nil }
        if !unused.isEmpty {
            var table = Table("Column", "Why it is not used")
            for column in unused { table.add(column.header, column.unused ?? "") }
            lines += ["", table.text(orIfEmpty: "")]
        }
        if !found.warnings.isEmpty { lines.append("") }
        lines += found.warnings.map { "Note: " + Plain.line($0) }
        lines += ["", ending(found)]
        return lines.joined(separator: "\n")
    }

    /// How many rows are shown to people; `--json` names more.
    private static let rowsShownAtMost = 40

    private static func table(_ header: String, _ rows: [RowAnswer]) -> [String] {
        guard !rows.isEmpty else { return [] }
        var table = Table("Row", header)
        for row in rows.prefix(rowsShownAtMost) { table.add("\(row.row)", row.reason) }
        let more = rows.count - rowsShownAtMost
        return ["", table.text(orIfEmpty: "")] + (more > 0 ? ["… and \(more) more."] : [])
    }

    private func ending(_ found: ImportAnswer) -> String {
        guard found.state == "applied" else { return "Nobody has been changed so far." }
        let rows = found.new + found.updated + found.unchanged
        let rate = Int(Double(rows) / max(0.001, found.seconds))
        return "Taken in \(found.seconds) s, \(rate) rows/s. "
            + "Undo it with: rhizome member undo-import \(found.importID)"
    }
}
