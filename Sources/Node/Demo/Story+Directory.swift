import Foundation
import Web

extension Story {
    /// So many members of each chapter let the others see something of themselves.
    private static let listed = 12
    /// What they let be seen, in turn.
    private static let shown: [[String]] = [
        ["name", "town", "interests"],
        ["name", "pronouns", "phone", "interests", "place"],
        ["name", "workplace", "job", "e-mail"],
    ]

    /// Some members choose what the others see of them in the directory, each for themselves.
    func showThemselves(_ people: [String: DemoDirectory.SignedInPeople]) async throws {
        heading("The directory: whoever wants to be found says what others see.")
        try await together(nodes) { node in
            guard let chosen = people[node.chapter.directory] else { return }
            var chance = Chance(seed: Self.seed)
            var members = try await node.members().shuffled(using: &chance).map(\.memberID)
            members.removeAll { [chosen.coordinator, chosen.member].contains($0) }
            // Who is signed in as a member is found by others; the coordinator has not chosen yet.
            for (index, id) in ([chosen.member] + members.prefix(Self.listed - 1)).enumerated() {
                let fields = Self.shown[index % Self.shown.count].map(JSONValue.text)
                _ = try await node.door(of: id).bytes(
                    .json("PUT", "members/\(escaped(id))/directory", ["shown": .list(fields)]))
            }
        }
        tell("  \(Self.listed) members of each chapter are in its directory.")
    }
}
