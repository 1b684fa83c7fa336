import Federation

extension BallotPlan {
    /// Checks that a paper says what papers of this ballot say; what does not fit is thrown as a
    /// refusal.
    func check(_ content: BallotPaper.Content) throws {
        switch (content, method.paperKind) {
        case (.choice(let choice), .choice):
            guard options.indices.contains(choice) else {
                throw Refusal.invalid("choice", "Choose one of the options of this ballot.")
            }
        case (.numbers(let numbers), .approvals), (.numbers(let numbers), .points),
            (.numbers(let numbers), .ranks),
            (.numbers(let numbers), .strictRanks):
            try check(numbers)
        case (.numbers, .choice):
            throw Refusal.invalid("choice", "Choose one of the options of this ballot.")
        case (.choice, _):
            throw Refusal.invalid("numbers", "A paper of this ballot has a number for each option.")
        }
    }

    private func check(_ numbers: [UInt8]) throws {
        guard numbers.count == options.count else {
            throw Refusal.invalid(
                "numbers", "A paper says something of each of the \(options.count) options.")
        }
        switch method.paperKind {
        case .choice, .approvals:
            guard numbers.allSatisfy({ $0 <= 1 }) else {
                throw Refusal.invalid(
                    "numbers", "Write 1 for an option that will do, and 0 for one that will not.")
            }
        case .points:
            guard numbers.allSatisfy({ $0 <= highestScore }) else {
                throw Refusal.invalid("numbers", "Give each option 0 to \(highestScore) points.")
            }
        case .ranks, .strictRanks:
            guard numbers.allSatisfy({ $0 <= options.count }) else {
                throw Refusal.invalid("numbers", "Ranks are 1 to \(options.count).")
            }
            let ranks = numbers.filter { $0 > 0 }
            guard method.paperKind == .ranks || Set(ranks).count == ranks.count else {
                throw Refusal.invalid(
                    "numbers",
                    "Two options have the same rank. Give each a number of its own, or leave some "
                        + "empty.")
            }
        }
    }
}
