public import Federation
import Feeds
import Foundation
import GRDB

/// How far a ballot is, as people see it.
public enum BallotState: String, CaseIterable, Hashable, Sendable {
    /// Written down at home; nobody else knows of it.
    case draft
    /// Announced and not yet open.
    case announced
    /// Members vote.
    case open
    /// Counted and published.
    case closed
    /// Ended without a count.
    case cancelled
}

/// What another chapter found when it counted the published papers.
public struct RecountShown: Hashable, Sendable {
    /// Who counted.
    public var chapter: ChapterID
    /// Whether they came to the host's result.
    public var agrees: Bool
}

/// How a ballot concerns the member who looks.
public enum BallotStanding: String, Hashable, Sendable {
    /// They are not on the roll, or it is another chapter's ballot.
    case noRight
    /// They may vote and have not.
    case mayVote
    /// They have voted.
    case hasVoted
}

/// Everything that people may see of one ballot, of this chapter or a linked one.
public struct BallotRecord: Hashable, Sendable {
    /// The ballot.
    public var id: ObjectID
    /// Whose it is.
    public var chapter: ChapterID
    /// Whether it is this chapter's.
    public var isOwn: Bool
    /// How far it is.
    public var state: BallotState
    /// What is asked.
    public var question: String
    /// The answers in their order.
    public var options: [String]
    /// How it is voted and counted.
    public var method: BallotMethod
    /// What the leading option needs.
    public var threshold: BallotThreshold
    /// How many options are to be chosen.
    public var seats: Int
    /// The most points for an option where papers give points, otherwise 0.
    public var highestScore: Int
    /// The part of the roll that must vote, if any.
    public var quorum: BallotQuorum?
    /// How many may vote; nil for a draft.
    public var rollSize: Int?
    /// How many have voted; nil where that is not known here before the close.
    public var turnout: Int?
    /// The host's result after the close.
    public var result: BallotClosed?
    /// What other chapters counted.
    public var recounts: [RecountShown]
    /// When it was announced; nil for a draft.
    public var announced: Timestamp?
    /// When the chapter's computer closes it by itself; nil where a coordinator does, and for
    /// another chapter's ballot.
    public var closes: Timestamp?
    /// When it was closed.
    public var closed: Timestamp?
    /// Why it was cancelled, or nothing.
    public var reason: String
    /// How it concerns the member who looks.
    public var standing: BallotStanding

    /// Who can see how somebody votes, in one sentence.
    public var secrecySentence: String { SecrecySentence.text(rollSize: rollSize) }
}

extension BallotRecord {
    /// What is read of a shared ballot; its closing time stands at home alone.
    static let sharedColumns = """
        shared_ballot.*,
        (SELECT closes_at FROM ballot WHERE id = shared_ballot.ballot) AS closes_at
        """

    /// Reads a ballot; nil when there is none that the viewer may know of.
    static func find(
        _ id: ObjectID, in db: Database, of chapter: Chapter, as viewer: Viewer
    ) throws -> BallotRecord? {
        guard viewer != .visitor else { return nil }
        let shared = try Row.fetchOne(
            db, sql: "SELECT \(sharedColumns) FROM shared_ballot WHERE ballot = ?",
            arguments: [id])
        if let shared { return try BallotRecord(shared: shared, in: db, of: chapter, as: viewer) }
        let own = try Row.fetchOne(db, sql: "SELECT * FROM ballot WHERE id = ?", arguments: [id])
        guard viewer.may(.runBallots), let own, let row = try BallotRow(own, in: db) else {
            return nil
        }
        let reason: String = own["reason"]
        return BallotRecord(draft: row, reason: reason, chapter: chapter.feeds.chapter)
    }

