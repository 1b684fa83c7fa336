import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Ballots from before every method` {
    @Test func `they keep what they ask, and their options`() throws {
        let queue = try DatabaseQueue()
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "ballots-0002")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO ballot (id, nonce, question, method, threshold, quorum_numerator,
                      quorum_denominator, electorate, state, drafted_at, manifest, closes_at)
                    VALUES (zeroblob(16), zeroblob(16), 'Strike?', 'yes-no-abstain', 'two-thirds',
                      1, 2, 'members', 'open', 5, x'0102', 9);
                    INSERT INTO ballot_option (ballot_id, number, text)
                    VALUES (zeroblob(16), 0, 'Yes'), (zeroblob(16), 1, 'No'),
                      (zeroblob(16), 2, 'Abstain');
                    """)
        }
        try all.migrate(queue)
        try queue.write { db in
            let row = try #require(try Row.fetchOne(db, sql: "SELECT * FROM ballot"))
            let ballot = try #require(try BallotRow(row, in: db))
            #expect(ballot.plan.question == "Strike?" && ballot.plan.options.count == 3)
            #expect(ballot.plan.threshold == .twoThirds && ballot.plan.quorum?.denominator == 2)
            #expect(ballot.plan.seats == 1 && ballot.plan.highestScore == 0)
            #expect(ballot.plan.closes?.milliseconds == 9)
            #expect(ballot.state == .open && ballot.manifest == [1, 2] && ballot.lotSecret == nil)
            // The options hang on the new table as they did on the old one.
            #expect(throws: DatabaseError.self) {
                try db.execute(
                    sql:
                        "INSERT INTO ballot_option (ballot_id, number, text) VALUES (x'01', 0, 'a')"
                )
            }
            try db.execute(sql: "DELETE FROM ballot")
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM ballot_option") == 0)
        }
    }
}
