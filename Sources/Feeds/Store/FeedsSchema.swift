public import GRDB

extension Feeds {
    /// Registers the migrations of the event store and of every shared table.
    ///
    /// A migration is plain SQL and is never edited once it has landed; a change is a new one.
    public static func registerMigrations(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("feeds-0001") { db in
            try db.execute(sql: eventStore)
            try db.execute(sql: linkTables)
            for projection in firstProjections { try db.execute(sql: projection.schema) }
        }
        migrator.registerMigration("feeds-0002") { db in
            try db.execute(sql: MeetingsProjection.changes)
        }
        migrator.registerMigration("feeds-0003") { db in
            try db.execute(sql: wholeQuarantine)
            try db.execute(sql: GovernanceProjection.epoch)
        }
        migrator.registerMigration("witnesses-0001") { db in
            try db.execute(sql: WitnessProjection.schema)
            try db.execute(sql: pastForks)
        }
        migrator.registerMigration("keys-0001") { db in
            try db.execute(sql: GovernanceProjection.keyChanges)
        }
        migrator.registerMigration("taking-back-0001") { db in
            try db.execute(sql: TakenBackProjection.schema)
            try db.execute(sql: withoutBody)
        }
        migrator.registerMigration("links-0001") { db in try db.execute(sql: contactTable) }
        migrator.registerMigration("links-0002") { db in
            try db.execute(sql: GovernanceProjection.nodePlace)
        }
        migrator.registerMigration("acknowledged-0001") { db in
            try db.execute(sql: acknowledgementTable)
        }
        migrator.registerMigration("checkpoints-0001") { db in
            try db.execute(sql: CheckpointProjection.schema)
            try CheckpointProjection.projectStored(in: db)
        }
        migrator.registerMigration("vocabulary-0001") { db in
            try db.execute(sql: VocabularyProjection.schema)
            try VocabularyProjection.projectStored(in: db)
        }
        migrator.registerMigration("numbered-papers-0001") { db in
            try db.execute(sql: BallotsProjection.numberedPapers)
        }
    }

    /// The makers of the shared tables that `feeds-0001` creates.
    private static let firstProjections: [any Projection.Type] = [
        GovernanceProjection.self, MeetingsProjection.self, GroupsProjection.self,
        BallotsProjection.self,
    ]

    /// The store is keyed by feed and place and has no index on ids, which would cost three
    /// quarters of its speed.
    ///
    /// An id is found through its feed.
    private static let eventStore = """
        CREATE TABLE feed (
            number INTEGER PRIMARY KEY,
            chapter BLOB NOT NULL CHECK (length(chapter) = 32),
            epoch INTEGER NOT NULL CHECK (epoch >= 0),
            seq INTEGER NOT NULL CHECK (seq >= 0),      -- the last event that is held
            tip BLOB NOT NULL CHECK (length(tip) = 32), -- its id
            time INTEGER NOT NULL,                      -- its hybrid time
            UNIQUE (chapter, epoch)
        ) STRICT;
        CREATE TABLE event (
            feed INTEGER NOT NULL REFERENCES feed (number),
            seq INTEGER NOT NULL CHECK (seq >= 1),
            id BLOB NOT NULL CHECK (length(id) = 32),
            suffix BLOB NOT NULL,
            body BLOB,                                  -- NULL where the author took it back
            body_hash BLOB CHECK (body IS NOT NULL OR length(body_hash) = 32),
            body_length INTEGER CHECK (body IS NOT NULL OR body_length >= 16),
            signature BLOB CHECK (signature IS NULL OR length(signature) = 64),
            PRIMARY KEY (feed, seq)
        ) STRICT, WITHOUT ROWID;
        -- Events above a fork: kept as evidence, part of nothing.
        CREATE TABLE quarantine (
            feed INTEGER NOT NULL REFERENCES feed (number),
            seq INTEGER NOT NULL,
            id BLOB NOT NULL,
            suffix BLOB NOT NULL,
            body BLOB,
            signature BLOB,
            PRIMARY KEY (feed, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE fork (
            feed INTEGER PRIMARY KEY REFERENCES feed (number),
            seq INTEGER NOT NULL,
            proof BLOB NOT NULL
        ) STRICT;
        -- What acts have said while the chapter may not yet write to its own feed.
        CREATE TABLE outbox (
            number INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            payload BLOB NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        -- Authenticated events that change no shared table, and why.
        CREATE TABLE void_event (
            feed INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (feed, seq)
        ) STRICT, WITHOUT ROWID;
        """

    /// Forks that change nothing, because others had witnessed what came after them.
    private static let pastForks = """
        CREATE TABLE past_fork (
            feed INTEGER PRIMARY KEY REFERENCES feed (number),
            seq INTEGER NOT NULL,
            proof BLOB NOT NULL,
            settled_seq INTEGER NOT NULL,    -- the event that was witnessed
            settled_id BLOB NOT NULL
        ) STRICT;
        """

    /// Events put aside are passed on where a signature among them proves what came before.
    private static let wholeQuarantine = """
        ALTER TABLE quarantine ADD COLUMN body_hash BLOB;
        ALTER TABLE quarantine ADD COLUMN body_length INTEGER;
        """

    /// The few events without a body are found without reading all others.
    private static let withoutBody = """
        CREATE INDEX event_without_body ON event (feed, seq) WHERE body IS NULL;
        """
}
