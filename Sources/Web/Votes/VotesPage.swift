import Chapter
import Federation
import Foundation

/// All votes: those that run, with what the viewer owes first, then what is over.
struct VotesPage: Page {
    /// A vote that runs.
    struct Running: Sendable {
        let address: String
        let question: String
        let chip: VoteChip
        let isDue: Bool
        /// How many have voted, or whose vote it is.
        let detail: String
        let turnout: TurnoutBar?
        /// Where the viewer votes; nil if they owe nothing.
        let cast: String?
        let hasVoted: Bool
    }

    /// A vote in the list of those that are over, or a draft.
    struct Row: Sendable {
        let address: String
        let question: String
        let detail: String
        /// What was chosen, or nil.
        let chosen: String?
        let chip: VoteChip
    }

    static let template = "votes-list"
    let frame: Frame
    let t: Wording
    let mayMake: Bool
    let isEmpty: Bool
    let hasRunning: Bool
    let running: [Running]
    let hasDrafts: Bool
    let drafts: [Row]
    let hasPast: Bool
    let past: [Row]
    /// Whether the list begins somewhere in the past.
    let isLater: Bool
    /// Where older votes are; nil at the end.
    let older: String?
}

extension VotesPage.Running {
    init(
        _ ballot: BallotRecord, at now: Timestamp, in zone: TimeZone, from chapter: String?,
        _ words: Wording
    ) {
        address = "/votes/\(ballot.id)"
        question = ballot.question
        isDue = ballot.isOwed(at: now)
        hasVoted = ballot.standing == .hasVoted
        turnout = TurnoutBar(ballot, words)
        cast = isDue ? address + "/cast" : nil
        if let chapter {
            detail = words.say("votes_theirs", ["chapter": chapter])
        } else {
            let sentence = turnout?.sentence ?? words.say("votes_turnout_unknown")
            detail = isDue ? words.say("votes_a_minute", ["turnout": sentence]) : sentence
        }
        chip = words.chip(running: ballot, at: now, in: zone)
    }
}

extension VotesPage.Row {
    init(
        _ ballot: BallotRecord, in zone: TimeZone, from chapter: String?, _ words: Wording
    ) {
        address = "/votes/\(ballot.id)"
        question = ballot.question
        guard let result = ballot.result else {
            chosen = nil
            let isDraft = ballot.state == .draft
            chip =
                isDraft
                ? VoteChip("", "edit", words.say("votes_draft"))
                : VoteChip("", "close", words.say("votes_cancelled"))
            detail =
                isDraft
                ? words.say("votes_draft_unseen")
                : [chapter, ballot.reason].compactMap { $0 }.filter { !$0.isEmpty }
                    .joined(separator: " · ")
            return
        }
        let options = words.options(ballot)
        chosen =
            result.outcome == .chosen
            ? words.list(result.leading.filter(options.indices.contains).map { options[$0] }) : nil
        chip = words.outcome(result)
        let closed = ballot.closed.map {
            words.say("votes_closed_on", ["day": words.day($0, in: zone)])
        }
        let mine = ballot.standing == .hasVoted ? words.say("votes_you_voted") : nil
        detail = [chapter, closed, TurnoutBar(ballot, words)?.sentence, mine].compactMap { $0 }
            .joined(separator: " · ")
    }
}

extension Wording {
    /// How long a vote runs that is not over.
    func chip(running ballot: BallotRecord, at now: Timestamp, in zone: TimeZone) -> VoteChip {
        if ballot.isDue(at: now) { return VoteChip("", "clock", say("votes_counting")) }
        guard let closes = ballot.closes else {
            return VoteChip(
                "", "clock", say(ballot.state == .open ? "votes_open" : "votes_announced"))
        }
        return VoteChip(
            ballot.isOwed(at: now) ? "warn" : "", "clock",
            say("votes_closes", ["when": relative(closes, to: now)]),
            hint: whole(closes, in: zone))
    }
}
