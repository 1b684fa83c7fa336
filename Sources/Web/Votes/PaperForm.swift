import Chapter
import Federation
import Foundation

/// A paper as somebody fills it in: nothing is filled in beforehand.
struct PaperForm {
    /// The chosen option.
    private let choice: String
    /// For each option what stands in its field.
    let numbers: [String]
    /// Whether the paper is to be blank.
    let isBlank: Bool

    /// What was sent by the first screen.
    init(_ form: Form, of ballot: BallotRecord) {
        choice = form["choice"]
        numbers = ballot.options.indices.map {
            form["number-\($0)"].trimmingCharacters(in: .whitespaces)
        }
        isBlank = !form["blank"].isEmpty
    }

    /// The paper, or what has to be put right first.
    func paper(of ballot: BallotRecord, _ words: Wording) -> Result<
        BallotPaper.Content, FormProblems
    > {
        func wrong(_ field: String, _ key: String, _ values: [String: String] = [:]) -> Result<
            BallotPaper.Content, FormProblems
        > {
            .failure(FormProblems(all: [Problem(field, words.say(key, values))]))
        }
        guard ballot.method.hasNumbers else {
            guard let number = Int(choice), ballot.options.indices.contains(number) else {
                return wrong("choice-0", "votes_choose_one")
            }
            return .success(.choice(number))
        }
        let most = ballot.mostNumber
        var read: [UInt8] = []
        for (index, text) in numbers.enumerated() {
            guard let number = text.isEmpty ? 0 : UInt8(text), number <= most else {
                return wrong("number-\(index)", "votes_number_most", ["most": words.number(most)])
            }
            read.append(number)
        }
        let isEmpty = read.allSatisfy { $0 == 0 }
        guard isEmpty == isBlank else {
            return wrong(
                isBlank ? "blank" : "number-0", isBlank ? "votes_blank_filled" : "votes_number_none"
            )
        }
        if ballot.method.paperKind == .strictRanks {
            let twice = read.indices.first { index in
                read[index] > 0 && read[..<index].contains(read[index])
            }
            if let twice {
                return wrong(
                    "number-\(twice)", "votes_number_twice", ["number": "\(read[twice])"])
            }
        }
        return .success(.numbers(read))
    }
}

extension BallotRecord {
    /// The highest number that can stand beside an option.
    var mostNumber: Int {
        method.mostNumber(options: options.count, highestScore: highestScore)
    }
}

extension BallotPaper.Content {
    /// As the second screen sends it on.
    var text: String {
        switch self {
        case .choice(let choice): "\(choice)"
        case .numbers(let numbers): numbers.map { "\($0)" }.joined(separator: ",")
        }
    }

    /// Reads what the second screen has sent; nil for anything else.
    init?(_ form: Form, of ballot: BallotRecord) {
        if ballot.method.paperKind == .choice {
            guard let choice = Int(form["choice"]) else { return nil }
            self = .choice(choice)
        } else {
            let parts = form["numbers"].split(separator: ",", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { UInt8($0) }
            guard numbers.count == ballot.options.count, parts.count == numbers.count else {
                return nil
            }
            self = .numbers(numbers)
        }
    }
}

extension Wording {
    /// What a paper says, a line for each rank or option that has something.
    func lines(_ content: BallotPaper.Content, of ballot: BallotRecord) -> [String] {
        let options = options(ballot)
        guard case .numbers(let numbers) = content else {
            let choice = content.choice ?? -1
            return [options.indices.contains(choice) ? options[choice] : say("votes_invalid")]
        }
        guard numbers.count == options.count, numbers.allSatisfy({ $0 <= ballot.mostNumber }) else {
            return [say("votes_invalid")]
        }
        let marked = numbers.indices.filter { numbers[$0] > 0 }
        guard !marked.isEmpty else { return [say("votes_blank_paper")] }
        switch ballot.method.paperKind {
        case .choice, .approvals: return marked.map { options[$0] }
        case .points:
            return marked.sorted { (numbers[$1], $0) < (numbers[$0], $1) }.map {
                "\(options[$0]): \(number(Int(numbers[$0])))"
            }
        case .ranks, .strictRanks:
            return marked.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.map {
                "\(number(Int(numbers[$0]))). \(options[$0])"
            }
        }
    }
}
