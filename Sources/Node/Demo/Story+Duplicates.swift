import Foundation
import Web

extension Story {
    /// Three people are written down a second time, and one of them a third; the coordinator is
    /// merged, the others wait.
    func findDuplicates(_ chosen: DemoDirectory.SignedInPeople, at node: DemoNode) async throws {
        let members = try await node.members()
        let others = members.filter { ![chosen.coordinator, chosen.member].contains($0.memberID) }
        guard let first = members.first(where: { $0.memberID == chosen.coordinator }) else {
            return
        }
        for (index, member) in ([first] + others.prefix(2)).enumerated() {
            let twin = try await writeDownAgain(member, index, at: node)
            if index == 1 { _ = try await writeDownAgain(member, index, at: node) }
            guard index == 0 else { continue }
            _ = try await node.door.bytes(
                .json(
                    "POST", "merges",
                    [
                        "keep": .text(member.memberID), "gone": .text(twin.memberID),
                        "why": .text("Put her name on the list at the open day"),
                    ]))
        }
    }

    /// Gives a name once more, with the same telephone number.
    private func writeDownAgain(
        _ member: MemberAnswer, _ index: Int, at node: DemoNode
    ) async throws -> MemberIDAnswer {
        let phone = member.phone ?? "+1 555 010 04\(10 + index)"
        return try await node.door.ask(
            .json(
                "POST", "members",
                [
                    "name": .text(member.name), "status": .text("supporter"),
                    "phones": .list([.object(["number": .text(phone)])]),
                    "tags": .list([.text("Open day")]),
                ]))
    }

    /// Somebody who knows more people than a page can show at once.
    func introduce(_ memberID: String, at node: DemoNode) async throws {
        let types: [KindOfRelation] = try await node.door.ask(DoorRequest("GET", "relation-types"))
        guard let knows = types.first(where: { $0.code == "knows" }) else { return }
        let others = try await node.members().map(\.memberID).filter { $0 != memberID }
        for other in others.prefix(Self.known) {
            _ = try await node.door.bytes(
                .json(
                    "POST", "members/\(escaped(memberID))/relations",
                    ["typeID": .text(knows.id), "otherID": .text(other)]))
        }
    }

    /// How many people somebody knows: a page shows twenty of them.
    private static let known = 23
}
