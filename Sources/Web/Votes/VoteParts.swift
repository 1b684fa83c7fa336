import Chapter
import Federation
import Foundation

/// A state in a word or two, with its icon.
struct VoteChip: Sendable {
    /// `ok`, `warn`, `bad` or nothing: the tone beside the words.
    let tone: String
    let icon: String
    let text: String
    /// The whole date, for whoever rests on it; nil where there is none.
    let hint: String?

    init(_ tone: String, _ icon: String, _ text: String, hint: String? = nil) {
        self.tone = tone
        self.icon = icon
        self.text = text
        self.hint = hint
    }
}

/// How many of those who may vote have voted, as a bar with the needed part marked.
struct TurnoutBar: Sendable {
    let voted: String
    /// “203 of 371 have voted, 55 %”.
    let sentence: String
    /// “of 371 have voted, 55 %”, beside the large number.
    let base: String
    let width: String
    /// Where the needed part ends; nil where any turnout will do.
    let mark: String?
    /// What is needed, or nil.
    let needed: String?
    let isEnough: Bool
    let isShort: Bool

    /// Nil where nobody here knows how many have voted.
    init?(_ ballot: BallotRecord, _ words: Wording) {
        guard let all = ballot.rollSize, all > 0, let count = ballot.turnout else { return nil }
        let percent = min(100, Int((Double(count) * 100 / Double(all)).rounded()))
        let values = [
            "all": words.number(all), "percent": "\(percent)", "voted": words.number(count),
        ]
        let isOver = ballot.state == .closed
        voted = words.number(count)
        sentence = words.say(isOver ? "votes_voted" : "votes_turnout", values)
        base = words.say(isOver ? "votes_voted_base" : "votes_turnout_base", values)
        width = "\(percent)%"
        guard let quorum = ballot.quorum else {
            mark = nil
            needed = nil
            isEnough = false
            isShort = false
            return
        }
        let least = quorum.least(of: all)
        mark = "\(least * 100 / all)%"
        isEnough = count >= least
        isShort = isOver && !isEnough
        let said = ["all": words.number(all), "needed": words.number(least)]
        needed = words.say(
            isOver
                ? "votes_needed_past"
                : isEnough ? "votes_needed_reached" : "votes_needed_open", said)
    }
}

extension BallotQuorum {
    /// The smallest number that is this part of `all`.
    func least(of all: Int) -> Int { (all * numerator + denominator - 1) / denominator }
}

extension BallotRecord {
    /// Whether its closing time has come and the count has not.
    func isDue(at now: Timestamp) -> Bool { state == .open && closes.map { $0 <= now } == true }

    /// Whether the member who looks owes a vote.
    func isOwed(at now: Timestamp) -> Bool { standing == .mayVote && !isDue(at: now) }
}

extension Wording {
    /// The answers of a ballot in their order; those of a motion in the viewer's language, unless
    /// somebody has worded them.
    func options(_ ballot: BallotRecord) -> [String] {
        guard ballot.method == .yesNoAbstain, ballot.options == BallotPlan.yesNoAbstain else {
            return ballot.options
        }
        return [say("votes_yes"), say("votes_no"), say("votes_abstain")]
    }

    /// Who can see how somebody votes, in the viewer's language: what `SecrecySentence` says.
    func secrecy(rollSize: Int?) -> String {
        guard let rollSize, rollSize < SecrecySentence.few else { return say("votes_secrecy") }
        return count("votes_secrecy_few", rollSize)
    }

    /// What a way to count papers with numbers is called.
    func name(_ method: BallotMethod) -> String {
        say("counting_method_\(method.rawValue.replacing("-", with: "_"))")
    }

    /// What the leading answer needs, or how papers with numbers are counted.
    func rule(_ ballot: BallotRecord) -> String {
        guard ballot.method.hasNumbers else {
            return rule(ballot.method, ballot.threshold)
        }
        return "\(name(ballot.method)), \(count("counting_for_seats", ballot.seats))"
    }

    private func rule(_ method: BallotMethod, _ threshold: BallotThreshold) -> String {
        let name =
            switch threshold {
            case .simpleMajority: "simple"
            case .twoThirds: "thirds"
            case .absoluteMajority: "absolute"
            case .most: "most"
            }
        let kind = method == .yesNoAbstain ? "rule_motion" : "rule_choice"
        return say("votes_\(kind)_\(name)")
    }

    /// How a paper with numbers is filled in.
    func how(_ ballot: BallotRecord) -> String {
        switch ballot.method.paperKind {
        case .choice, .approvals: say("votes_how_approvals")
        case .points: say("votes_how_points", ["most": number(ballot.highestScore)])
        case .ranks: say("votes_how_ranks") + " " + say("votes_how_equal")
        case .strictRanks: say("votes_how_ranks")
        }
    }

    /// How many must vote, of so many who may.
    func quorum(_ quorum: BallotQuorum?, of all: Int?) -> String? {
        guard let quorum else { return nil }
        let part =
            switch (quorum.numerator, quorum.denominator) {
            case (1, 2): say("votes_part_half")
            case (1, 3): say("votes_part_third")
            case (1, 4): say("votes_part_quarter")
            case (2, 3): say("votes_part_thirds")
            default: "\(quorum.numerator)/\(quorum.denominator)"
            }
        guard let all else { return part }
        return say(
            "votes_quorum",
            ["all": number(all), "needed": number(quorum.least(of: all)), "part": part])
    }

    /// What came out, as a chip.
    func outcome(_ result: BallotClosed) -> VoteChip {
        switch result.outcome {
        case .passed: VoteChip("ok", "check", say("votes_outcome_passed"))
        case .notPassed: VoteChip("bad", "close", say("votes_outcome_not_passed"))
        case .chosen: VoteChip("ok", "check", say("votes_outcome_chosen"))
        case .noneChosen: VoteChip("bad", "close", say("votes_outcome_none"))
        case .tied: VoteChip("warn", "warning", say("votes_outcome_tied"))
        case .quorumMissed: VoteChip("warn", "warning", say("votes_outcome_few"))
        }
    }
}
