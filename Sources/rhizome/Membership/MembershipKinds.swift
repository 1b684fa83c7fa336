import ArgumentParser
import Node
import Web

/// Lists the kinds of membership.
struct MembershipKinds: Command {
    static let configuration = CommandConfiguration(
        commandName: "kinds", abstract: "List the kinds of membership.")

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [MembershipKindAnswer] {
        try await door.ask(.get("membership-kinds"))
    }

    func words(_ kinds: [MembershipKindAnswer]) -> String {
        var table = Table("Kind", "Name", "Runs", "Grace", "People")
        for kind in kinds {
            table.add(
                kind.id, kind.name + (kind.isRetired ? " (retired)" : ""), Self.runs(kind),
                "\(kind.graceDays) days", "\(kind.people)")
        }
        return table.text(
            orIfEmpty: "No kinds yet. Add one with: rhizome membership add-kind")
    }

    private static func runs(_ kind: MembershipKindAnswer) -> String {
        switch kind.period {
        case "rolling": "\(kind.months ?? 0) months"
        case "fixed":
            "year from \(kind.yearStarts ?? "")"
                + (kind.rollover.map { ", rollover \($0)" } ?? "")
        default: "no end"
        }
    }
}
