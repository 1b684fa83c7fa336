public import Federation
import GRDB
import Sodium

/// What a voter keeps: under this tracker their paper is published after the close.
public struct PaperReceipt: Hashable, Sendable {
    /// The ballot.
    public var ballot: ObjectID
    /// The tracker, 16 bytes.
    public var tracker: [UInt8]

    /// The tracker as 32 hexadecimal digits.
    public var code: String { Hex.text(tracker) }
}

/// Casts a member's paper, once.
///
/// The form carries a fresh random tracker. Sending the same form again after a lost answer gives
/// the same receipt and counts once. Nothing about it is written to the node's database, to any log
/// or history; neither is the time.
public struct CastPaper: Act {
    /// Every member's who is on the roll.
    public static let permission = Permission.takePart
    /// Mark and paper are in the ballot's own file: nobody waits at the box for a long import.
    public static let changesDatabase = false

    /// The ballot, of this chapter.
    public var ballot: ObjectID
    /// What the paper says.
    public var content: BallotPaper.Content
    /// The form's tracker.
    public var tracker: [UInt8]

    /// A tracker for a form that is about to be shown.
    public static func newTracker() -> [UInt8] { randomBytes(BallotPaper.trackerBytes) }

    /// Casts a paper that names an option by its number, from 0 in the order of the manifest.
    public init(_ ballot: ObjectID, choice: Int, tracker: [UInt8] = newTracker()) {
        self.init(ballot, .choice(choice), tracker: tracker)
    }

    /// Casts a paper.
    public init(
        _ ballot: ObjectID, _ content: BallotPaper.Content, tracker: [UInt8] = newTracker()
    ) {
        self.ballot = ballot
        self.content = content
        self.tracker = tracker
    }

    /// Gives the receipt.
    public func perform(in context: ActContext) throws -> Result<PaperReceipt, Refusal> {
        try refusing {
            let member = try context.actingMember
            let row = try BallotRow.find(ballot, in: context.db)
            guard row.state == .open else {
                throw Refusal(.conflict, "This ballot is not open, so no paper was cast.")
            }
            if let closes = row.plan.closes, closes <= context.now {
                throw Refusal(.conflict, "The time for voting is over, so no paper was cast.")
            }
            try row.plan.check(content)
            guard tracker.count == BallotPaper.trackerBytes else {
                throw Refusal.invalid(
                    "tracker", "The form is broken. Open the ballot again and vote there.")
            }
            let paper = BallotPaper(tracker: tracker, content)
            let verdict = try context.ballotBoxes.box(of: ballot).cast(paper, by: member)
            if let refusal = Self.refusal(of: verdict) { throw refusal }
            return PaperReceipt(ballot: ballot, tracker: tracker)
        }
    }

    private static func refusal(of verdict: PaperVerdict) -> Refusal? {
        switch verdict {
        case .counted, .countedBefore: nil
        case .alreadyVoted:
            Refusal(.conflict, "You have voted in this ballot. Your first paper counts.")
        case .trackerTaken:
            Refusal(
                .conflict,
                "This form was used before. Your vote is not cast: open the ballot again and vote "
                    + "there.")
        case .notOnRoll:
            Refusal(
                .conflict,
                "You are not on the roll of this ballot, which was frozen when it opened.")
        case .sealed: Refusal(.conflict, "This ballot is being counted, so no paper was cast.")
        }
    }
}
