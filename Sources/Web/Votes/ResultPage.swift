import Chapter
import Federation
import Foundation

/// A closed vote: what came out, how many voted, who has counted again.
struct ResultPage: Page {
    /// One answer with its papers.
    struct Bar: Sendable {
        let option: String
        let papers: String
        let percent: String
        let width: String
        let label: String
        let isWon: Bool
        /// What the leading answer is called: chosen, or level with another; nil for the rest.
        let mark: String?
    }

    /// What another chapter found.
    struct Recount: Sendable {
        let chapter: String
        let initial: String
        let chip: VoteChip
    }

    static let template = "votes-result"
    let frame: Frame
    let t: Wording
    let question: String
    let lead: String
    let tone: String
    let icon: String
    /// What came out, in a word and in a sentence.
    let outcome: String
    let tally: String
    /// What the numbers of the bars are: papers, points, first ranks.
    let barsName: String
    let bars: [Bar]
    let base: String
    /// Where the count is shown stage by stage; nil where papers name one option.
    let count: String?
    let turnout: TurnoutBar?
    let rule: String
    let quorum: String?
    let hasVoted: Bool
    let hasRecounts: Bool
    let recounts: [Recount]
    let agreement: String
    let someDiffer: Bool
    let papers: String
    let papersLink: String
    let check: String
    let file: String
    /// How far the result has got; nil for a vote of another chapter.
    let reached: ReachedPart?
    /// What is to be done about it, for whoever sees people.
    var tasks: SubjectTasksPart?
    /// Its tags, for whoever sees people.
    var tagging: ThingTagsPart?

    init(
        frame: Frame, t words: Wording, ballot: BallotRecord, names: [ChapterID: String],
        own: ChapterID, waiting: [LinkAnswer], reached: ReachedPart?, zone: TimeZone
    ) {
        self.reached = reached
        self.frame = frame
        t = words
        question = ballot.question
        let name = names[ballot.chapter] ?? words.say("votes_unknown_chapter")
        let closed = ballot.closed.map { words.whole($0, in: zone) } ?? ""
        lead = words.say("votes_result_lead", ["chapter": name, "when": closed])
        let options = words.options(ballot)
        let counts = ballot.result?.counts ?? []
        let valid = words.whole(of: ballot)
        let named = Set(ballot.result?.leading ?? [])
        // A motion that passes names no option; yes is always its first.
        let leading = ballot.result?.outcome == .passed ? [0] : named
        let isTied = ballot.result?.outcome == .tied
        bars = zip(options, counts).enumerated().map { number, pair in
            let percent = valid == 0 ? 0 : Int((Double(pair.1) * 100 / Double(valid)).rounded())
            return Bar(
                option: pair.0, papers: words.number(pair.1), percent: "\(percent) %",
                width: "\(percent)%",
                label: ballot.method.paperKind == .choice
                    ? words.count("votes_bar", pair.1, ["percent": "\(percent)"])
                    : "\(words.number(pair.1)), \(percent) %",
                isWon: leading.contains(number),
                mark: named.contains(number)
                    ? words.say(isTied ? "votes_mark_level" : "votes_mark_chosen") : nil)
        }
        let invalid = ballot.result?.invalid ?? 0
        barsName = words.barsName(ballot.method)
        let hasNumbers = ballot.method.hasNumbers
        count = hasNumbers ? "/votes/\(ballot.id)/count" : nil
        let shares = hasNumbers ? words.numbersBase(ballot) : words.count("votes_base", valid)
        base = invalid == 0 ? shares : shares + " " + words.count("votes_invalid_papers", invalid)
        turnout = TurnoutBar(ballot, words)
        rule = words.rule(ballot)
        quorum = words.quorum(ballot.quorum, of: ballot.rollSize)
        hasVoted = ballot.standing == .hasVoted
        let chip = ballot.result.map { words.outcome($0) }
        tone = chip?.tone ?? ""
        icon = chip?.icon ?? ""
        outcome = chip?.text ?? ""
        tally = ballot.result.map { words.tally($0, options, ballot) } ?? ""

        let counted = Set(ballot.recounts.map(\.chapter.description))
        recounts =
            ballot.recounts.map { recount in
                let name =
                    recount.chapter == own
                    ? words.say("votes_this_chapter")
                    : names[recount.chapter] ?? words.say("votes_unknown_chapter")
                return Recount(
                    chapter: name, initial: name.prefix(1).uppercased(),
                    chip: recount.agrees
                        ? VoteChip("ok", "check", words.say("votes_agrees"))
                        : VoteChip("bad", "warning", words.say("votes_differs")))
            }
            + waiting.filter { !counted.contains($0.chapterID) }.map {
                Recount(
                    chapter: $0.name, initial: $0.name.prefix(1).uppercased(),
                    chip: VoteChip("", "clock", words.say("votes_not_counted")))
            }
        hasRecounts = !recounts.isEmpty
        let agreeing = ballot.recounts.count(where: \.agrees)
        someDiffer = agreeing < ballot.recounts.count
        agreement = words.say(
            "votes_agreement",
            ["all": words.number(ballot.recounts.count), "count": words.number(agreeing)])
        papers = words.count("votes_all_papers", ballot.result?.papers ?? 0)
        papersLink = "/votes/\(ballot.id)/papers"
        check = "/votes/\(ballot.id)/check"
        file = "/votes/\(ballot.id)/file"
    }
}

