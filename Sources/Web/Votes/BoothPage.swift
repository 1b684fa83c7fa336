import Foundation

/// The first of three screens: the question and its answers, none of them chosen.
struct ChoosePage: Page {
    /// One answer.
    struct Option: Sendable {
        let number: String
        let text: String
        let help: String?
    }

    static let template = "votes-choose"
    let frame: Frame
    let t: Wording
    let question: String
    let back: String
    let action: String
    /// The code under which the paper will be published, 32 hexadecimal digits.
    let tracker: String
    let chip: VoteChip
    let problem: String?
    let problems: Problems
    let options: [Option]
    let secrecy: String
}

/// The first of three screens where each option has a number: nothing is filled in.
struct NumberPage: Page {
    /// One answer.
    struct Option: Sendable {
        let number: String
        let text: String
        /// Whether it is ticked or not; otherwise a number is typed.
        let isTicked: Bool
        /// What was filled in; nil for nothing.
        let filled: String?
    }

    static let template = "votes-number"
    let frame: Frame
    let t: Wording
    let question: String
    let back: String
    let action: String
    let tracker: String
    let chip: VoteChip
    let how: String
    let problem: String?
    let problems: Problems
    let options: [Option]
    let isBlank: Bool
    let secrecy: String
}

/// The second screen: the answer, and the one button that casts it.
struct LookPage: Page {
    static let template = "votes-look"
    let frame: Frame
    let t: Wording
    let question: String
    /// The answer; of a paper with numbers there are lines instead.
    let option: String
    let hasLines: Bool
    let lines: [String]
    /// Whether the answer is short enough to be printed large.
    let isShort: Bool
    /// What the form sends on: `choice` or `numbers`, and its value.
    let name: String
    let said: String
    let tracker: String
    let action: String
    let again: String
}

/// The third screen: the code, shown once.
struct ReceiptPage: Page {
    static let template = "votes-receipt"
    let frame: Frame
    let t: Wording
    let question: String
    let code: String
    /// The code as a text file that the browser makes by itself.
    let file: String
    let done: String
}

/// What somebody sees who has voted and comes again.
struct VotedPage: Page {
    static let template = "votes-voted"
    let frame: Frame
    let t: Wording
    let question: String
    let end: String
    let turnout: TurnoutBar?
    let back: String
}
