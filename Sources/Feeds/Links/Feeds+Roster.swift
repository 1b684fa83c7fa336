public import Federation
import Foundation
public import GRDB
import Sodium
import Synchronization

extension Feeds {
    /// The federation this chapter belongs to now: what it joined last and has not left since.
    public func membership(in db: Database) throws -> FederationCertificate? {
        try Data.fetchOne(
            db,
            sql: """
                SELECT certificate FROM shared_membership
                WHERE chapter = ? AND joined > left_at ORDER BY joined DESC LIMIT 1
                """,
            arguments: [chapter.data]
        ).flatMap { FederationCertificate(payload: [UInt8]($0)) } ?? comingBack?.certificate
    }

    /// The roster as the events held here give it; nil without a federation.
    public func roster(in db: Database) throws -> Roster? {
        guard let certificate = try membership(in: db) else { return nil }
        var facts = GovernanceFacts()
        facts.vouchings = try endorsements(in: db)
        let left = try Row.fetchAll(
            db, sql: "SELECT chapter, left_at FROM shared_membership WHERE federation = ?",
            arguments: [certificate.federation.bytes.data])
        for row in left where row["left_at"] as Int64 > 0 {
            guard let chapter = Self.chapter(row["chapter"]) else { continue }
            facts.departures[chapter] = UInt64(row["left_at"] as Int64)
        }
        for row in try Row.fetchAll(db, sql: "SELECT chapter, record, place FROM shared_node") {
            guard let chapter = Self.chapter(row["chapter"]),
                let record = NodeRecord(payload: [UInt8](row["record"] as Data))
            else { continue }
            facts.nodes[chapter] = GovernanceFacts.RecordedNode(
                place: UInt64(row["place"] as Int64), record: record)
        }
        let chapters = try Row.fetchAll(
            db, sql: "SELECT chapter, name, epoch, certificate FROM shared_chapter")
        for row in chapters {
            guard let chapter = Self.chapter(row["chapter"]) else { continue }
            facts.names[chapter] = row["name"]
            guard row["epoch"] as Int64 > 0, let opening = row["certificate"] as Data? else {
                continue
            }
            facts.certificates[chapter] = FeedOpening(payload: [UInt8](opening))?.certificate
        }
        let roster = Roster(certificate, facts)
        return comingBack.map { roster.with($0.inviter, unless: facts.nodes) } ?? roster
    }

    func endorsements(in db: Database) throws -> [GovernanceFacts.Vouching] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM shared_endorsement")
        // Each takes two signature checks, and the roster is read often.
        let known = state.withLock { $0.endorsements }
        var kept: [Data: Endorsement] = [:]
        let vouchings = rows.compactMap { row -> GovernanceFacts.Vouching? in
            let payload: Data = row["payload"]
            guard let endorser = Self.chapter(row["endorser"]),
                let endorsement = known[payload] ?? Endorsement(payload: [UInt8](payload))
            else { return nil }
            kept[payload] = endorsement
            return GovernanceFacts.Vouching(
                endorser: endorser, place: UInt64(row["seq"] as Int64), endorsement: endorsement)
        }
        state.withLock { [kept] in $0.endorsements = kept }
        return vouchings
    }

    /// The keys of all feeds that were ever known here, for checking what is stored.
    public func keys(in db: Database) throws -> [FeedName: FeedKeys] {
        var first = [author.feed: author.certificate.keys.first]
        for held in try HeldFeed.all(in: db) {
            guard let opening = try held.opening(in: db) else { continue }
            first[held.name] = opening.certificate.keys.first
        }
        for entry in try roster(in: db)?.entries ?? [] {
            first[entry.certificate.feed] = entry.certificate.keys.first
        }
        return try Self.keys(from: first, in: db)
    }

    /// The name under which a chapter is known here, or the beginning of its id.
    public func name(of chapter: ChapterID, in db: Database) throws -> String {
        try String.fetchOne(
            db, sql: "SELECT name FROM shared_chapter WHERE chapter = ?",
            arguments: [chapter.data]) ?? String(chapter.description.prefix(8))
    }

    /// This chapter's name and profile as its feed says them.
    public func profile(in db: Database) throws -> ChapterProfile {
        let row = try Row.fetchOne(
            db, sql: "SELECT name, profile FROM shared_chapter WHERE chapter = ?",
            arguments: [chapter.data])
        return ChapterProfile(
            name: row?["name"] ?? String(chapter.description.prefix(8)),
            profile: row?["profile"] ?? "")
    }

    private static func chapter(_ data: Data) -> ChapterID? {
        Bytes32(data).map { ChapterID($0) }
    }
}
