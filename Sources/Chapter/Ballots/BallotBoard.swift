import Federation
import Feeds
import GRDB

/// The ballots as a page lists them: those that run whole, those that are over a page at a time.
public struct BallotBoard: Hashable, Sendable {
    /// Where the next page of past ballots begins.
    public struct Place: Hashable, Sendable, CustomStringConvertible {
        let announced: Int64
        let ballot: ObjectID

        /// Reads what `description` has written; nil when it is anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: "-")
            guard parts.count == 2, let announced = Int64(parts[0]),
                let ballot = ObjectID(String(parts[1]))
            else { return nil }
            self.announced = announced
            self.ballot = ballot
        }

        init(announced: Int64, ballot: ObjectID) {
            self.announced = announced
            self.ballot = ballot
        }

        /// Milliseconds and an id, for an address.
        public var description: String { "\(announced)-\(ballot)" }
    }

    /// Announced or open, of this chapter and the linked ones, the latest first.
    public var running: [BallotRecord]
    /// Written down at home, for those who run ballots.
    public var drafts: [BallotRecord]
    /// Closed or cancelled, the latest first.
    public var past: [BallotRecord]
    /// Where the past goes on; nil at its end.
    public var next: Place?

    /// So many past ballots are on one page.
    public static let pageSize = 20
}

extension Chapter {
    /// Reads the board, its past from a place on; visitors see nothing.
    public func ballotBoard(after place: BallotBoard.Place? = nil, as viewer: Viewer)
        async throws -> BallotBoard
    {
        guard viewer != .visitor else {
            return BallotBoard(running: [], drafts: [], past: [], next: nil)
        }
        return try await read { db in
            let past = try past(after: place, in: db)
            let page = past.prefix(BallotBoard.pageSize)
            return BallotBoard(
                running: try running(in: db, as: viewer),
                drafts: viewer.may(.runBallots) ? try drafts(in: db) : [],
                past: try records(Array(page), in: db, as: viewer),
                next: past.count <= page.count
                    ? nil
                    : page.last.map {
                        BallotBoard.Place(announced: $0["announced_at"], ballot: $0["ballot"])
                    })
        }
    }

    /// The ballots that are announced or open, the latest first; visitors see none.
    func running(in db: Database, as viewer: Viewer) throws -> [BallotRecord] {
        guard viewer != .visitor else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(BallotRecord.sharedColumns) FROM shared_ballot
                WHERE state IN ('announced', 'open') AND \(notBlocked)
                ORDER BY announced_at DESC, ballot
                """)
        return try records(rows, in: db, as: viewer)
    }

    private func records(_ rows: [Row], in db: Database, as viewer: Viewer) throws
        -> [BallotRecord]
    {
        try rows.map { try BallotRecord(shared: $0, in: db, of: self, as: viewer) }
    }

    /// One more than a page, to know whether there is a next one.
    private func past(after place: BallotBoard.Place?, in db: Database) throws -> [Row] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(BallotRecord.sharedColumns) FROM shared_ballot
                WHERE state IN ('closed', 'cancelled') AND \(notBlocked)
                  AND (:at IS NULL OR announced_at < :at
                    OR (announced_at = :at AND ballot > :ballot))
                ORDER BY announced_at DESC, ballot LIMIT :limit
                """,
            arguments: [
                "at": place?.announced, "ballot": place?.ballot,
                "limit": BallotBoard.pageSize + 1,
            ])
    }

    private func drafts(in db: Database) throws -> [BallotRecord] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM ballot WHERE state = 'draft' ORDER BY drafted_at DESC, id")
        return try rows.compactMap { row in
            try BallotRow(row, in: db).map {
                BallotRecord(draft: $0, reason: "", chapter: feeds.chapter)
            }
        }
    }
}
