import Tally

/// Why a file of papers was not counted.
enum CountingProblem: Error {
    /// No rule has been chosen.
    case method
    /// The number of seats is none.
    case seats
    /// The file cannot be read.
    case file(FormatError)
    /// It has more candidates than a page counts.
    case tooManyCandidates(Int)
    /// The lots do not name everybody once.
    case lots(FormatError)
    /// The rule cannot count these papers so.
    case count(CountError, CountingMethod)

    /// The field of the form where it can be put right.
    var field: String {
        switch self {
        case .method: "method"
        case .seats, .count(.wrongSeats, _): "seats"
        case .lots: "lots"
        case .file, .tooManyCandidates, .count: "file"
        }
    }

    func sentence(_ words: Wording) -> String {
        switch self {
        case .method: return words.say("counting_no_method")
        case .seats:
            return words.say(
                "counting_wrong_seats", ["most": words.number(Slate.mostCandidates)])
        case .file(let error): return words.sentence(error.description)
        case .tooManyCandidates(let count):
            return words.say(
                "counting_too_many",
                [
                    "count": words.number(count),
                    "most": words.number(CountingDesk.candidatesAtMost),
                ])
        case .lots(let error):
            return words.say("counting_wrong_lots", ["reason": words.sentence(error.description)])
        case .count(let error, let method):
            return words.sentence(error, words.name(method), CountingProblem.needs(method))
        }
    }

    /// What has to stand on the papers, as a part of a key.
    private static func needs(_ method: CountingMethod) -> String {
        switch method {
        case .yesNo: "answers"
        case .score, .star, .dots: "points"
        case .approval: "marks"
        default: "ranks"
        }
    }
}

extension Wording {
    fileprivate func sentence(_ error: CountError, _ method: String, _ needs: String) -> String {
        switch error {
        case .wrongSeats(let seats):
            say("counting_cannot_fill", ["method": method, "seats": number(seats)])
        case .wrongPapers, .wrongLots, .wrongParameter:
            say(
                "counting_wrong_papers",
                ["method": method, "needs": say("counting_needs_\(needs)")])
        case .tooManyEqual(let count): say("counting_too_many_equal", ["count": number(count)])
        case .quotasCannotBeMet, .quotasTooTangled: say("counting_quotas")
        }
    }
}
