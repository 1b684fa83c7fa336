import Foundation
import Web

extension Story {
    /// Holds two ballots to their end and leaves another open.
    ///
    /// The people whom the demo signs in have not voted in the open one.
    func vote(leaving people: [String: DemoDirectory.SignedInPeople]) async throws {
        heading("Ballots: everybody votes with a token of their own, once.")
        try await voteOnTheLift()
        try await electDelegates()
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

    /// Hillside elects two delegates in proportion, from papers that rank.
    private func electDelegates() async throws {
        let names = ["Amara Nwosu", "Ben Castillo", "Clara Weiss", "Dev Malhotra", "Elif Kaya"]
        let ballot = try await open(
            "Who speaks for us at the federation’s meeting?", options: names, at: hillside,
            ["method": .text("scottish-stv"), "seats": .number(2)])
        var chance = Chance(seed: Self.seed + UInt64(names.count))
        let voters = try await hillside.members().filter { _ in chance.happens(0.52) }
        let papers = voters.map { voter in
            (voter.memberID, Self.ranks([0.34, 0.25, 0.2, 0.13, 0.08], &chance))
        }
        try await together(papers) { memberID, numbers in
            let door = try await hillside.door(of: memberID)
            _ = try await door.bytes(
                .json(
                    "POST", "ballots/\(ballot)/papers",
                    ["numbers": .list(numbers.map(JSONValue.number))]))
        }
        _ = try await hillside.door.bytes(DoorRequest("POST", "ballots/\(ballot)/closure"))
        let result = try await hillside.result(ballot)
        tell(
            "    \(papers.count) have voted. Elected by Scottish STV: "
                + result.leading.joined(separator: " and ") + ".")
    }

    /// Ranks for three options, the likelier ones first more often.
    private static func ranks(_ weights: [Double], _ chance: inout Chance) -> [Int] {
        var (left, numbers) = (weights, weights.map { _ in 0 })
        for rank in 1...3 {
            let option = choice(of: left, &chance)
            guard left[option] > 0 else { continue }
            numbers[option] = rank
            left[option] = 0
        }
        return numbers
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

    private func open(
        _ question: String, options: [String], at node: DemoNode,
        _ more: [String: JSONValue] = [:]
    ) async throws -> String {
        let said: [String: JSONValue] = [
            "question": .text(question), "options": .list(options.map(JSONValue.text)),
        ]
        let made: BallotIDAnswer = try await node.door.ask(
            .json("POST", "ballots", said.merging(more) { $1 }))
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
