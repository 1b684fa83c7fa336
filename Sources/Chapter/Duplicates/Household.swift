import Federation
import GRDB

/// Who lives in which household now.
enum Household {
    /// Lets a person live in a household from now on; both have the relation in their history.
    static func enter(
        _ household: MemberID, _ person: MemberID, by act: String, in context: ActContext
    ) throws {
        let type = try livesIn(context.db)
        let rows = try Row.fetchAll(
            context.db,
            sql: "SELECT * FROM relation WHERE type_id = ? AND from_id = ? AND to_id = ?",
            arguments: [type.id, person, household])
        let today = try DaySpan.today(in: context.db, at: context.now).description
        // Since when is not known, unless they have lived there before.
        var relation = StoredRelation(
            typeID: type.id, from: person, to: household, startsOn: rows.isEmpty ? nil : today,
            endsOn: nil, note: nil)
        let before = rows.map(StoredRelation.init).first { $0.startsOn == relation.startsOn }
        if let before {
            relation = before
            relation.endsOn = nil
        }
        try RelationRules(in: context).check(relation, type)
        var change = PersonChange(of: try context.contactToChange(person), by: act, in: context)
        try change.relate(before, to: relation)
        try change.finish()
    }

    /// Lets a person live there no longer; nil ends it today.
    ///
    /// It gives the record's new version.
    @discardableResult
    static func leave(
        _ person: MemberID, on day: String?, by act: String, in context: ActContext
    ) throws -> Int {
        guard let now = try of(person, in: context.db) else {
            throw Refusal(.conflict, "This person is in no household.")
        }
        let old = try StoredRelation.find(now.relation, of: person, in: context.db)
        let today = try DaySpan.today(in: context.db, at: context.now).description
        var new = old
        // What begins later never was; it is ended on the day of its beginning.
        new.endsOn = max(day ?? today, old.startsOn ?? "")
        var change = PersonChange(of: try context.contactToChange(person), by: act, in: context)
        try change.relate(old, to: new)
        return try change.finish()
    }

    /// The household of a person, and the relation that says so; nil for none.
    static func of(_ person: MemberID, in db: Database) throws
        -> (household: MemberID, relation: Int64)?
    {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT r.to_id, r.id FROM relation r JOIN relation_type t ON t.id = r.type_id
                WHERE r.from_id = ? AND t.code = 'lives in' AND r.ends_on IS NULL
                ORDER BY r.id DESC LIMIT 1
                """, arguments: [person])
        return row.map { ($0[0], $0[1]) }
    }

    /// The homes of people.
    static func homes(of ids: [MemberID], in db: Database) throws -> [String] {
        let list = ids.map(\.description).joined(separator: ",")
        return try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT home_key FROM address_part
                WHERE member_id IN (\(list)) AND home_key <> ''
                """)
    }

    /// What says that somebody lives in a household.
    private static func livesIn(_ db: Database) throws -> RelationType {
        guard let type = try RelationType.find(key: RelationType.livesIn, in: db) else {
            throw Refusal.notFound("kind of relation")
        }
        return type
    }
}

extension RelationType {
    /// What the program calls the kind of relation that says who lives in which household.
    static let livesIn = "lives in"
}
