import Federation

extension BallotPlan {
    /// Checks that a paper says what papers of this ballot say; what does not fit is thrown as a
    /// refusal.
    func check(_ content: BallotPaper.Content) throws {
        switch content {
        case .choice(let choice):
            guard !method.hasNumbers else {
                throw Refusal.invalid(
                    "numbers", "A paper of this ballot has a number for each option.")
            }
            guard options.indices.contains(choice) else { throw Self.noOption }
        case .numbers(let numbers):
            guard method.hasNumbers else { throw Self.noOption }
            try check(numbers)
        }
    }

    private static let noOption = Refusal.invalid(
        "choice", "Choose one of the options of this ballot.")

    private func check(_ numbers: [UInt8]) throws {
        guard numbers.count == options.count else {
            throw Refusal.invalid(
                "numbers", "A paper says something of each of the \(options.count) options.")
        }
        let most = method.mostNumber(options: options.count, highestScore: highestScore)
        guard numbers.allSatisfy({ $0 <= most }) else { throw tooHigh }
        let ranks = numbers.filter { $0 > 0 }
        guard method.paperKind != .strictRanks || Set(ranks).count == ranks.count else {
            throw Refusal.invalid(
                "numbers",
                "Two options have the same rank. Give each a number of its own, or leave some "
                    + "empty.")
        }
    }

    /// What is said of a number that is too high.
    private var tooHigh: Refusal {
        switch method.paperKind {
        case .choice, .approvals:
            .invalid("numbers", "Write 1 for an option that will do, and 0 for one that will not.")
        case .points: .invalid("numbers", "Give each option 0 to \(highestScore) points.")
        case .ranks, .strictRanks: .invalid("numbers", "Ranks are 1 to \(options.count).")
        }
    }
}
