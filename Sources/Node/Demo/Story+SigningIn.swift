import Foundation
import Web

extension Story {
    /// Gives somebody the role of federation admin and chooses who is signed in, at each chapter.
    func giveRoles() async throws -> [String: DemoDirectory.SignedInPeople] {
        heading("Roles: nobody keeps everything.")
        var people: [String: DemoDirectory.SignedInPeople] = [:]
        for node in nodes {
            let mail = node.chapter.coordinator.mail
            var members = try await node.members()
            guard let coordinator = members.first(where: { $0.email == mail }), members.count > 2
            else { throw CannotServe(description: "\(node.short) has lost its coordinator.") }
            var chance = Chance(seed: Self.seed)
            members.removeAll { $0.memberID == coordinator.memberID }
            members.shuffle(using: &chance)
            let (admin, member) = (members[0], members[1])
            let role = escaped("federation admin")
            _ = try await node.door.bytes(
                DoorRequest("PUT", "members/\(escaped(admin.memberID))/roles/\(role)"))
            _ = try await node.door.bytes(
                DoorRequest("DELETE", "members/\(escaped(coordinator.memberID))/roles/\(role)"))
            tell(
                "  \(node.short): \(coordinator.name) is coordinator, \(admin.name) is federation "
                    + "admin.")
            people[node.chapter.directory] = DemoDirectory.SignedInPeople(
                coordinator: coordinator.memberID, member: member.memberID, admin: admin.memberID)
        }
        return people
    }

    /// Makes the links that sign three people of each chapter in.
    func report(_ people: [String: DemoDirectory.SignedInPeople]) async throws -> DemoReport {
        var chapters: [DemoChapter] = []
        for node in nodes {
            guard let chosen = people[node.chapter.directory] else { continue }
            chapters.append(
                DemoChapter(
                    name: node.chapter.name, chapterID: node.chapterID,
                    dataDirectory: node.directory.path, http: node.http,
                    signIn: DemoChapter.SignIn(
                        coordinator: try await signIn(chosen.coordinator, at: node),
                        member: try await signIn(chosen.member, at: node),
                        admin: try await signIn(chosen.admin, at: node))))
        }
        let ballots: [BallotAnswer] = try await riverside.door.ask(DoorRequest("GET", "ballots"))
        let counted = ballots.first {
            $0.chapterID == riverside.chapterID && $0.state == "closed"
        }
        return DemoReport(chapters: chapters, countedBallot: counted?.ballotID)
    }

    private func signIn(_ memberID: String, at node: DemoNode) async throws -> String {
        let made: SignInAnswer = try await node.door.ask(
            DoorRequest("POST", "members/\(escaped(memberID))/sign-in-links"))
        return made.url
    }
}