    /// All ballots that the viewer may know of: drafts first, then the latest announced.
    static func fetch(_ db: Database, of chapter: Chapter, as viewer: Viewer) throws
        -> [BallotRecord]
    {
        guard viewer != .visitor else { return [] }
        var ballots: [BallotRecord] = []
        if viewer.may(.runBallots) {
            let drafts = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM ballot WHERE id NOT IN (SELECT ballot FROM shared_ballot)
                    ORDER BY drafted_at DESC, id
                    """)
            for draft in drafts {
                guard let row = try BallotRow(draft, in: db) else { continue }
                ballots.append(
                    BallotRecord(
                        draft: row, reason: draft["reason"], chapter: chapter.feeds.chapter))
            }
        }
        let shared = try Row.fetchAll(
            db,
            sql: """
                SELECT \(sharedColumns) FROM shared_ballot WHERE \(notBlocked)
                ORDER BY announced_at DESC, ballot
                """)
        for row in shared {
            ballots.append(try BallotRecord(shared: row, in: db, of: chapter, as: viewer))
        }
        return ballots
    }

    init(draft row: BallotRow, reason: String, chapter: ChapterID) {
        self.init(
            id: row.id, chapter: chapter, isOwn: true,
            state: row.state == .cancelled ? .cancelled : .draft, question: row.plan.question,
            options: row.plan.options, method: row.plan.method, threshold: row.plan.threshold,
            seats: row.plan.seats, highestScore: row.plan.highestScore, quorum: row.plan.quorum,
            rollSize: nil, turnout: nil, result: nil, recounts: [],
            announced: nil, closes: row.plan.closes, closed: nil, reason: reason,
            standing: .noRight)
    }

    init(shared row: Row, in db: Database, of chapter: Chapter, as viewer: Viewer) throws {
        id = row["ballot"]
        self.chapter = row["chapter"]
        isOwn = self.chapter == chapter.feeds.chapter
        state = BallotState(rawValue: row["state"]) ?? .announced
        let manifest = try BallotAnnounced(payload: Array(row["manifest"] as Data))
        question = manifest.question
        options = manifest.options
        method = manifest.method
        threshold = manifest.threshold
        seats = manifest.seats
        highestScore = manifest.highestScore
        quorum = manifest.quorum
        rollSize = manifest.rollSize
        let payload = (row["result"] as Data?).map { Array($0) }
        result = try payload.map { try BallotClosed(payload: $0) }
        announced = Timestamp(milliseconds: row["announced_at"])
        closes = (row["closes_at"] as Int64?).map { Timestamp(milliseconds: $0) }
        closed = (row["closed_at"] as Int64?).map { Timestamp(milliseconds: $0) }
        reason = row["reason"]
        turnout = result?.marks
        standing = .noRight
        recounts =
            try payload.map { try Self.recounts(of: row["ballot"], result: $0, in: db) } ?? []
        // A box that was moved away must not hide the ballot; casting and closing name the fault.
        guard isOwn, state == .open || state == .closed,
            let box = try? chapter.ballotBoxes.box(of: id)
        else { return }
        turnout = try turnout ?? box.marks()
        if let member = viewer.memberID, let voted = try box.hasVoted(member) {
            standing = voted ? .hasVoted : state == .open ? .mayVote : .noRight
        }
    }

    /// The recounts of exactly this result.
    private static func recounts(of ballot: ObjectID, result: [UInt8], in db: Database) throws
        -> [RecountShown]
    {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT chapter, agrees FROM shared_recount
                WHERE ballot = ? AND result_hash = ? ORDER BY chapter
                """,
            arguments: [ballot, BallotClosed.hash(payload: result)])
        return rows.map { RecountShown(chapter: $0["chapter"], agrees: $0["agrees"]) }
    }
}

extension Chapter {
    /// Lists the ballots that the viewer may know of; visitors see none.
    public func ballots(as viewer: Viewer) async throws -> [BallotRecord] {
        try await read { try BallotRecord.fetch($0, of: self, as: viewer) }
    }

    /// Reads a ballot; nil when there is none that the viewer may know of.
    public func ballot(_ id: ObjectID, as viewer: Viewer) async throws -> BallotRecord? {
        try await read { try BallotRecord.find(id, in: $0, of: self, as: viewer) }
    }
}
