import GRDB

/// Says of person after person at which organization they are, by its name: the inner function of
/// imports.
///
/// An organization that the chapter does not know is made. Both ends get their line of history, as
/// from `AddRelation` and `GivePosition`. Nothing is checked twice: a few statements a person, so
/// that a list of 100,000 takes seconds.
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
    private var history: TieHistory
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
        history = TieHistory(context, by: act, importID: importID)
    }

    /// Says that the act has counted a person's version up already.
    mutating func counted(_ person: MemberID, to version: Int) {
        history.counted(person, to: version)
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
        if type.isOneFrom, try db.isAnywhere(person, type) { return .taken }
        let relation = StoredRelation(
            typeID: type.id, from: person, to: place.id, startsOn: nil, endsOn: nil, note: nil)
        try relation.save(in: db)
        try history.write(
            relation, type, try ContactEnd.find(person, in: db), place, isAdded: true)
        return .added
    }

    /// Gives one person a position at the organization of this name, or for the chapter; gives
    /// whether it is new.
    mutating func give(_ title: String, to person: MemberID, at organization: String?) throws
        -> Bool
    {
        let db = context.db
        let place = try organization.map { try find($0) }
        let there = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM position WHERE member_id = ? AND key = ?
                    AND organization_id IS ? AND (ends_on IS NULL OR starts_on IS NULL) LIMIT 1
                    """), arguments: [person, foldedName(title), place?.id])
        guard there == nil else { return false }
        let position = StoredPosition(
            member: person, title: title, organization: place?.id, startsOn: nil, endsOn: nil,
            note: nil)
        try position.save(in: db)
        try history.write(
            position, of: try ContactEnd.find(person, in: db), at: place, isAdded: true)
        return true
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

extension Database {
    /// Whether somebody has a relation of this kind that goes on.
    func isAnywhere(_ person: MemberID, _ type: RelationType) throws -> Bool {
        try Bool.fetchOne(
            cachedStatement(
                sql: """
                    SELECT 1 FROM relation WHERE from_id = ? AND type_id = ?
                    AND ends_on IS NULL LIMIT 1
                    """), arguments: [person, type.id]) != nil
    }
}
