import Federation
import Foundation
import GRDB

/// What became of a paper that was put into a box.
enum PaperVerdict: Hashable {
    /// It counts.
    case counted
    /// It was in the box already, from the same form: an answer that was lost on the way.
    case countedBefore
    /// The member has voted, with another form.
    case alreadyVoted
    /// Somebody's paper has this tracker.
    case trackerTaken
    /// The member is not on the roll.
    case notOnRoll
    /// The box is sealed: the count has begun.
    case sealed
}

/// The box of one ballot: roll, marks and papers.
///
/// Nothing connects a mark with a paper: no number, no time, no order. Papers lie in the order of
/// their random trackers, deleted bytes are overwritten, and at the close the file is written anew.
/// Whoever watches the disk or the memory of the running node can still see more.
struct BallotBox {
    enum Place {
        case memory(DatabaseQueue)
        case file(String)
    }

    static let freshSuffix = ".fresh"

    private let place: Place
    private let queue: DatabaseQueue

    init(_ place: Place, creates: Bool) throws {
        self.place = place
        switch place {
        case .memory(let queue): self.queue = queue
        case .file(let path):
            if creates { try OwnFile.make(at: path) }
            queue = try Self.open(path)
        }
        if creates { try queue.write { try $0.execute(sql: Self.schema) } }
    }

    /// Puts a roll into a box that no paper has reached, instead of any roll before.
    func freeze(_ roll: [(member: MemberID, entry: RollEntry)]) throws {
        try queue.write { db in
            let papers = try Int.fetchOne(
                db,
                sql: "SELECT (SELECT count(*) FROM paper) + (SELECT count(*) FROM numbered_paper)")
            precondition(papers == 0, "a roll is frozen before voting begins")
            try db.execute(sql: "DELETE FROM roll")
            let insert = try db.cachedStatement(
                sql: """
                    INSERT INTO roll (number, member_id, name, salt, class, mark)
                    VALUES (?, ?, ?, ?, ?, 0)
                    """)
            for (member, entry) in roll {
                try insert.execute(arguments: [
                    entry.number, member, entry.name, Data(entry.salt), entry.rightClass,
                ])
            }
        }
    }

    /// Puts a paper in and marks its voter, both or neither.
    func cast(_ paper: BallotPaper, by member: MemberID) throws -> PaperVerdict {
        try queue.write { db in
            let mark = try Bool.fetchOne(
                db, sql: "SELECT mark FROM roll WHERE member_id = ?", arguments: [member])
            guard let mark else { return .notOnRoll }
            let tracker = Data(paper.tracker)
            let table = paper.choice == nil ? "numbered_paper" : "paper"
            let before = try Row.fetchOne(
                db, sql: "SELECT * FROM \(table) WHERE tracker = ?", arguments: [tracker]
            ).map(BallotPaper.init)
            if mark { return before == paper ? .countedBefore : .alreadyVoted }
            guard before == nil else { return .trackerTaken }
            guard try !Self.isSealed(db) else { return .sealed }
            let said: any DatabaseValueConvertible =
                switch paper.content {
                case .choice(let choice): choice
                case .numbers(let numbers): Data(numbers)
                }
            try db.execute(sql: "INSERT INTO \(table) VALUES (?, ?)", arguments: [tracker, said])
            try db.execute(
                sql: "UPDATE roll SET mark = 1 WHERE member_id = ?", arguments: [member])
            return .counted
        }
    }

    /// Takes no more papers from here on.
    func seal() throws {
        try queue.write { try $0.execute(sql: "UPDATE box SET sealed = 1") }
    }

    /// Writes the file anew in the order of its keys, without a trace of how it grew.
    ///
    /// The old file is gone once the new one is on the disk. The box must not be used afterwards.
    func compact() throws {
        switch place {
        case .memory(let queue): try queue.vacuum()
        case .file(let path):
            let fresh = path + Self.freshSuffix
            try? FileManager.default.removeItem(atPath: fresh)
            try OwnFile.make(at: fresh)
            try queue.vacuum(into: fresh)
            try queue.close()
            try OwnFile.replace(path, with: fresh)
        }
    }

    /// The papers in the order of their trackers.
    func papers() throws -> [BallotPaper] {
        try queue.read { db in
            // A box that was made before papers could have numbers has no table for them.
            let tables =
                try db.tableExists("numbered_paper") ? ["paper", "numbered_paper"] : ["paper"]
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY tracker")
                    .map(BallotPaper.init)
            }
        }
    }

    /// How many people have voted.
    func marks() throws -> Int {
        try queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM roll WHERE mark = 1") ?? 0
        }
    }

    /// Whether a member has voted; nil when they are not on the roll.
    func hasVoted(_ member: MemberID) throws -> Bool? {
        try queue.read {
            try Bool.fetchOne(
                $0, sql: "SELECT mark FROM roll WHERE member_id = ?", arguments: [member])
        }
    }

    private static func isSealed(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT sealed FROM box") ?? true
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            // A rollback journal leaves nothing behind; EXTRA also syncs the directory after it.
            try db.execute(
                sql: """
                    PRAGMA journal_mode = DELETE;
                    PRAGMA synchronous = EXTRA;
                    PRAGMA secure_delete = ON;
                    """)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static let schema = """
        CREATE TABLE IF NOT EXISTS box (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          sealed INTEGER NOT NULL CHECK (sealed IN (0, 1))
        ) STRICT;
        INSERT INTO box (id, sealed) VALUES (1, 0) ON CONFLICT (id) DO NOTHING;
        CREATE TABLE IF NOT EXISTS roll (
          number INTEGER PRIMARY KEY CHECK (number >= 1),
          member_id INTEGER NOT NULL UNIQUE,
          name TEXT NOT NULL,
          salt BLOB NOT NULL CHECK (length(salt) = 16),
          class TEXT NOT NULL,
          mark INTEGER NOT NULL CHECK (mark IN (0, 1))
        ) STRICT;
        CREATE TABLE IF NOT EXISTS paper (
          tracker BLOB PRIMARY KEY CHECK (length(tracker) = 16),
          choice INTEGER NOT NULL CHECK (choice >= 0)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS numbered_paper (
          tracker BLOB PRIMARY KEY CHECK (length(tracker) = 16),
          numbers BLOB NOT NULL CHECK (length(numbers) >= 2)
        ) STRICT, WITHOUT ROWID;
        """
}

extension BallotPaper {
    /// Reads a row of papers, which has a `choice` or `numbers`.
    init(_ row: Row) {
        let tracker = Array(row["tracker"] as Data)
        if let numbers = row["numbers"] as Data? {
            self.init(tracker: tracker, .numbers(Array(numbers)))
        } else {
            self.init(tracker: tracker, choice: row["choice"])
        }
    }
}
