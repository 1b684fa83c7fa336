import Chapter
import Federation
import Foundation

/// A vote that runs, or that was cancelled.
struct VotePage: Page {
    static let template = "votes-vote"
    let frame: Frame
    let t: Wording
    let question: String
    /// Since when it is open and until when, or whose it is.
    let lead: String
    let chip: VoteChip
    let isCancelled: Bool
    let reason: String?
    let isOwn: Bool
    let cast: String?
    let hasVoted: Bool
    /// Why the viewer cannot vote, or nil.
    let cannot: String?
    let turnout: TurnoutBar?
    let secrecy: String?
    let options: [String]
    let rule: String
    let quorum: String?
    let voters: String
    /// Where a coordinator closes and cancels; nil for anybody else.
    let close: String?
    let cancel: String?
    /// Where papers for a count by hand are printed; nil for whoever may not.
    let paper: String?
    /// How far the news of it has got; nil for a vote of another chapter.
    let reached: ReachedPart?
    /// What is to be done about it, for whoever sees people.
    var tasks: SubjectTasksPart?
    /// Its tags, for whoever sees people.
    var tagging: ThingTagsPart?

    init(
        frame: Frame, t words: Wording, ballot: BallotRecord, from chapter: String?, mayRun: Bool,
        reached: ReachedPart?, now: Timestamp, zone: TimeZone
    ) {
        self.reached = reached
        self.frame = frame
        t = words
        question = ballot.question
        let address = "/votes/\(ballot.id)"
        let isDue = ballot.isDue(at: now)
        isCancelled = ballot.state == .cancelled
        isOwn = ballot.isOwn
        reason = ballot.reason.isEmpty ? nil : ballot.reason
        chip =
            isCancelled
            ? VoteChip("", "close", words.say("votes_cancelled"))
            : words.chip(running: ballot, at: now, in: zone)
        let since = ballot.announced.map {
            words.say("votes_since", ["when": words.whole($0, in: zone)])
        }
        let until = ballot.closes.map {
            words.say("votes_until", ["when": words.whole($0, in: zone)])
        }
        let end = isOwn ? until ?? words.say("votes_until_somebody") : nil
        let theirs = chapter.map { words.say("votes_theirs", ["chapter": $0]) }
        lead = [theirs, since, isCancelled ? nil : end].compactMap { $0 }.joined(separator: " ")
        cast = ballot.isOwed(at: now) ? address + "/cast" : nil
        hasVoted = ballot.standing == .hasVoted
        cannot =
            isOwn && !isCancelled && ballot.standing == .noRight
            ? words.say("votes_not_on_roll") : nil
        turnout = isCancelled ? nil : TurnoutBar(ballot, words)
        secrecy = isOwn && !isCancelled ? words.secrecy(rollSize: ballot.rollSize) : nil
        options = words.options(ballot)
        rule = words.rule(ballot)
        quorum = words.quorum(ballot.quorum, of: ballot.rollSize)
        voters = words.count("votes_members", ballot.rollSize ?? 0)
        paper = mayRun ? address + "/paper" : nil
        close = mayRun && ballot.state == .open && !isDue ? address + "/close" : nil
        cancel = mayRun && ballot.state == .open ? address + "/cancel" : nil
    }
}

/// A draft as its coordinators see it: everything that will be fixed, and the button that opens it.
struct DraftPage: Page {
    static let template = "votes-draft"
    let frame: Frame
    let t: Wording
    let question: String
    let options: [String]
    let rule: String
    let quorum: String?
    let voters: String
    let ends: String
    /// Why it cannot be opened as it is, or nil.
    let isLate: Bool
    let secrecy: String
    /// What happens when it is opened.
    let frozen: String
    let shared: String
    let button: String
    let open: String
    let edit: String
    let drop: String
    /// Where papers for a count by hand are printed.
    let paper: String
    /// What is to be done about it, for whoever sees people.
    var tasks: SubjectTasksPart?
    /// Its tags, for whoever sees people.
    var tagging: ThingTagsPart?

    init(
        frame: Frame, t words: Wording, ballot: BallotRecord, members: Int, linked: Int,
        zone: TimeZone, now: Timestamp
    ) {
        self.frame = frame
        t = words
        question = ballot.question
        options = words.options(ballot)
        rule = words.rule(ballot)
        quorum = words.quorum(ballot.quorum, of: members)
        voters = words.count("votes_all_members", members)
        ends =
            ballot.closes.map { words.say("votes_by_itself", ["when": words.whole($0, in: zone)]) }
            ?? words.say("votes_by_hand")
        isLate = ballot.closes.map { $0 <= now } ?? false
        secrecy = words.secrecy(rollSize: members)
        frozen = words.count("votes_frozen", members)
        shared =
            linked == 0 ? words.say("votes_shared_nobody") : words.count("votes_shared", linked)
        button = words.count("votes_open_for", members)
        open = "/votes/\(ballot.id)/open"
        edit = "/votes/\(ballot.id)/edit"
        paper = "/votes/\(ballot.id)/paper"
        drop = "/votes/\(ballot.id)/cancel"
    }
}
