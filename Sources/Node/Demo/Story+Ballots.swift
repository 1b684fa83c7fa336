import Foundation
import Web

extension Story {
    /// Holds one ballot to its end and leaves another open.
    ///
    /// The people whom the demo signs in have not voted in the open one.
    func vote(leaving people: [String: DemoDirectory.SignedInPeople]) async throws {
        heading("Ballots: everybody votes with a token of their own, once.")
        try await voteOnTheLift()
        let waiting = people[harbour.chapter.directory]
        try await voteOnTheTalks(
            without: [waiting?.coordinator, waiting?.member, waiting?.admin].compactMap { $0 })
    }

    /// Riverside decides a motion; the others count the papers again.
    private func voteOnTheLift() async throws {
        let question =
            "Hold back a tenth of the rent until the lift runs? "
            + "¿Retener el 10 % del alquiler hasta que ande el ascensor?"
        let ballot = try await open(question, options: [], at: riverside)
        try await cast(ballot, turnout: 0.61, weights: [0.68, 0.23, 0.09], at: riverside)
        let start = ContinuousClock.now
        _ = try await riverside.door.bytes(DoorRequest("POST", "ballots/\(ballot)/closure"))
        let result = try await riverside.result(ballot)
        let counts = ["Yes", "No", "Abstain"].map { "\($0) \(result.counts[$0] ?? 0)" }
        tell(
            "    Closed: \(counts.joined(separator: ", ")). The motion has \(result.outcome ?? "")."
        )
        for node in [harbour, hillside] {
            _ = try await time(until: "\(node.short) hearing a result") {
                try await node.result(ballot).counts == result.counts
            }
        }
        tell("    Harbour and Hillside have the result after \(start.duration(to: .now).words).")
        _ = try await time(until: "The recount by Harbour and Hillside") {
            try await riverside.result(ballot).recounts.filter(\.agrees).count == nodes.count - 1
        }
        tell(
            "    Both counted the published papers again and agree, \(start.duration(to: .now).words)"
                + " after the close.")
    }

    /// Harbour is in the middle of a choice.
    private func voteOnTheTalks(without people: [String]) async throws {
        let options = ["Eleven hours of rest", "A night bus", "New crane brakes", "Wages"]
        let ballot = try await open(
            "What goes first into the talks?", options: options, at: harbour)
        try await cast(
            ballot, turnout: 0.36, weights: [0.3, 0.2, 0.3, 0.2], at: harbour, without: people)
        tell("    It stays open: the rest is up to you.")
    }

    private func open(_ question: String, options: [String], at node: DemoNode) async throws
        -> String
    {
        let made: BallotIDAnswer = try await node.door.ask(
            .json(
                "POST", "ballots",
                ["question": .text(question), "options": .list(options.map(JSONValue.text))]))
        _ = try await node.door.bytes(DoorRequest("POST", "ballots/\(made.ballotID)/opening"))
        let roll = try await node.result(made.ballotID).rollSize ?? 0
        tell("  \(node.short) asks its \(roll) members:")
        tell("    \(question)")
        return made.ballotID
    }

    /// Lets part of the members vote, in an order that nobody knows.
    private func cast(
        _ ballot: String, turnout: Double, weights: [Double], at node: DemoNode,
        without people: [String] = []
    ) async throws {
        var chance = Chance(seed: Self.seed + UInt64(weights.count))
        let start = ContinuousClock.now
        let members = try await node.members()
        let voters = members.filter { _ in chance.happens(turnout) }
            .filter { !people.contains($0.memberID) }.shuffled(using: &chance)
        let papers = voters.map { voter in
            (voter.memberID, Self.choice(of: weights, &chance))
        }
        try await together(papers) { memberID, choice in
            let door = try await node.door(of: memberID)
            _ = try await door.bytes(
                .json("POST", "ballots/\(ballot)/papers", ["choice": .number(choice)]))
        }
        tell("    \(papers.count) have voted, in \(start.duration(to: .now).words).")
    }

    private static func choice(of weights: [Double], _ chance: inout Chance) -> Int {
        var left = Double.random(in: 0..<weights.reduce(0, +), using: &chance)
        for (number, weight) in weights.enumerated() {
            if left < weight { return number }
            left -= weight
        }
        return weights.count - 1
    }
}

extension DemoNode {
    fileprivate func result(_ ballot: String) async throws -> BallotResultAnswer {
        try await door.ask(DoorRequest("GET", "ballots/\(ballot)/result"))
    }
}
