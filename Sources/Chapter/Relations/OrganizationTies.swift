import GRDB

/// Says of person after person at which organization they are, by its name: the inner function of
/// imports.
///
/// An organization that the chapter does not know is made. Both ends get their line of history, as
/// from `AddRelation`. Nothing is checked twice: a few statements a person, so that a list of
/// 100,000 takes seconds.
struct OrganizationTies {
    /// What became of one person.
    enum Outcome: Hashable {
        /// The relation is new.
        case added
        /// It was there already.
        case there
        /// The person can have only one at a time, and has another.
        case taken
    }

    private let context: ActContext
    private let act: String
    private let importID: Int64?
    private let type: RelationType
    private var known: [String: ContactEnd] = [:]
    /// The organizations that were not there before.
    private(set) var made: [MemberID] = []

    /// Begins for a kind of relation that leads from persons to organizations, by its code.
    init(
        _ code: String = "works at", by act: String, importID: Int64? = nil, in context: ActContext
    )
        throws
    {
        guard let type = try RelationType.find(key: code, in: context.db) else {
            throw Refusal.notFound("kind of relation")
        }
        self.context = context
        self.act = act
        self.importID = importID
        self.type = type
    }

    /// Relates one person to the organization of this name, from today on or since nobody knows
    /// when.
    mutating func relate(_ person: MemberID, to organization: String) throws -> Outcome {
        let db = context.db
        let place = try find(organization)
        let there = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM relation WHERE type_id = ? AND from_id = ? AND to_id = ?
                    AND (ends_on IS NULL OR starts_on IS NULL) LIMIT 1
                    """), arguments: [type.id, person, place.id])
        guard there == nil else { return .there }
        if type.isOneFrom {
            let other = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT 1 FROM relation WHERE from_id = ? AND type_id = ?
                        AND ends_on IS NULL LIMIT 1
                        """), arguments: [person, type.id])
            guard other == nil else { return .taken }
        }
        let relation = StoredRelation(
            typeID: type.id, from: person, to: place.id, startsOn: nil, endsOn: nil, note: nil)
        try relation.save(in: db)
        try context.writeTie(
            relation, type, try ContactEnd.find(person, in: db), place, isAdded: true, by: act,
            importID: importID)
        return .added
    }

    /// The organization of this name, however it is spelled; made where there is none.
    private mutating func find(_ name: String) throws -> ContactEnd {
        let db = context.db
        let key = foldedName(name)
        if let place = known[key] { return place }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id FROM member WHERE kind <> 'person' AND kind = 'organization'
                    AND folded_name = ? ORDER BY id LIMIT 1
                    """), arguments: [key])
        let id: MemberID = try row.map { $0[0] } ?? make(name, key)
        let place = try ContactEnd.find(id, in: db)
        known[key] = place
        return place
    }

    private mutating func make(_ name: String, _ key: String) throws -> MemberID {
        let checked = try PersonField.name.checked(name).get() ?? ""
        try context.db.execute(
            sql: "INSERT INTO member (name, folded_name, status) VALUES (?, ?, 'contact')",
            arguments: [checked, key])
        let id = MemberID(context.db.lastInsertedRowID)
        var change = PersonChange(
            ofNew: StoredPerson(id: id, version: 1, values: [.kind: "person"], details: [:]),
            by: act, why: nil, importID: importID, in: context)
        try change.set(.name, checked)
        try change.set(.status, "contact")
        try change.set(.kind, "organization")
        try change.finish()
        made.append(id)
        return id
    }
}

extension ActContext {
    /// Writes the history of both ends of a relation that was just added or removed.
    func writeTie(
        _ relation: StoredRelation, _ type: RelationType, _ from: ContactEnd, _ to: ContactEnd,
        isAdded: Bool, by act: String, importID: Int64?
    ) throws {
        for (end, far) in [(from, to), (to, from)] {
            let version = try Int.fetchOne(
                db.cachedStatement(
                    sql: "UPDATE member SET version = version + 1 WHERE id = ? RETURNING version"),
                arguments: [end.id])
            let text = TieText(relation, type, seenFrom: end.id, far).text
            try db.writeHistory(
                HistoryLine(
                    at: now, actor: viewer.actor, act: act, member: end.id, version: version,
                    field: "relation", old: isAdded ? nil : text, new: isAdded ? text : nil,
                    importID: importID))
        }
    }

    /// Takes back what `OrganizationTies` did between two lines of history: the relations that are
    /// still as they were made, and the organizations that nothing else speaks of.
    ///
    /// Gives how many relations and organizations are gone, and how many were left.
    func takeBackOrganizationTies(
        from first: Int64, through last: Int64, by act: String, importID: Int64?
    ) throws -> (removed: Int, organizations: Int, kept: Int) {
        let lines = try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, new FROM history WHERE id BETWEEN ? AND ?
                AND field = 'relation' AND old IS NULL ORDER BY id DESC
                """, arguments: [first, last])
        var (removed, kept) = (0, 0)
        for line in lines {
            let member: MemberID = line["member_id"]
            guard let text = TieText(line["new"]), text.isForward else { continue }
            guard let relation = try text.relation(of: member, in: db),
                let type = try RelationType.find(key: text.key, in: db),
                let id = try Int64.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT id FROM relation WHERE type_id = ? AND from_id = ? AND to_id = ?
                            AND starts_on IS ? AND ends_on IS ? AND note IS ?
                            """),
                    arguments: [
                        relation.typeID, relation.from, relation.to, relation.startsOn,
                        relation.endsOn, relation.note,
                    ])
            else {
                kept += 1
                continue
            }
            try db.cachedStatement(sql: "DELETE FROM relation WHERE id = ?")
                .execute(arguments: [id])
            try writeTie(
                relation, type, try ContactEnd.find(relation.from, in: db),
                try ContactEnd.find(relation.to, in: db), isAdded: false, by: act,
                importID: importID)
            removed += 1
        }
        let organizations = try removeMadeOrganizations(
            from: first, through: last, by: act, importID: importID)
        return (removed, organizations, kept)
    }

    /// Removes the organizations that were made between two lines of history and that are nowhere
    /// else.
    private func removeMadeOrganizations(
        from first: Int64, through last: Int64, by act: String, importID: Int64?
    ) throws -> Int {
        let made = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.name FROM history h JOIN member m ON m.id = h.member_id
                WHERE h.id BETWEEN ? AND ? AND h.field = 'kind' AND h.old = 'person'
                AND h.new = 'organization' AND m.kind = 'organization'
                AND m.id IN (SELECT member_id FROM history WHERE id BETWEEN ? AND ?
                  AND field = 'name' AND old IS NULL)
                AND NOT EXISTS (SELECT 1 FROM history o WHERE o.member_id = m.id
                  AND o.id NOT BETWEEN ? AND ? AND o.field <> 'relation')
                """, arguments: [first, last, first, last, first, last])
        let references = try Row.fetchAll(
            db,
            sql: """
                SELECT t.name, f."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
                WHERE t.type = 'table' AND f."table" = 'member'
                """)
        var count = 0
        for row in made {
            let id: MemberID = row["id"]
            let isUsed = try references.contains { reference in
                let (table, column): (String, String) = (reference[0], reference[1])
                let sql = "SELECT 1 FROM \"\(table)\" WHERE \"\(column)\" = ? LIMIT 1"
                return try Bool.fetchOne(db, sql: sql, arguments: [id]) != nil
            }
            guard !isUsed else { continue }
            try db.execute(sql: "DELETE FROM member_search WHERE rowid = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM member WHERE id = ?", arguments: [id])
            try db.writeHistory(
                HistoryLine(
                    at: now, actor: viewer.actor, act: act, member: id, field: "name",
                    old: row["name"], new: nil, importID: importID))
            count += 1
        }
        return count
    }
}
