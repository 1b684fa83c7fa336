import ArgumentParser
import Node
import Web

/// Undoes an import.
struct MemberUndoImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "undo-import", abstract: "Make people as they were before an import.",
        discussion: "Whoever has been changed since is left as they are, and named.")

    @Argument(help: "The import's number.")
    var id: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> UndoneImportAnswer {
        try await door.ask(.send("POST", "imports/\(escaped(id))/reversal"))
    }

    func words(_ undone: UndoneImportAnswer) -> String {
        let sum =
            "\(undone.removed) removed, \(undone.restored) as before, "
            + "\(undone.kept.count) left as they are."
        guard !undone.kept.isEmpty else { return sum }
        var kept = Table("Person", "Name", "Why")
        for person in undone.kept { kept.add(person.memberID, person.name, person.reason) }
        return sum + "\n\n" + kept.text(orIfEmpty: "")
    }
}
