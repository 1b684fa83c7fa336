import GRDB

/// Takes back what `OrganizationTies` did between two lines of history.
///
/// The relations and the positions go that are still as they were made, then the organizations that
/// nothing else speaks of. Periods of membership that were added go the same way.
struct TakeBackTies {
    /// What became of them.
    struct Done {
        /// How many relations are gone.
        var relations = 0
        /// How many positions are gone.
        var positions = 0
        /// How many periods of membership are gone.
        var periods = 0
        /// How many organizations are gone.
        var organizations = 0
        /// Whose relation, position or membership has changed since and was left, once for each.
        var kept: [(member: MemberID, field: String)] = []
        /// Whose periods are gone: their status follows from what is left.
        var settled: Set<MemberID> = []
    }

    private let context: ActContext
    private let first: Int64
    private let last: Int64
    private let act: String
    private let importID: Int64?
    private var history: TieHistory

    private var db: Database { context.db }

    /// Begins for what was written between two lines of history, both included.
    init(
        from first: Int64, through last: Int64, by act: String, importID: Int64?,
        in context: ActContext
    ) {
        self.context = context
        self.first = first
        self.last = last
        self.act = act
        self.importID = importID
        history = TieHistory(context, by: act, importID: importID)
    }

    /// Takes them back, the newest first; whatever is these people's stays as it is.
    mutating func run(leaving people: Set<MemberID> = []) throws -> Done {
        var done = Done()
        let lines = try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, field, new FROM history WHERE id BETWEEN ? AND ?
                AND field IN (\(Self.fields)) AND old IS NULL ORDER BY id DESC
                """, arguments: [first, last])
        for line in lines {
            let (member, field): (MemberID, String) = (line["member_id"], line["field"])
            guard !people.contains(member) else { continue }
            if field == PeriodInHistory.field {
                if try removePeriod(line["new"], of: member) {
                    done.periods += 1
                    done.settled.insert(member)
                } else {
                    done.kept.append((member, field))
                }
                continue
            }
            guard let text = TieText(line["new"]), text.isForward else { continue }
            if try field == "position"
                ? removePosition(text, of: member) : removeRelation(text, of: member)
            {
                if field == "position" { done.positions += 1 } else { done.relations += 1 }
            } else {
                done.kept.append((member, field))
            }
        }
        done.organizations = try removeMade()
        return done
    }

    /// What is taken back here, in SQL.
    static let fields = "'relation', 'position', '\(PeriodInHistory.field)'"

    private mutating func removePeriod(_ text: String, of member: MemberID) throws -> Bool {
        guard let was = MembershipPeriod(text: text),
            let there = try MembershipPeriod.fetch(db, of: member)
                .first(where: { $0.isSame(as: was) })
        else { return false }
        try db.execute(sql: "DELETE FROM membership_period WHERE id = ?", arguments: [there.id])
        try history.write(PeriodInHistory.field, of: member, text, isAdded: false)
        return true
    }

    private mutating func removeRelation(_ text: TieText, of member: MemberID) throws -> Bool {
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
        else { return false }
        try db.cachedStatement(sql: "DELETE FROM relation WHERE id = ?").execute(arguments: [id])
        try history.write(
            relation, type, try ContactEnd.find(relation.from, in: db),
            try ContactEnd.find(relation.to, in: db), isAdded: false)
        return true
    }

    private mutating func removePosition(_ text: TieText, of member: MemberID) throws -> Bool {
        guard let position = text.position(of: member),
            let id = try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT id FROM position WHERE member_id = ? AND title = ?
                        AND organization_id IS ? AND starts_on IS ? AND ends_on IS ? AND note IS ?
                        """),
                arguments: [
                    position.member, position.title, position.organization, position.startsOn,
                    position.endsOn, position.note,
                ])
        else { return false }
        try db.cachedStatement(sql: "DELETE FROM position WHERE id = ?").execute(arguments: [id])
        try history.write(
            position, of: try ContactEnd.find(member, in: db),
            at: try position.organization.map { try ContactEnd.find($0, in: db) }, isAdded: false)
        return true
    }

    /// Removes the organizations that were made and that are nowhere else; gives how many.
    private func removeMade() throws -> Int {
        let made = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.name FROM history h JOIN member m ON m.id = h.member_id
                WHERE h.id BETWEEN ? AND ? AND h.field = 'kind' AND h.old = 'person'
                AND h.new = 'organization' AND m.kind = 'organization'
                AND m.id IN (SELECT member_id FROM history WHERE id BETWEEN ? AND ?
                  AND field = 'name' AND old IS NULL)
                AND NOT EXISTS (SELECT 1 FROM history o WHERE o.member_id = m.id
                  AND o.id NOT BETWEEN ? AND ? AND o.field NOT IN (\(Self.fields)))
                """, arguments: [first, last, first, last, first, last])
        let used = try referred(among: made.map { $0["id"] })
        var count = 0
        for row in made {
            let id: MemberID = row["id"]
            guard !used.contains(id) else { continue }
            try db.execute(sql: "DELETE FROM member_search WHERE rowid = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM member WHERE id = ?", arguments: [id])
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: act, member: id,
                    field: "name", old: row["name"], new: nil, importID: importID))
            count += 1
        }
        return count
    }

    /// Those of some contacts of whom any table speaks, each table being read once.
    private func referred(among contacts: [MemberID]) throws -> Set<MemberID> {
        guard !contacts.isEmpty else { return [] }
        let list = contacts.map(\.description).joined(separator: ",")
        var found: Set<MemberID> = []
        for reference in try MergeReference.all(db)
        where !derivedMemberTables.contains(reference.table) {
            let column = "\"\(reference.column)\""
            found.formUnion(
                try MemberID.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT \(column) FROM "\(reference.table)"
                        WHERE \(column) IN (\(list))
                        """))
        }
        return found
    }
}
