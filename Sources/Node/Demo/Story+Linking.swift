import Foundation
import Web

extension Story {
    /// Links the chapters: Riverside invites the two others, and both sides compare six words.
    func link() async throws {
        heading("Linking, as it is done between strangers: an invitation and six words.")
        for joining in [harbour, hillside] { try await link(joining, invitedBy: riverside) }
        let taken = try await time(until: "A link between Harbour and Hillside") {
            try await areLinked()
        }
        tell("  Harbour and Hillside found each other through Riverside, \(taken.words) later.")
    }

    /// Waits until every chapter is connected with the two others.
    func waitUntilLinked() async throws {
        let taken = try await time(until: "The link between the three") { try await areLinked() }
        tell("  All three are linked again after \(taken.words).")
    }

    private func areLinked() async throws -> Bool {
        for node in nodes {
            let links: [LinkAnswer] = try await node.door.ask(DoorRequest("GET", "links"))
            let connected = links.filter { $0.state == .connected }
            guard connected.count == nodes.count - 1 else { return false }
        }
        return true
    }

    private func link(_ joining: DemoNode, invitedBy host: DemoNode) async throws {
        let invited: InvitationAnswer = try await host.door.ask(
            .json("POST", "links/invitations", ["autoConfirm": .flag(false)]))
        let start = ContinuousClock.now
        let met: JoinAnswer = try await accept(invited.invitation, yes: false, at: joining)
        // The joining side says yes, and waits for the other, who meanwhile compares the words.
        async let joined = accept(invited.invitation, yes: true, at: joining)
        _ = try await time(until: "\(joining.short)'s joining") {
            try await hostConfirms(joining, words: met.words, at: host)
        }
        _ = try await joined
        _ = try await time(until: "The link of \(joining.short)") {
            try await host.link(with: joining)?.state == .connected
        }
        let taken = start.duration(to: .now)
        tell("  \(host.short) invites \(joining.short). On both sides: \(words(met.words))")
        tell("  Both say yes: linked after \(taken.words).")
    }

    private func words(_ words: [String]) -> String { words.joined(separator: " ") }

    private func accept(_ invitation: String, yes: Bool, at node: DemoNode) async throws
        -> JoinAnswer
    {
        try await node.door.ask(
            .json("POST", "links", ["invitation": .text(invitation), "yes": .flag(yes)]))
    }

    /// Whether the inviting side has seen the same words and said yes.
    private func hostConfirms(_ joining: DemoNode, words: [String], at host: DemoNode) async throws
        -> Bool
    {
        guard let link = try await host.link(with: joining), let seen = link.words else {
            return false
        }
        guard seen == words else {
            throw CannotServe(
                description: "\(host.short) and \(joining.short) see different words: somebody "
                    + "stands between them. They were not linked.")
        }
        _ = try await host.door.bytes(
            DoorRequest("POST", "links/\(joining.chapterID)/confirmation"))
        return true
    }
}

extension DemoNode {
    /// How it stands with another chapter; nil if it does not know it.
    fileprivate func link(with other: DemoNode) async throws -> LinkAnswer? {
        let links: [LinkAnswer] = try await door.ask(DoorRequest("GET", "links"))
        return links.first { $0.chapterID == other.chapterID }
    }
}
