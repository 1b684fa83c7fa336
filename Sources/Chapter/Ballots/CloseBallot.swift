public import Federation
import Feeds
import GRDB

/// Seals the box, counts, publishes the papers and the result.
///
/// It can be repeated after a crash at any point: the box is sealed and written anew first, each in
/// a step of its own, and the events go out in one transaction with the end of the ballot.
public struct CloseBallot: Act {
    /// A coordinator's.
    public static let permission = Permission.runBallots

    /// The ballot.
    public var ballot: ObjectID

    /// Closes it.
    public init(_ ballot: ObjectID) { self.ballot = ballot }

    /// Gives the result.
    public func perform(in context: ActContext) throws -> Result<BallotClosed, Refusal> {
        try refusing {
            try context.checkFeedIsOpen()
            let row = try BallotRow.find(ballot, in: context.db)
            guard row.state == .open, let manifest = row.manifest else {
                throw Refusal(
                    .conflict, "This ballot is \(row.state.rawValue); only an open one is closed.")
            }
            let boxes = context.ballotBoxes
            try boxes.box(of: ballot).seal()
            try boxes.box(of: ballot).compact()
            let box = try boxes.box(of: ballot)
            let papers = try box.papers()
            let closing = try BallotCount(
                announced: BallotAnnounced(payload: manifest), ballot: ballot,
                chapter: context.feeds.chapter, papers: papers
            ).closing(
                manifestHash: BallotAnnounced.hash(payload: manifest), marks: box.marks(),
                lotSecret: row.lotSecret)
            guard let closing else {
                throw Refusal(.invalid, "The rules of this ballot make no sense; cancel it.")
            }
            for batch in BallotPapersPublished.batches(ballot: ballot, sorted: papers) {
                try context.feeds.append(
                    .ballotPapersPublished, batch.payload(), at: context.now, in: context.db)
            }
            try context.feeds.append(
                .ballotClosed, closing.payload(), at: context.now, in: context.db)
            try context.db.execute(
                sql: "UPDATE ballot SET state = 'closed' WHERE id = ?", arguments: [ballot])
            return closing
        }
    }
}
