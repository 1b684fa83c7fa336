import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Imports of an older program` {
    /// A database as the program left it that knew three modes.
    private func older(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "import-0003")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO import (id, at, actor, file, mode, state, encoding, delimiter,
                      history_mark, first_history, last_history)
                    VALUES (3, 1, 'operator', 'a.csv', 'update', 'applied', 'UTF-8', 'comma', 0, 1, 2),
                      (7, 2, 'operator', 'b.csv', 'add only', 'staged', 'UTF-8', 'tab', 2, NULL, NULL),
                      (9, 2, 'operator', 'gone.csv', 'add only', 'staged', 'x', 'y', 2, NULL, NULL);
                    DELETE FROM import WHERE id = 9;
                    INSERT INTO import_row (import_id, row, outcome)
                    VALUES (3, 2, 'new'), (3, 3, 'new'), (3, 4, 'updated'), (3, 5, 'failed'),
                      (7, 2, 'unchanged');
                    INSERT INTO import_note VALUES (3, 0, 'column', 'name', 'name');
                    INSERT INTO import_list (id, at, actor, file, bytes, mode, import_id)
                    VALUES ('0123456789abcdef0123456789abcdef', 5, 'operator', 'b.csv', 9,
                      'fill blanks', 7);
                    INSERT INTO import_choice VALUES ('0123456789abcdef0123456789abcdef', 0, 'name');
                    """)
        }
        try queue.close()
    }

    @Test func `are all there afterwards, and numbers are not given twice`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/old.sqlite"
        try older(path)
        let queue = try DatabaseQueue(path: path)
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue)
        try await queue.write { db in
            let imports = try Row.fetchAll(db, sql: "SELECT * FROM import ORDER BY id")
            #expect(imports.map { $0["id"] as Int } == [3, 7])
            #expect(imports.map { $0["new_people"] as Int } == [2, 0])
            #expect(imports.map { $0["updated_people"] as Int } == [1, 0])
            #expect(imports.map { $0["left_out"] as Int } == [1, 0])
            #expect((imports[0]["last_history"] as Int64?) == 2)
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM import_row") == 5)
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM import_choice") == 1)
            let list = try Row.fetchOne(db, sql: "SELECT * FROM import_list")
            #expect(list.map { $0["mode"] as String } == "fill blanks")
            #expect(list.map { $0["import_id"] as Int64 } == 7)
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            try db.execute(
                sql: """
                    INSERT INTO import (at, actor, file, mode, state, encoding, delimiter,
                      history_mark) VALUES (1, 'x', 'y', 'ask', 'staging', 'u', 'c', 0)
                    """)
            #expect(db.lastInsertedRowID == 10)
            // What hangs on an import still hangs on it.
            #expect(throws: DatabaseError.self) {
                try db.execute(
                    sql: "INSERT INTO import_row VALUES (99, 1, 'new', 1, 1, 1, '', NULL)")
            }
        }
    }
}
