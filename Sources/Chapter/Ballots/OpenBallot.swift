public import Federation
import Feeds
import Foundation
import GRDB
import Sodium

/// Freezes the roll, announces the ballot with the roll's root and size, and opens it.
///
/// The others hold the root before the first paper is cast, so the roll cannot be swapped silently.
/// The box commits first: a crash in between leaves a draft, whose next opening freezes anew.
public struct OpenBallot: Act {
    /// A coordinator's.
    public static let permission = Permission.runBallots

    /// The ballot.
    public var ballot: ObjectID

    /// Opens it.
    public init(_ ballot: ObjectID) { self.ballot = ballot }

    /// Gives the size of the roll.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            try context.checkFeedIsOpen()
            let row = try BallotRow.find(ballot, in: context.db)
            guard row.state == .draft else {
                throw Refusal(
                    .conflict, "This ballot is \(row.state.rawValue); only a draft can be opened.")
            }
            try row.plan.checkClosing(at: context.now)
            try context.settleMemberships()
            let roll = try roll(in: context.db)
            guard !roll.isEmpty else {
                throw Refusal(
                    .conflict,
                    "Nobody may vote: the chapter has no person with the status member. The ballot "
                        + "is still a draft.")
            }
            try context.ballotBoxes.make(for: ballot).freeze(roll)
            let secret =
                row.plan.method.hasNumbers ? randomBytes(BallotClosed.Lots.secretBytes) : nil
            let manifest = row.plan.manifest(
                nonce: row.nonce, rollSize: roll.count,
                rollRoot: RollEntry.root(roll.map(\.entry)),
                lotCommitment: secret.map {
                    BallotLots.commitment(to: $0, of: context.feeds.chapter, for: ballot)
                }
            ).payload()
            try context.feeds.append(
                .ballotAnnounced, manifest, at: context.now, in: context.db)
            let opened = BallotOpened(
                ballot: ballot, manifestHash: BallotAnnounced.hash(payload: manifest))
            try context.feeds.append(
                .ballotOpened, opened.payload(), at: context.now, in: context.db)
            try context.db.execute(
                sql: "UPDATE ballot SET state = 'open', manifest = ?, lot_secret = ? WHERE id = ?",
                arguments: [Data(manifest), secret.map { Data($0) }, ballot])
            return roll.count
        }
    }

    private func roll(in db: Database) throws -> [(member: MemberID, entry: RollEntry)] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, name FROM member WHERE status = 'member' ORDER BY id")
        return rows.enumerated().map { index, row in
            let entry = RollEntry(
                salt: randomBytes(RollEntry.saltBytes), number: index + 1, name: row["name"],
                rightClass: "member")
            return (member: row["id"], entry: entry)
        }
    }
}
