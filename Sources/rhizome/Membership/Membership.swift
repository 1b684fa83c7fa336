import ArgumentParser
import Node
import Web

/// Memberships of people: their kinds, their periods and who is due.
struct Membership: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "membership",
        abstract: "Memberships: kinds, periods, who is due, and certificates.",
        subcommands: [
            MembershipKinds.self, MembershipAddKind.self, MembershipShow.self,
            MembershipBegin.self, MembershipRenew.self, MembershipChange.self, MembershipEnd.self,
            MembershipDue.self, MembershipMakeCertificate.self, MembershipVerify.self,
        ])
}

extension Door {
    /// The id of a kind of membership, which is named by its number or its name.
    func membershipKind(_ text: String) async throws -> String {
        let kinds: [MembershipKindAnswer] = try await ask(.get("membership-kinds"))
        let name = text.lowercased()
        if let kind = kinds.first(where: { $0.id == text || $0.name.lowercased() == name }) {
            return kind.id
        }
        let names = kinds.map { Plain.line($0.name) }.joined(separator: ", ")
        throw Failure(
            "There is no kind of membership “\(Plain.line(text))”."
                + (kinds.isEmpty
                    ? " Add one with: rhizome membership add-kind" : " There are: \(names)."))
    }
}
