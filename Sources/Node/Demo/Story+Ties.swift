import Federation
import Foundation
import Web

extension Story {
    /// Whom the chapters deal with, and who of their members stands where.
    func tieContacts() async throws {
        heading("Contacts: an employer, a landlord, a council, and who stands for whom.")
        try await tie(
            harbour, "Quay Terminals", employs: 24, position: "steward",
            agreement: ("collective agreement", "Contract of the quay"))
        try await tie(
            riverside, "Cresta Property Management", employs: 0, position: "organizer",
            agreement: ("Repair protocol", "Protocol on the boiler"))
        try await tie(
            hillside, "Hillside Town Council", employs: 3, position: "contact",
            agreement: ("coalition", "Round table on buses"))
    }

    /// Makes one organization with people, positions and an agreement that ends in two months.
    private func tie(
        _ node: DemoNode, _ name: String, employs: Int, position: String,
        agreement: (kind: String, title: String)
    ) async throws {
        let members = try await node.members()
        let organization: MemberIDAnswer = try await node.door.ask(
            .json(
                "POST", "members",
                ["name": .text(name), "kind": .text("organization"), "status": .text("contact")]))
        let types: [KindOfRelation] = try await node.door.ask(DoorRequest("GET", "relation-types"))
        guard let worksAt = types.first(where: { $0.code == "works at" }) else { return }
        for member in members.prefix(employs) {
            _ = try await node.door.bytes(
                .json(
                    "POST", "members/\(member.memberID)/relations",
                    [
                        "typeID": .text(worksAt.id), "otherID": .text(organization.memberID),
                        "startsOn": .text(day(-900)),
                    ]))
        }
        for (index, member) in members.prefix(3).enumerated() {
            _ = try await node.door.bytes(
                .json(
                    "POST", "members/\(member.memberID)/positions",
                    [
                        "title": .text(position),
                        "organizationID": .text(organization.memberID),
                        "startsOn": .text(day(-400 + index * 90)),
                    ]))
            for other in members.dropFirst(3 + index * 12).prefix(12) {
                _ = try await node.door.bytes(
                    .json(
                        "PUT", "members/\(other.memberID)/point-person",
                        ["memberID": .text(member.memberID)]))
            }
        }
        let parties = [organization.memberID] + members.prefix(1).map(\.memberID)
        // Not among the kinds that every chapter has.
        _ = try await node.door.bytes(
            .json("POST", "agreement-kinds", ["name": .text("Repair protocol")]))
        let written: AgreementID = try await node.door.ask(
            .json(
                "POST", "agreements",
                [
                    "kind": .text(agreement.kind), "title": .text(agreement.title),
                    "startsOn": .text(day(-300)), "endsOn": .text(day(60)),
                    "parties": .list(
                        parties.map {
                            .object(["memberID": .text($0), "signedOn": .text(day(-310))])
                        }),
                ]))
        if let file = InventedRecords.all[node.chapter.directory]?.file {
            let path = try temporaryFile(file.name, Data(file.text.utf8))
            defer { try? FileManager.default.removeItem(atPath: path) }
            _ = try await node.door.bytes(
                DoorRequest(
                    "POST", "agreements/\(written.id)/files", query: [("name", file.name)],
                    body: .file(path: path, type: "text/plain")))
        }
        tell("  \(node.short) knows \(name), and has put “\(agreement.title)” in writing.")
    }
}

/// A kind of relation, as far as the story asks for it.
struct KindOfRelation: Decodable {
    let id: String
    let code: String?
}

/// An agreement that was added.
private struct AgreementID: Decodable {
    let id: String
}
