import ArgumentParser
import Node
import Web

/// Shows everything about one person.
struct MemberShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything that is kept about a person.")

    @Argument(help: "The person's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> JSONValue {
        try await door.ask(.get("members/\(escaped(member))"))
    }

    func words(_ record: JSONValue) -> String {
        guard case .object(let fields) = record else { return "" }
        var table = Table("Field", "Value")
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            let text = Self.text(value)
            if !text.isEmpty { table.add(name, text) }
        }
        return table.text(orIfEmpty: "")
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .flag(let flag): return flag ? "yes" : "no"
        case .number(let number): return String(number)
        case .fraction(let number): return String(number)
        case .text(let text): return text
        case .list(let values): return values.map(text).joined(separator: "; ")
        case .object(let fields):
            let parts = fields.sorted { $0.key < $1.key }
                .filter { !["isPrimary", "kind", "state"].contains($0.key) }
            return parts.map { text($0.value) }.filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }
}
