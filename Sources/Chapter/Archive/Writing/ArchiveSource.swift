import Federation
import Feeds
import GRDB

/// What it takes to write the rows of one chapter with the numbers of an archive.
final class ArchiveSource: ArchiveTranslation {
    private let db: Database
    private var numbers: [ArchiveThing: ArchiveNumbers] = [:]
    private var meetings: [ObjectID: Int64] = [:]
    /// Into whom contacts were merged who are gone.
    private var merged: [Int64: Int64] = [:]
    /// What values of own fields name by number, by the field's code.
    private let linkedCodes: [String: ArchiveThing]
    /// The same for own fields of objects, by `object/name`.
    private let linkedFields: [String: ArchiveThing]

    /// Numbers everything that is taken of a chapter.
    init(_ db: Database) throws {
        self.db = db
        try db.addFoldedNames()
        var (codes, fields): ([String: ArchiveThing], [String: ArchiveThing]) = ([:], [:])
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT code, object_type_id, name, kind FROM own_field
                WHERE kind IN ('contact', 'object')
                """)
        {
            let thing: ArchiveThing = row["kind"] == "contact" ? .contact : .object
            codes[row["code"]] = thing
            if let type: Int64 = row["object_type_id"] {
                fields["\(type)/\(row["name"] as String)"] = thing
            }
        }
        (linkedCodes, linkedFields) = (codes, fields)
        for row in try Row.fetchAll(
            db, sql: "SELECT gone_id, kept_id FROM merge WHERE undone_at IS NULL ORDER BY id")
        {
            merged[row[0]] = row[1]
        }
        for sheet in ArchiveSheet.all {
            guard let thing = sheet.thing else { continue }
            let sql = "SELECT id FROM \(sheet.table) WHERE \(sheet.which) ORDER BY \(sheet.order)"
            if thing == .meeting {
                for (place, id) in try ObjectID.fetchAll(db, sql: sql).enumerated() {
                    meetings[id] = Int64(place + 1)
                }
            } else {
                var numbers = ArchiveNumbers()
                let ids = try Int64.fetchCursor(db, sql: sql)
                while let id = try ids.next() { numbers.add(id) }
                numbers.sort()
                self.numbers[thing] = numbers
            }
        }
    }

    /// The number of a row; nil where it is not in the archive.
    func number(_ id: Int64, _ thing: ArchiveThing) -> Int64? {
        guard thing == .contact else { return numbers[thing]?.number(of: id) }
        var id = id
        // Chains of merges end: nobody is merged into somebody who was merged into them.
        for _ in 0..<64 {
            if let number = numbers[thing]?.number(of: id) { return number }
            guard let kept = merged[id] else { return nil }
            id = kept
        }
        return nil
    }

    /// The number of a row by the value of a column that refers to it.
    func number(_ value: DatabaseValue, _ thing: ArchiveThing) -> Int64? {
        if thing == .meeting { return ObjectID.fromDatabaseValue(value).flatMap { meetings[$0] } }
        return Int64.fromDatabaseValue(value).flatMap { number($0, thing) }
    }

    func translated(_ number: String, _ thing: ArchiveThing) -> String {
        let found =
            thing == .meeting
            ? ObjectID(number).flatMap { meetings[$0] }
            : Int64(number).flatMap { self.number($0, thing) }
        return found.map { String($0) } ?? "gone"
    }

    func linked(code: String) -> ArchiveThing? { linkedCodes[code] }

    /// What the values of a field of an object name by number; nil where they name nothing.
    func linked(field: String, ofObject id: Int64) throws -> ArchiveThing? {
        guard !linkedFields.isEmpty else { return nil }
        let statement = try db.cachedStatement(sql: "SELECT type_id FROM own_object WHERE id = ?")
        guard let type = try Int64.fetchOne(statement, arguments: [id]) else { return nil }
        return linkedFields["\(type)/\(field)"]
    }

    /// Who did something.
    func actor(_ text: String) -> String {
        if MemberID(text) != nil { return translated(text, .contact) }
        return text == "operator" || text == "visitor" ? text : "gone"
    }
}
