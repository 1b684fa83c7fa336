public import Federation
import Feeds
import Foundation
import GRDB

/// How many of those who could vote did, as the chapter has published it with the result.
public struct VoteTurnout: Hashable, Sendable {
    /// The vote.
    public let ballot: ObjectID
    /// What was asked.
    public let question: String
    /// The chapter's day on which it was closed, as 2026-05-01.
    public let closedOn: String
    /// How many were on the roll.
    public let rollSize: Int
    /// How many of them have voted.
    public let voted: Int

    /// So many votes are shown at most.
    public static let most = 50

    /// The chapter's closed votes up to the end of a day; nothing is read but what was announced.
    static func read(since first: DayNumber?, until day: DayNumber, in db: Database) throws
        -> [VoteTurnout]
    {
        let zone = try chapterTimeZone(db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.ballot, s.question, s.roll_size, s.closed_at, s.result
                FROM shared_ballot s JOIN ballot b ON b.id = s.ballot
                WHERE s.state = 'closed' AND s.closed_at >= ? AND s.closed_at < ?
                ORDER BY s.closed_at DESC, s.ballot LIMIT \(most)
                """, arguments: [first?.begins(in: zone) ?? 0, day.plus(days: 1).begins(in: zone)])
        return try rows.compactMap { row in
            let closed = Timestamp(milliseconds: row["closed_at"])
            let result = try BallotClosed(payload: Array(row["result"] as Data))
            guard let closedOn = CalendarDay(closed, in: zone) else { return nil }
            return VoteTurnout(
                ballot: row["ballot"], question: row["question"], closedOn: closedOn.description,
                rollSize: row["roll_size"], voted: result.marks)
        }
    }
}
