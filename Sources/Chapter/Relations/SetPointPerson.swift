import Federation
import GRDB

/// Says who looks after contacts, in one transaction.
///
/// Each contact gets a line of history; `UndoPointPersons` takes all of it back at once.
public struct SetPointPerson: Act {
    /// What it did.
    public struct Set: Hashable, Sendable {
        /// What `UndoPointPersons` takes; nil where nothing changed.
        public let id: Int64?
        /// How many contacts changed.
        public let changed: Int
        /// How many contacts stayed as they are.
        public let unchanged: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who looks after them from now on; nil for nobody.
    public var pointPerson: MemberID?
    /// Who is meant.
    public var people: LabelPeople.People

    /// Somebody for these contacts.
    public init(_ pointPerson: MemberID?, for people: LabelPeople.People) {
        self.pointPerson = pointPerson
        self.people = people
    }

    /// Changes everybody whom it changes, and counts.
    ///
    /// Nobody is their own point person: who is among the chosen stays as they are.
    public func perform(in context: ActContext) throws -> Result<Set, Refusal> {
        try refusing {
            var new: PointPersonText?
            if let pointPerson {
                let end = try ContactEnd.find(pointPerson, in: context.db)
                guard end.kind == .person, end.status != "former" else {
                    throw Refusal.invalid(
                        "who", "Choose a person who is no former member to look after contacts.")
                }
                new = PointPersonText(name: end.name, member: end.id)
            }
            let ids = try people.ids(in: context.db, for: context.viewer)
            guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
            let now = try current(in: context.db)
            let first = try context.db.nextHistory()
            var changed = 0
            for id in ids where now[id]?.member != new?.member && id != new?.member {
                try context.setPointPerson(of: id, from: now[id], to: new, by: "SetPointPerson")
                changed += 1
            }
            let id = try context.db.writeBulkChange(from: first, at: context.now)
            return Set(id: id, changed: changed, unchanged: ids.count - changed)
        }
    }

    /// Who looks after whom.
    private func current(in db: Database) throws -> [MemberID: PointPersonText] {
        var result: [MemberID: PointPersonText] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT m.id, p.name, p.id FROM member m JOIN member p ON p.id = m.point_person
                WHERE m.point_person IS NOT NULL
                """)
        while let row = try rows.next() {
            result[row[0]] = PointPersonText(name: row[1], member: row[2])
        }
        return result
    }
}

extension ActContext {
    /// Writes who looks after one contact, with its line of history.
    func setPointPerson(
        of member: MemberID, from old: PointPersonText?, to new: PointPersonText?, by act: String
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE member SET point_person = ?, version = version + 1 WHERE id = ?
                RETURNING version
                """)
        let version = try Int.fetchOne(statement, arguments: [new?.member, member])
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, member: member, version: version,
                field: PointPersonText.field, old: old?.text, new: new?.text))
    }
}
