import ArgumentParser
import Foundation
import Node
import Web

/// Writes people to a file.
struct MemberExport: Command {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write people to a CSV file that only you can read.")

    @Argument(help: "The file to write. One that exists is not overwritten.", completion: .file())
    var file: String

    @Option(help: "Only people in whose name, mail or phone these words begin.")
    var search: String?

    @Option(help: "Only people with this status: contact, supporter, member or former.")
    var status: String?

    @Option(
        help: "Only whom the saved search with this number finds, with its columns and order.")
    var saved: String?

    @Flag(
        help: "Also all e-mails, phones, addresses, relations and positions in words, for reading.")
    var inFull = false

    @Option(help: "What comes first: name, family (the family name), or joined (last first).")
    var sort: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> ExportAnswer {
        try NewFile.check(file)
        var query: [(name: String, value: String)] = []
        if let search { query.append(("search", search)) }
        if let status { query.append(("status", status)) }
        if let saved { query.append(("saved", saved)) }
        if let sort { query.append(("sort", sort)) }
        if inFull || saved != nil { query.append(("columns", inFull ? "full" : "kept")) }
        let list = try await door.bytes(DoorRequest("POST", "members.csv", query: query))
        try NewFile.write(list, to: file)
        return ExportAnswer(rows: CSVRows.count(in: list) - 1, file: file)
    }

    func words(_ answer: ExportAnswer) -> String {
        "Wrote \(answer.rows) people to \(answer.file)."
    }
}
