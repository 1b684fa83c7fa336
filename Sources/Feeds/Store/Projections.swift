import Federation
public import GRDB

extension Feeds {
    /// Every shared table's maker.
    ///
    /// A new feature adds its line here.
    static let projections: [any Projection.Type] = [
        GovernanceProjection.self, MeetingsProjection.self, GroupsProjection.self,
        BallotsProjection.self, WitnessProjection.self, TakenBackProjection.self,
        CheckpointProjection.self, VocabularyProjection.self,
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
        guard let readers = readers[event.suffix.kind] else { return }
        try project(event, feed: number, by: readers, into: db)
    }

    /// Adds one stored event to the tables of these makers; one without a body adds nothing.
    private static func project(
        _ event: Event, feed number: Int64, by readers: [any Projection.Type], into db: Database
    ) throws {
        guard let payload = event.payload else { return }
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
            try held.eachEvent(in: db) { try project($0, feed: held.number, into: db) }
        }
        try forgetEverywhere(in: db)
    }

    /// Makes anew what one chapter's events of these kinds, and of those that are read with them,
    /// have made.
    ///
    /// It reads the chapter's whole history, so it is done once for many events.
    static func remake(_ kinds: Set<Kind>, of chapter: ChapterID, in db: Database) throws {
        let makers = projections.compactMap { $0 as? any ErasableProjection.Type }
            .filter { !kinds.isDisjoint(with: $0.kinds) }
        guard !makers.isEmpty else { return }
        for maker in makers { try maker.clear(chapter, in: db) }
        let read = Set(makers.flatMap { $0.kinds })
        for held in try HeldFeed.all(in: db) where held.name.chapter == chapter {
            try held.eachEvent(in: db) { event in
                guard read.contains(event.suffix.kind) else { return }
                try db.executePrepared(
                    sql: "DELETE FROM void_event WHERE feed = ? AND seq = ?",
                    arguments: [held.number, event.header.seq])
                let readers = makers.filter { $0.kinds.contains(event.suffix.kind) }
                try project(event, feed: held.number, by: readers, into: db)
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

extension Projection {
    /// Adds the events that were stored before this program knew their kinds.
    static func projectStored(in db: Database) throws {
        for held in try HeldFeed.all(in: db) {
            for place in try held.places(of: Set(kinds), in: db) {
                for event in try held.events(from: place, limit: 1, in: db) {
                    try Feeds.project(event, feed: held.number, into: db)
                }
            }
        }
    }
}
