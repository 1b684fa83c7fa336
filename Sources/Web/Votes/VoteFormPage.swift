import Chapter
import Federation
import Foundation

/// The form of a vote that is written down or changed.
struct VoteFormPage: Page {
    /// One of several to choose from.
    struct Choice: Sendable {
        let value: String
        let name: String
        let help: String
        let isChosen: Bool
    }

    /// A field for an answer.
    struct Answer: Sendable {
        let id: String
        let label: String
        let text: String
    }

    static let template = "votes-form"
    let frame: Frame
    let t: Wording
    let heading: String
    let action: String
    let back: String
    let problems: Problems
    let question: Field
    let methodProblem: String?
    let methods: [Choice]
    let seats: Field
    let ruleProblem: String?
    let hasRule: Bool
    let rules: [Choice]
    let answersProblem: String?
    let answers: [Answer]
    let hasRoom: Bool
    let voters: String
    let thresholdProblem: String?
    let thresholds: [Choice]
    let quorums: [Choice]
    let day: Field
    let time: Field
    let zone: String
    let secrecy: String

    init(
        frame: Frame, t words: Wording, form: VoteForm, problems: [Problem], heading: String,
        action: String, back: String, members: Int, zone: TimeZone
    ) {
        self.frame = frame
        t = words
        self.heading = heading
        self.action = action
        self.back = back
        self.problems = Problems(problems, words)
        func problem(_ field: String) -> String? {
            problems.first { $0.field == field }?.sentence
        }
        question = Field(
            "question", label: words.say("votes_question"), value: form.question, lines: 3,
            isRequired: true, problems: problems)
        methodProblem = problem("method")
        methods = VoteKind.allCases.map { kind in
            Choice(
                value: kind.rawValue, name: words.say("votes_method_\(kind.rawValue)"),
                help: words.say("votes_method_\(kind.rawValue)_help"),
                isChosen: form.method == kind.rawValue)
        }
        seats = Field(
            "seats", label: words.say("votes_seats"), value: form.seats,
            help: words.say("votes_seats_help"),
            type: "number", problems: problems)
        ruleProblem = problem("rule")
        hasRule = ruleProblem != nil || !form.rule.isEmpty
        let counted: [BallotMethod] = [
            .irv, .scottishSTV, .meekSTV, .schulze, .rankedPairs, .minimax, .copeland, .borda,
            .star, .score,
        ]
        rules =
            [
                Choice(
                    value: "", name: words.say("votes_rule_usual"), help: "",
                    isChosen: form.rule.isEmpty)
            ]
            + counted.map {
                Choice(
                    value: $0.rawValue, name: words.name($0), help: "",
                    isChosen: form.rule == $0.rawValue)
            }
        answersProblem = problem("answer")
        answers = form.answers.enumerated().map { index, text in
            Answer(
                id: index == 0 ? "answer" : "answer-\(index + 1)",
                label: words.say("votes_answer", ["number": "\(index + 1)"]), text: text)
        }
        hasRoom = form.answers.count < BallotAnnounced.optionCount.upperBound
        voters = words.count("votes_all_members", members)
        thresholdProblem = problem("threshold")
        thresholds = [
            (BallotThreshold.simpleMajority, "simple"), (.twoThirds, "thirds"),
            (.absoluteMajority, "absolute"), (.most, "most"),
        ].map { threshold, name in
            Choice(
                value: threshold.rawValue, name: words.say("votes_threshold_\(name)"),
                help: words.say("votes_threshold_\(name)_help"),
                isChosen: form.threshold == threshold.rawValue)
        }
        let parts = [(1, 4), (1, 3), (1, 2), (2, 3)]
        quorums =
            [
                Choice(
                    value: "", name: words.say("votes_quorum_none"), help: "",
                    isChosen: form.quorum.isEmpty)
            ]
            + parts.compactMap { part in
                BallotQuorum(part.0, of: part.1).flatMap { quorum in
                    words.quorum(quorum, of: members).map {
                        Choice(
                            value: "\(part.0)/\(part.1)", name: $0, help: "",
                            isChosen: form.quorum == "\(part.0)/\(part.1)")
                    }
                }
            }
        day = Field(
            "closes_day", label: words.say("votes_closes_day"), value: form.day, type: "date",
            problems: problems)
        time = Field(
            "closes_time", label: words.say("votes_closes_time"), value: form.time, type: "time",
            problems: problems)
        self.zone = words.say("votes_zone", ["zone": zone.shown])
        secrecy = words.secrecy(rollSize: members)
    }
}

/// The page that asks before a vote is closed or cancelled.
struct EndVotePage: Page {
    static let template = "votes-end"
    let frame: Frame
    let t: Wording
    let heading: String
    let question: String
    let back: String
    let action: String
    let sentences: [String]
    let problems: Problems
    /// The field for the reason; nil where none is asked for.
    let reason: Field?
    let button: String
    let icon: String
    let isDanger: Bool
}
