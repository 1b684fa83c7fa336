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

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> ExportAnswer {
        try NewFile.check(file)
        var query: [(name: String, value: String)] = []
        if let search { query.append(("search", search)) }
        if let status { query.append(("status", status)) }
        let list = try await door.bytes(DoorRequest("POST", "members.csv", query: query))
        try NewFile.write(list, to: file)
        return ExportAnswer(rows: CSVRows.count(in: list) - 1, file: file)
    }

    func words(_ answer: ExportAnswer) -> String {
        "Wrote \(answer.rows) people to \(answer.file)."
    }
}
