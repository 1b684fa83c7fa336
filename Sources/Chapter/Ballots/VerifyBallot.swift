public import Federation
import Feeds
import Foundation
import GRDB
import Sodium

extension Chapter {
    /// Checks a closed ballot, of this chapter or a linked one, from the events up: signatures,
    /// manifest, papers one by one, root, counts and numbers.
    public func verifyBallot(_ id: ObjectID, as viewer: Viewer) async throws
        -> Result<BallotVerification, Refusal>
    {
        guard viewer != .visitor else { return .failure(.notAllowed(.takePart)) }
        return try await read { db in
            try refusing {
                let (ballot, held) = try closedBallot(id, in: db)
                let keys = try held.first.flatMap { try feeds.keys(in: db)[$0.header.feed] }
                var verification = BallotEvidence(
                    ballot: id, chapter: ballot.chapter, keys: keys,
                    events: held.map { SignedEvent($0) }, listed: ballot.papers,
                    listedClosing: ballot.closing
                ).verification()
                if storedManifest(held) != ballot.manifest {
                    verification.findings.append(
                        "The stored manifest is not the signed one: it was changed.")
                }
                return verification
            }
        }
    }

    /// Checks a ballot file by itself, and against what this node holds of the same ballot.
    public func verifyBallot(_ file: BallotFile, as viewer: Viewer) async throws
        -> Result<BallotVerification, Refusal>
    {
        guard viewer != .visitor else { return .failure(.notAllowed(.takePart)) }
        var verification = file.verification()
        guard let id = ObjectID(file.ballotID) else { return .success(verification) }
        let headers = try await read { db in
            try signedEvents(of: id, in: db).map { Hex.text($0.header.bytes) }
        }
        if !headers.isEmpty, headers != file.events.map(\.header) {
            verification.findings.append(
                "This node holds other events of the same ballot than the file.")
        }
        return .success(verification)
    }

    /// Everything that anybody needs to check a closed ballot alone.
    public func exportBallot(_ id: ObjectID, as viewer: Viewer) async throws
        -> Result<BallotFile, Refusal>
    {
        guard viewer != .visitor else { return .failure(.notAllowed(.takePart)) }
        return try await read { db in
            try refusing {
                let (ballot, held) = try closedBallot(id, in: db)
                let manifest = try BallotAnnounced(payload: ballot.manifest)
                let closing = try ballot.closing.map { try BallotClosed(payload: $0) }
                return BallotFile(
                    format: BallotFile.format, chapterID: ballot.chapter.description,
                    ballotID: id.description,
                    opening: Hex.text(try opening(of: ballot.chapter, in: db)),
                    keyChanges: try keyChanges(of: held, in: db),
                    question: manifest.question, options: manifest.options,
                    counts: closing?.counts ?? [],
                    papers: ballot.papers.map(BallotFile.Paper.init),
                    events: held.map { SignedEvent($0) })
            }
        }
    }

    private func closedBallot(_ id: ObjectID, in db: Database) throws -> (
        ballot: PublishedBallot, events: [Event]
    ) {
        guard let ballot = try PublishedBallot.find(id, in: db) else {
            throw Refusal.notFound("ballot that was announced")
        }
        guard ballot.closing != nil else {
            throw Refusal(.conflict, "This ballot is not closed, so there is no result to check.")
        }
        return (ballot, try signedEvents(of: id, in: db))
    }

    /// The events of a ballot as the store holds them, in the order of the feed.
    private func signedEvents(of ballot: ObjectID, in db: Database) throws -> [Event] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT chapter, epoch, seq FROM shared_ballot_event JOIN shared_ballot USING (ballot)
                WHERE ballot = ? ORDER BY epoch, seq
                """,
            arguments: [ballot])
        return try rows.flatMap { row in
            let feed = FeedName(chapter: row["chapter"], epoch: UInt32(row["epoch"] as Int64))
            let seq = UInt64(row["seq"] as Int64)
            return try HeldFeed.find(feed, in: db)?.events(from: seq, limit: 1, in: db) ?? []
        }
    }

    private func storedManifest(_ events: [Event]) -> [UInt8]? {
        events.first { $0.suffix.kind == .ballotAnnounced }?.payload
    }

    /// The changes of the key in the feed of these events, as payloads in hexadecimal.
    private func keyChanges(of events: [Event], in db: Database) throws -> [String]? {
        let keys = try events.first.flatMap { try feeds.keys(in: db)[$0.header.feed] }
        let changes = keys?.changes.map { Hex.text($0.payload) } ?? []
        return changes.isEmpty ? nil : changes
    }

    /// The payload of the first event of a chapter's feed.
    private func opening(of chapter: ChapterID, in db: Database) throws -> [UInt8] {
        let stored = try Data.fetchOne(
            db, sql: "SELECT certificate FROM shared_chapter WHERE chapter = ?",
            arguments: [chapter])
        return stored.map { Array($0) } ?? []
    }
}
