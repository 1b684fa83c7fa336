import Chapter
import Federation

/// A ballot as it comes in.
struct EnteredBallot: Decodable {
    var question: String
    /// Without options it is a motion: yes, no or abstaining.
    var options: [String]?
    /// How papers are counted; without it a motion or a choice of one.
    var method: String?
    /// How many options are chosen; 1 unless said.
    var seats: Int?
    /// The most points for an option; 5 unless said.
    var highestScore: Int?
    var threshold: String?
    /// A part of the roll, such as `1/2`.
    var quorum: String?

    /// The plan to draft.
    func plan() throws -> BallotPlan {
        let quorum = try quorumPart()
        if let method = try numberedMethod() {
            guard threshold == nil || threshold == BallotThreshold.most.rawValue else {
                throw Refusal.invalid(
                    "threshold", "“\(method.rawValue)” decides by itself; leave “threshold” out.")
            }
            return BallotPlan(
                election: question, of: options ?? [], by: method, seats: seats ?? 1,
                highestScore: highestScore, quorum: quorum)
        }
        guard seats ?? 1 == 1, highestScore == nil else {
            throw Refusal.invalid(
                "seats", "“seats” and “highestScore” are for papers with numbers.")
        }
        guard let options, !options.isEmpty else {
            return BallotPlan(
                motion: question, threshold: try threshold(.simpleMajority), quorum: quorum)
        }
        return BallotPlan(
            choice: question, of: options, threshold: try threshold(.most), quorum: quorum)
    }

    /// The method if papers have numbers; nil where they name one option.
    private func numberedMethod() throws -> BallotMethod? {
        guard let method else { return nil }
        guard let known = BallotMethod(rawValue: method) else {
            let words = BallotMethod.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("method", "“method” is one of: \(words).")
        }
        guard !known.hasNumbers else { return known }
        guard (known == .yesNoAbstain) == (options ?? []).isEmpty else {
            throw Refusal.invalid(
                "method", "A motion has no “options”, and a choice of one has at least two.")
        }
        return nil
    }

    private func threshold(_ standard: BallotThreshold) throws -> BallotThreshold {
        guard let threshold else { return standard }
        guard let known = BallotThreshold(rawValue: threshold) else {
            let words = BallotThreshold.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("threshold", "“threshold” is one of: \(words).")
        }
        return known
    }

    private func quorumPart() throws -> BallotQuorum? {
        guard let quorum else { return nil }
        let parts = quorum.split(separator: "/").compactMap { Int($0) }
        guard parts.count == 2, let part = BallotQuorum(parts[0], of: parts[1]) else {
            throw Refusal.invalid("quorum", "“quorum” is a part of the roll such as 1/2 or 1/3.")
        }
        return part
    }
}

/// A ballot paper as it comes in: `choice` is an option's text or its number from 0, `numbers` a number
/// for each option.
struct EnteredPaper: Decodable {
    private enum Choice {
        case number(Int)
        case text(String)
        case numbers([UInt8])
    }

    private enum Key: CodingKey { case choice, numbers, tracker }

    private let choice: Choice
    /// The form's tracker, so that a repeated request counts once; nil draws a new one.
    let tracker: String?

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if let numbers = try fields.decodeIfPresent([UInt8].self, forKey: .numbers) {
            choice = .numbers(numbers)
        } else if let number = try? fields.decode(Int.self, forKey: .choice) {
            choice = .number(number)
        } else {
            choice = .text(try fields.decode(String.self, forKey: .choice))
        }
        tracker = try fields.decodeIfPresent(String.self, forKey: .tracker)
    }

    /// What the paper says of these options; numbers are taken as they are, and the act checks them.
    func content(of options: [String]) throws -> BallotPaper.Content {
        switch choice {
        case .numbers(let numbers):
            return .numbers(numbers)
        case .number(let number):
            return .choice(number)
        case .text(let text):
            // Bytes count: two spellings of one letter are one Character for Swift.
            guard let index = options.firstIndex(where: { $0.utf8.elementsEqual(text.utf8) })
            else {
                let words = options.map { "“\($0)”" }.joined(separator: ", ")
                throw Refusal.invalid("choice", "“choice” is one of: \(words).")
            }
            return .choice(index)
        }
    }
}