extension Wording {
    /// What the bars are parts of: valid papers, all points that papers can give, or first ranks.
    fileprivate func whole(of ballot: BallotRecord) -> Int {
        guard let result = ballot.result else { return 0 }
        switch ballot.method.paperKind {
        case .approvals: return result.papers - result.invalid
        case .points: return (result.papers - result.invalid) * ballot.highestScore
        case .choice, .ranks, .strictRanks: return result.counts.reduce(0, +)
        }
    }

    /// What the numbers of the bars are called.
    fileprivate func barsName(_ method: BallotMethod) -> String {
        switch method.paperKind {
        case .choice: say("votes_papers_title")
        case .approvals: say("votes_bars_approvals")
        case .points: say("votes_bars_points")
        case .ranks, .strictRanks: say("votes_bars_first")
        }
    }

    /// What the percents of papers with numbers are of.
    fileprivate func numbersBase(_ ballot: BallotRecord) -> String {
        switch ballot.method.paperKind {
        case .choice, .approvals: say("votes_base_approvals")
        case .points: say("votes_base_points")
        case .ranks, .strictRanks: say("votes_base_first")
        }
    }

    /// The count in a sentence.
    fileprivate func tally(_ result: BallotClosed, _ options: [String], _ ballot: BallotRecord)
        -> String
    {
        let valid = result.counts.reduce(0, +)
        let names = result.leading.filter(options.indices.contains).map { options[$0] }
        let most = result.leading.first.flatMap {
            result.counts.indices.contains($0) ? result.counts[$0] : nil
        }
        switch result.outcome {
        case .chosen where ballot.method.hasNumbers:
            return names.count == 1
                ? say("counting_elected_one", ["name": names[0]])
                : say("counting_elected", ["names": list(names)])
        case .chosen:
            return say(
                "votes_tally_chosen",
                ["all": number(valid), "count": number(most ?? 0), "option": list(names)])
        case .tied:
            return say("votes_tally_tied", ["count": number(most ?? 0), "options": list(names)])
        case .quorumMissed:
            let all = ballot.rollSize ?? 0
            return say(
                "votes_tally_few",
                [
                    "all": number(all), "count": number(result.marks),
                    "needed": number(ballot.quorum?.least(of: all) ?? 0),
                ])
        case .passed, .notPassed, .noneChosen:
            let parts = zip(options, result.counts).map { "\($0.0) \(number($0.1))" }
            return say("votes_tally_counts", ["counts": parts.joined(separator: ", ")])
        }
    }
}

/// All papers of a closed vote under their codes.
struct PapersPage: Page {
    /// One paper.
    struct Paper: Sendable {
        let code: String
        let option: String
    }

    static let template = "votes-papers"
    let frame: Frame
    let t: Wording
    let back: String
    let question: String
    let hasPapers: Bool
    let papers: [Paper]
    let next: String?
}

/// What checking a result from its signed events has found.
struct CheckPage: Page {
    static let template = "votes-check"
    let frame: Frame
    let t: Wording
    let back: String
    let question: String
    let isValid: Bool
    let heading: String
    let findings: [String]
    let file: String
    let ballot: String
    let chapter: String
}
