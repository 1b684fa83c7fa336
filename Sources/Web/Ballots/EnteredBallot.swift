import Chapter
import Federation

/// A ballot as it comes in.
struct EnteredBallot: Decodable {
    var question: String
    /// Without options it is a motion: yes, no or abstaining.
    var options: [String]?
    var threshold: String?
    /// A part of the roll, such as `1/2`.
    var quorum: String?

    /// The plan to draft.
    func plan() throws -> BallotPlan {
        let quorum = try quorumPart()
        guard let options, !options.isEmpty else {
            return BallotPlan(
                motion: question, threshold: try threshold(.simpleMajority), quorum: quorum)
        }
        return BallotPlan(
            choice: question, of: options, threshold: try threshold(.most), quorum: quorum)
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

/// A ballot paper as it comes in: `choice` is an option's text or its number from 0.
struct EnteredPaper: Decodable {
    private enum Choice {
        case number(Int)
        case text(String)
    }

    private enum Key: CodingKey { case choice, tracker }

    private let choice: Choice
    /// The form's tracker, so that a repeated request counts once; nil draws a new one.
    let tracker: String?

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if let number = try? fields.decode(Int.self, forKey: .choice) {
            choice = .number(number)
        } else {
            choice = .text(try fields.decode(String.self, forKey: .choice))
        }
        tracker = try fields.decodeIfPresent(String.self, forKey: .tracker)
    }

    /// The number of the option among these; a number is taken as it is, and the act checks it.
    func number(in options: [String]) throws -> Int {
        switch choice {
        case .number(let number):
            return number
        case .text(let text):
            // Bytes count: two spellings of one letter are one Character for Swift.
            guard let index = options.firstIndex(where: { $0.utf8.elementsEqual(text.utf8) })
            else {
                let words = options.map { "“\($0)”" }.joined(separator: ", ")
                throw Refusal.invalid("choice", "“choice” is one of: \(words).")
            }
            return index
        }
    }
}
