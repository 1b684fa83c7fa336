import Federation
public import GRDB

extension Feeds {
    /// Every shared table's maker.
    ///
    /// A new feature adds its line here.
    static let projections: [any Projection.Type] = [
        GovernanceProjection.self, MeetingsProjection.self, GroupsProjection.self,
        BallotsProjection.self, WitnessProjection.self,
    ]

    /// The makers that read each kind.
    private static let readers: [Kind: [any Projection.Type]] = {
        var readers: [Kind: [any Projection.Type]] = [:]
        for projection in projections {
            for kind in projection.kinds { readers[kind, default: []].append(projection) }
        }
        return readers
    }()

    /// Adds one stored event to the shared tables.
    static func project(_ event: Event, feed number: Int64, into db: Database) throws {
        guard let readers = readers[event.suffix.kind], let payload = event.payload else { return }
        let seen = StoredEvent(
            chapter: event.header.feed.chapter, epoch: event.header.feed.epoch,
            seq: event.header.seq, id: event.id, time: event.suffix.time,
            kind: event.suffix.kind, payload: payload)
        for reader in readers {
            guard let reason = try reader.project(seen, into: db) else { continue }
            let statement = try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO void_event (feed, seq, reason) VALUES (?, ?, ?)")
            try statement.execute(arguments: [number, event.header.seq, reason.name])
        }
    }

    /// Empties every shared table and makes it anew from the feeds.
    public static func rebuild(in db: Database) throws {
        try db.execute(sql: "DELETE FROM void_event")
        for table in projections.flatMap({ $0.tables }) {
            try db.execute(sql: "DELETE FROM \(table.quotedDatabaseIdentifier)")
        }
        for held in try HeldFeed.all(in: db) {
            var from: UInt64 = 1
            while from <= held.tip.seq {
                let events = try held.events(from: from, limit: 1000, in: db)
                guard let last = events.last else { break }
                for event in events { try project(event, feed: held.number, into: db) }
                from = last.header.seq + 1
            }
        }
    }

    /// How many authenticated events changed no table, by reason.
    public func voidEvents(in db: Database) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        let rows = try Row.fetchAll(
            db, sql: "SELECT reason, count(*) AS count FROM void_event GROUP BY reason")
        for row in rows { counts[row["reason"]] = row["count"] }
        return counts
    }

    /// The names of all shared tables, for comparing two nodes' state.
    public static var sharedTables: [String] { projections.flatMap { $0.tables }.sorted() }
}
