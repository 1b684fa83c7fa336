import Foundation
import Web

extension Story {
    /// Reads each chapter's list of people through the importer.
    func importPeople() async throws {
        heading("People: each chapter imports a list as it came from the world.")
        for node in nodes { try await importPeople(at: node) }
    }

    private func importPeople(at node: DemoNode) async throws {
        let name = node.chapter.list
        let file = try written(name)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let start = ContinuousClock.now
        let found: ImportAnswer = try await node.door.ask(
            DoorRequest(
                "POST", "imports", query: [("file", name)],
                body: .file(path: file, type: "text/csv")))
        tell("  \(node.short) looks through \(name) (\(found.encoding)):")
        let unclear = found.conflicting == 0 ? "" : " \(found.conflicting) unclear rows,"
        tell(
            "    \(found.new) new people,\(unclear) \(found.failedCount) bad rows. Nothing is "
                + "changed yet.")
        if let bad = found.failed.first { tell("    Row \(bad.row): \(bad.reason)") }
        if let unclear = found.conflicts.first { tell("    Row \(unclear.row): \(unclear.reason)") }
        let taken: ImportAnswer = try await node.door.ask(
            DoorRequest("POST", "imports/\(escaped(found.importID))/application"))
        let status: StatusAnswer = try await node.door.ask(DoorRequest("GET", "status"))
        tell(
            "    Taken in \(start.duration(to: .now).words): \(taken.new) people, "
                + "\(status.members) of them members.")
    }

    /// Writes a list whose last people have just joined, and gives its place.
    private func written(_ name: String) throws -> String {
        let list = try Data(contentsOf: URL(fileURLWithPath: Self.lists() + "/" + name))
        return try temporaryFile(name, InventedList(list).moved(to: now))
    }

    /// Where the lists are: beside the program.
    private static func lists() throws -> String {
        let program = URL(fileURLWithPath: try NodeProcess.program())
        let path = program.deletingLastPathComponent().path + "/Rhizome_Node.resources/Lists"
        guard FileManager.default.fileExists(atPath: path) else {
            throw CannotServe(
                description: "The demo's lists of people are missing: they belong in \(path). Copy "
                    + "the directory Rhizome_Node.resources along with the program.")
        }
        return path
    }
}
