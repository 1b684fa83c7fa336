import Federation
import Feeds
import Foundation
import GRDB
import Tally

/// A ballot as its chapter published it, with the papers in the order of their trackers.
struct PublishedBallot {
    let ballot: ObjectID
    let chapter: ChapterID
    let announcements: Int
    /// The payload of the announcement.
    let manifest: [UInt8]
    /// The payload of the closing, once there is one.
    let closing: [UInt8]?
    var papers: [BallotPaper]

    static func find(_ id: ObjectID, in db: Database) throws -> PublishedBallot? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM shared_ballot WHERE ballot = ?", arguments: [id])
        guard let row else { return nil }
        let papers = try ["shared_paper", "shared_numbered_paper"].flatMap { table in
            try Row.fetchAll(
                db, sql: "SELECT * FROM \(table) WHERE ballot = ? ORDER BY tracker",
                arguments: [id])
        }
        return PublishedBallot(
            ballot: id, chapter: row["chapter"], announcements: row["announcements"],
            manifest: Array(row["manifest"] as Data),
            closing: (row["result"] as Data?).map { Array($0) },
            papers: papers.map(BallotPaper.init))
    }

    /// How papers with numbers were counted, with the lots of the host's secret; nil before the close,
    /// where papers name one option, and where they cannot be counted.
    var countLog: CountLog? {
        guard let closing, let said = try? BallotClosed(payload: closing),
            let announced = try? BallotAnnounced(payload: manifest), let drawn = said.lots
        else { return nil }
        return BallotCount(announced: announced, ballot: ballot, chapter: chapter, papers: papers)
            .log(lotSecret: drawn.secret)
    }

    /// What the host should have said at the close, counted from the papers; nil when the manifest
    /// cannot be counted.
    ///
    /// The marks cannot be counted by others: a result that cannot be true, with more papers than
    /// marks or more marks than people, is never equal to this one.
    var ownCount: BallotClosed? {
        guard let announced = try? BallotAnnounced(payload: manifest) else { return nil }
        let said = closing.flatMap { try? BallotClosed(payload: $0) }
        let marks = min(max(said?.marks ?? 0, papers.count), announced.rollSize)
        return BallotCount(
            announced: announced, ballot: ballot, chapter: chapter, papers: papers
        ).closing(
            manifestHash: BallotAnnounced.hash(payload: manifest), marks: marks,
            lotSecret: said?.lots?.secret)
    }
}
