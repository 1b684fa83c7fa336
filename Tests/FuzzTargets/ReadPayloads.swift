import Federation
import Feeds
import GRDB
import Sodium

/// Events that Alice says one after the other, stored and projected: two bytes for the kind, two
/// for the length, and so many bytes of payload.
func readPayloads(_ bytes: [UInt8]) {
    var tip = Tip.empty
    var events: [Event] = []
    var rest = bytes[...]
    while rest.count >= 4, events.count < 64 {
        let head = Array(rest.prefix(4))
        let kind = Kind(rawValue: max(1, UInt32(head[0]) << 8 | UInt32(head[1])))
        let payload = Array(rest.dropFirst(4).prefix(Int(head[2]) << 8 | Int(head[3])))
        rest = rest.dropFirst(4 + payload.count)
        _ = kind.text(of: payload)
        guard payload.count <= Limits.bodyBytes - Limits.saltBytes else { return }
        let event = Fixture.alice.event(kind, payload, after: tip)
        tip = event.tip
        events.append(event)
    }
    guard !events.isEmpty else { return }
    let feeds = Projecting.shared.feeds
    do {
        try feeds.database.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                for event in events { try feeds.receive(VerifiedRun(written: event), in: db) }
                let shown = try rows(in: db)
                try Feeds.rebuild(in: db)
                expect(try rows(in: db) == shown, "the tables follow from the feeds alone")
                _ = try feeds.roster(in: db)
                return .rollback
            }
        }
    } catch {
        fatalError("projecting threw: \(error)")
    }
}

private func rows(in db: Database) throws -> [Row] {
    try Feeds.sharedTables.flatMap { try Row.fetchAll(db, sql: "SELECT * FROM \($0)") }
}

/// An empty store in memory; what is put into it is rolled back.
private final class Projecting: Sendable {
    static let shared = Projecting()
    let feeds: Feeds

    private init() {
        do {
            let database = try DatabaseQueue()
            var migrator = DatabaseMigrator()
            Feeds.registerMigrations(in: &migrator)
            try migrator.migrate(database)
            let key = try SigningKey(seed: [UInt8](repeating: 18, count: 32))
            feeds = Feeds(
                database: database,
                author: FeedAuthor(certificate: Fixture.bob.certificate, key: key))
        } catch {
            fatalError("a database in memory could not be made: \(error)")
        }
    }
}
