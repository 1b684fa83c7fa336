import Chapter
import Feeds
import GRDB
import Testing

@Suite struct `Fields of a chapter from before` {
    @Test func `fields, their choices and rules stay when fields can name things`() throws {
        let queue = try DatabaseQueue()
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "fields-0002")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO own_field (id, code, name, folded_name, kind, ordinal)
                    VALUES (3, 'size', 'Size', 'size', 'choice', 0),
                      (7, 'boots', 'Boots', 'boots', 'line', 1);
                    DELETE FROM own_field WHERE id = 7;
                    INSERT INTO own_field (id, code, name, folded_name, kind, ordinal)
                    VALUES (5, 'hat', 'Hat', 'hat', 'line', 1);
                    INSERT INTO own_field_choice (field_id, ordinal, choice, key)
                    VALUES (3, 0, 'L', 'l');
                    INSERT INTO field_rule (kind, field_code, value, other_code)
                    VALUES ('needs', 'size', 'L', 'hat');
                    """)
        }
        try all.migrate(queue)
        try queue.write { db in
            let fields = try OwnField.all(in: db)
            #expect(fields.map(\.id) == [3, 5])
            #expect(fields.map(\.choices) == [["L"], []])
            #expect(fields.allSatisfy { $0.linkedType == nil })
            #expect(try FieldRule.all(in: db).map(\.other) == ["hat"])
            // The other tables still speak of this one.
            #expect(throws: DatabaseError.self) {
                try db.execute(
                    sql: """
                        INSERT INTO field_rule (kind, field_code, other_code)
                        VALUES ('needs', 'size', 'nothing')
                        """)
            }
        }
    }
}
