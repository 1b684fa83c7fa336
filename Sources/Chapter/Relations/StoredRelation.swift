import GRDB

/// A relation as the table holds it.
struct StoredRelation: Hashable {
    /// The row; nil before it is written.
    var id: Int64?
    var typeID: Int64
    var from: MemberID
    var to: MemberID
    var startsOn: String?
    var endsOn: String?
    var note: String?

    /// The end that is not this one.
    func other(than member: MemberID) -> MemberID { from == member ? to : from }

    /// The same relation as it is kept: one that reads alike from both ends begins at the
    /// smaller number.
    func ordered(_ type: RelationType) -> StoredRelation {
        guard type.isMutual, to < from else { return self }
        var ordered = self
        (ordered.from, ordered.to) = (to, from)
        return ordered
    }

    init(
        id: Int64? = nil, typeID: Int64, from: MemberID, to: MemberID, startsOn: String?,
        endsOn: String?, note: String?
    ) {
        self.id = id
        self.typeID = typeID
        self.from = from
        self.to = to
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
    }

    init(_ row: Row) {
        id = row["id"]
        typeID = row["type_id"]
        from = row["from_id"]
        to = row["to_id"]
        startsOn = row["starts_on"]
        endsOn = row["ends_on"]
        note = row["note"]
    }

    /// Finds a relation of a contact; what is not there, or not the contact's, is refused.
    static func find(_ id: Int64, of member: MemberID, in db: Database) throws -> StoredRelation {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM relation WHERE id = ? AND (from_id = ? OR to_id = ?)",
            arguments: [id, member, member])
        guard let row else { throw Refusal.notFound("relation") }
        return StoredRelation(row)
    }

    /// Writes the row, or over the row that it has.
    func save(in db: Database) throws {
        let values: [(any DatabaseValueConvertible)?] = [
            typeID, from, to, startsOn, endsOn, note,
        ]
        if let id {
            try db.execute(
                sql: """
                    UPDATE relation SET type_id = ?, from_id = ?, to_id = ?, starts_on = ?,
                      ends_on = ?, note = ? WHERE id = ?
                    """, arguments: StatementArguments(values + [id]))
        } else {
            try db.cachedStatement(
                sql: """
                    INSERT INTO relation (type_id, from_id, to_id, starts_on, ends_on, note)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: StatementArguments(values))
        }
    }
}

/// What somebody enters about when something holds, and why.
struct EnteredTie {
    let startsOn: String?
    let endsOn: String?
    let note: String?

    /// So many signs fit into a note.
    static let noteAtMost = 500

    /// Days that make sense, and a note of one line.
    init(startsOn: String?, endsOn: String?, note: String?, what: String) throws {
        let span = try DaySpan(startsOn: startsOn, endsOn: endsOn, what: what)
        self.startsOn = span.start?.description
        self.endsOn = span.end?.description
        self.note = try EnteredText.line(note ?? "", "note", limit: Self.noteAtMost).get()
    }
}
