import GRDB

/// Notes that a contact has to do with a thing of the chapter's own, and as what.
public struct TieObject: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which thing.
    public var object: Int64
    /// Which contact.
    public var member: MemberID
    /// What the contact is to it, such as “steward”; empty for nothing in particular.
    public var capacity: String
    /// Since when, as 2026-05-01.
    public var startsOn: String?
    /// Until when.
    public var endsOn: String?

    /// How many contacts one thing can have.
    static let limit = 5000

    /// A contact of a thing.
    public init(
        _ object: Int64, _ member: MemberID, capacity: String = "", startsOn: String? = nil,
        endsOn: String? = nil
    ) {
        self.object = object
        self.member = member
        self.capacity = capacity
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    /// Notes it; for the same contact and capacity the days are changed.
    public func perform(in context: ActContext) throws -> Result<OwnObject, Refusal> {
        try refusing {
            let db = context.db
            let old = try OwnObject.find(object, in: db)
            let person = try context.personToChange(member, expected: nil).get()
            let capacity = try EnteredText.line(capacity, "capacity", limit: 80).get() ?? ""
            let start = try enteredDay(startsOn, "startsOn")
            let end = try enteredDay(endsOn, "endsOn")
            if let start, let end, end < start {
                throw Refusal.invalid("endsOn", "It ends on \(end), before it begins on \(start).")
            }
            guard old.contacts.count < Self.limit else {
                throw Refusal(.conflict, "\(old.name) has \(old.contacts.count) contacts already.")
            }
            let before = try ObjectContactText.current(
                of: object, person, capacity: capacity, in: db)
            let after = ObjectContactText(
                name: person.name, member: member, capacity: capacity,
                startsOn: start?.description, endsOn: end?.description)
            guard before != after else { return old }
            try db.execute(
                sql: """
                    INSERT INTO own_object_contact
                      (object_id, member_id, capacity, starts_on, ends_on) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET starts_on = excluded.starts_on,
                      ends_on = excluded.ends_on
                    """,
                arguments: [
                    object, member, capacity, start?.description, end?.description,
                ])
            try tied(old, person, from: before, to: after, in: context)
            return try OwnObject.find(object, in: db)
        }
    }
}

/// Takes it back that a contact has to do with a thing.
public struct UntieObject: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which thing.
    public var object: Int64
    /// Which contact.
    public var member: MemberID
    /// As what.
    public var capacity: String

    /// A contact of a thing.
    public init(_ object: Int64, _ member: MemberID, capacity: String = "") {
        self.object = object
        self.member = member
        self.capacity = capacity
    }

    /// Takes it back.
    public func perform(in context: ActContext) throws -> Result<OwnObject, Refusal> {
        try refusing {
            let old = try OwnObject.find(object, in: context.db)
            let person = try context.personToChange(member, expected: nil).get()
            let before = try ObjectContactText.current(
                of: object, person, capacity: capacity, in: context.db)
            guard let before else { throw Refusal.notFound("contact of it") }
            try context.db.execute(
                sql: """
                    DELETE FROM own_object_contact
                    WHERE object_id = ? AND member_id = ? AND capacity = ?
                    """, arguments: [object, member, capacity])
            try tied(old, person, from: before, to: nil, in: context)
            return try OwnObject.find(object, in: context.db)
        }
    }
}

/// Writes it into the history of the thing and of the contact.
private func tied(
    _ object: OwnObject, _ person: StoredPerson, from before: ObjectContactText?,
    to after: ObjectContactText?, in context: ActContext
) throws {
    let version = object.version + 1
    try context.db.execute(
        sql: "UPDATE own_object SET version = ? WHERE id = ?", arguments: [version, object.id])
    try ObjectValues(of: object.id, version: version, in: context).record(
        ObjectContactText.field, old: before?.text, new: after?.text)
    // Where only the days are others, the record says which.
    let areDays = before != nil && after != nil
    func what(_ tie: ObjectContactText?) -> String? {
        tie.map {
            [object.name, areDays ? $0.details : $0.capacity].filter { !$0.isEmpty }
                .joined(separator: ", ")
        }
    }
    var change = PersonChange(
        of: person, by: after == nil ? "UntieObject" : "TieObject", in: context)
    try change.record(object.type.name.lowercased(), old: what(before), new: what(after))
    try change.finish()
}
