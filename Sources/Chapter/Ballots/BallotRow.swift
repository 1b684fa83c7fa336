import Federation
import Feeds
import Foundation
import GRDB
import Tally

/// A ballot of this chapter as its own table keeps it.
struct BallotRow {
    enum State: String {
        case draft
        case open
        case closed
        case cancelled
    }

    let id: ObjectID
    let nonce: [UInt8]
    let plan: BallotPlan
    let state: State
    /// The payload of the announcement, once there is one.
    let manifest: [UInt8]?
    /// What lots will be drawn with, once there is an announcement and if papers have numbers.
    let lotSecret: [UInt8]?

    /// The chapter's own ballot with this id; none is thrown as a refusal.
    static func find(_ id: ObjectID, in db: Database) throws -> BallotRow {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM ballot WHERE id = ?", arguments: [id])
        guard let row, let ballot = try BallotRow(row, in: db) else {
            throw Refusal.notFound("ballot of this chapter")
        }
        return ballot
    }

    init?(_ row: Row, in db: Database) throws {
        id = row["id"]
        guard let state = State(rawValue: row["state"]),
            let method = BallotMethod(rawValue: row["method"]),
            let threshold = BallotThreshold(rawValue: row["threshold"])
        else { return nil }
        let options = try String.fetchAll(
            db, sql: "SELECT text FROM ballot_option WHERE ballot_id = ? ORDER BY number",
            arguments: [id])
        let nonce: Data = row["nonce"]
        let manifest: Data? = row["manifest"]
        let numerator: Int? = row["quorum_numerator"]
        let denominator: Int? = row["quorum_denominator"]
        self.nonce = Array(nonce)
        self.state = state
        self.manifest = manifest.map { Array($0) }
        lotSecret = (row["lot_secret"] as Data?).map { Array($0) }
        plan = BallotPlan(
            question: row["question"], options: options, method: method, threshold: threshold,
            quorum: BallotQuorum(numerator ?? 0, of: denominator ?? 0),
            closes: (row["closes_at"] as Int64?).map { Timestamp(milliseconds: $0) },
            seats: row["seats"], highestScore: row["highest_score"])
    }
}
