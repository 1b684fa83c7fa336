public import GRDB

/// Gives many contacts the same value of one field, in one transaction.
///
/// Whoever has it already stays as they are, and whose record would break a rule is left out and
/// counted. `UndoFieldForMany` takes all of it back at once.
public struct SetFieldForMany: Act {
    /// Which field.
    public enum Which: Hashable, Sendable {
        /// One that every chapter has, of `fields`.
        case field(PersonField)
        /// One of the chapter's own, by its code.
        case own(String)
    }

    /// Why some are left out, and who.
    public struct LeftOut: Hashable, Sendable {
        /// The sentence that each of them would be refused with.
        public let why: String
        /// Their names, or the first of them.
        public internal(set) var names: [String]
        /// How many they are.
        public internal(set) var count: Int
    }

    /// What it would do, or did.
    public struct Outcome: Hashable, Sendable {
        /// What `UndoFieldForMany` takes; nil where nothing changed.
        public internal(set) var id: Int64?
        /// How many change.
        public internal(set) var changed = 0
        /// How many have the value already.
        public internal(set) var unchanged = 0
        /// Who is left out, by the reason; the first reasons alone.
        public internal(set) var leftOut: [LeftOut] = []
        /// How many are left out besides, for other reasons.
        public internal(set) var leftOutElse = 0
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The fields of every chapter that several contacts can have in common.
    public static let fields: [PersonField] = [
        .language, .employer, .workplace, .job, .shift, .unionMember, .unionName, .unionLocal,
        .student, .school, .mailingPreference, .district, .branch,
    ]

    /// So many of those who are left out are named.
    public static let namesAtMost = 12
    /// So many reasons are told; a sentence can have each contact's own day in it.
    public static let reasonsAtMost = 20

    /// Which field.
    public var which: Which
    /// The value, several where the field has several; none takes it away.
    public var values: [String]
    /// Who is meant.
    public var people: LabelPeople.People

    /// A value for many contacts.
    public init(_ which: Which, _ values: [String], for people: LabelPeople.People) {
        self.which = which
        self.values = values
        self.people = people
    }

    /// Changes everybody whom it changes, and counts.
    public func perform(in context: ActContext) throws -> Result<Outcome, Refusal> {
        try refusing {
            let first = try context.db.nextHistory()
            var outcome = try look(in: context.db, for: context.viewer) { person, step in
                var change = PersonChange(of: person, by: "SetFieldForMany", in: context)
                switch step {
                case .value(let field, let value): try change.set(field, value)
                case .rows(let rows): try change.replace(.ownField, with: rows)
                }
                try change.finish()
            }
            outcome.id = try context.db.writeBulkChange(from: first, at: context.now)
            return outcome
        }
    }

    /// What it would do, for who may do it.
    public func preview(in db: Database, for viewer: Viewer) throws -> Result<Outcome, Refusal> {
        guard viewer.may(Self.permission) else { return .failure(.notAllowed(Self.permission)) }
        return try refusing { try look(in: db, for: viewer) { _, _ in } }
    }

    /// The own fields of contacts that several can have in common.
    public static func ownFields(in db: Database) throws -> [OwnField] {
        try OwnField.all(in: db).filter { !$0.isUnique && !$0.isLink }
    }

    /// What changes of one contact.
    private enum Step {
        case value(PersonField, String?)
        case rows([DetailRow])
    }

    /// Goes through everybody, does something with those who change, and counts.
    private func look(
        in db: Database, for viewer: Viewer, _ change: (StoredPerson, Step) throws -> Void
    ) throws -> Outcome {
        let plan = try checked(in: db)
        let ids = try people.ids(in: db, for: viewer, byName: true)
        guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
        let rules = try EnteredBuiltIns(in: db)
        var outcome = Outcome()
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            for person in try StoredPerson.fetch(db, some) {
                do {
                    guard let found = try step(plan, for: person, rules, in: db) else {
                        outcome.unchanged += 1
                        continue
                    }
                    try change(person, found)
                    outcome.changed += 1
                } catch let refusal as Refusal {
                    outcome.leaveOut(person.name, because: refusal.sentence)
                }
            }
        }
        return outcome
    }

    /// The field and its value, made fit once.
    private enum Plan {
        case field(PersonField, String?)
        case own(OwnField, [String], FieldsOfContacts)
    }

    /// What changes of a contact; nil for nothing, and a refusal for who is left out.
    private func step(
        _ plan: Plan, for person: StoredPerson, _ rules: EnteredBuiltIns, in db: Database
    ) throws -> Step? {
        switch plan {
        case .field(let field, let value):
            guard person.values[field] != value else { return nil }
            let kind = person.values[.kind] ?? ContactKind.person.rawValue
            guard kind == ContactKind.person.rawValue || !field.isOfPersonsAlone else {
                throw Refusal.invalid(
                    "field", "The \(field.words) is something of persons alone.")
            }
            var after = person
            after.values[field] = value
            try rules.check(after, over: person)
            return .value(field, value)
        case .own(let field, let values, let fields):
            guard person.ownFields[field.code] ?? [] != values else { return nil }
            return .rows(try fields.rows([field.code: values], of: person, in: db))
        }
    }

    private func checked(in db: Database) throws -> Plan {
        switch which {
        case .field(let field):
            guard Self.fields.contains(field) else {
                throw Refusal.invalid(
                    "field", "The \(field.words) is somebody's own, and not set for many at once.")
            }
            return .field(field, try field.checked(values.first ?? "").get())
        case .own(let code):
            guard let field = try Self.ownFields(in: db).first(where: { $0.code == code }) else {
                throw Refusal.invalid("field", "Choose a field that many can have in common.")
            }
            return .own(field, try field.checked(values).get(), try FieldsOfContacts(in: db))
        }
    }
}

extension SetFieldForMany.Outcome {
    /// Counts one more who is left out.
    fileprivate mutating func leaveOut(_ name: String, because why: String) {
        if let place = leftOut.firstIndex(where: { $0.why == why }) {
            leftOut[place].count += 1
            guard leftOut[place].names.count < SetFieldForMany.namesAtMost else { return }
            leftOut[place].names.append(name)
        } else if leftOut.count < SetFieldForMany.reasonsAtMost {
            leftOut.append(SetFieldForMany.LeftOut(why: why, names: [name], count: 1))
        } else {
            leftOutElse += 1
        }
    }
}
