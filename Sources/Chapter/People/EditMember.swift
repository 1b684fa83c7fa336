import GRDB

/// Changes what is said once of a person: names, work, consent and so on.
///
/// Members change their own record with it, except for what the chapter says about them.
public struct EditMember: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// New values; an empty text takes the value away.
    public var changes: [PersonField: String]
    /// The reason, for the history.
    public var why: String?

    /// A change of some fields of one person.
    public init(
        _ member: MemberID, expectedVersion: Int? = nil, changes: [PersonField: String],
        why: String? = nil
    ) {
        self.member = member
        self.expectedVersion = expectedVersion
        self.changes = changes
        self.why = why
    }

    /// Changes the fields and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        do {
            let person = try context.personToChange(member, expected: expectedVersion).get()
            let why = try checkedWhy(why).get()
            if !context.viewer.may(.managePeople),
                let foreign = changes.keys.sorted(by: { $0.rawValue < $1.rawValue })
                    .first(where: { !$0.isOwn })
            {
                throw Refusal(
                    .notAllowed, "The \(foreign.words) is for a coordinator to change.",
                    field: foreign.jsonKey)
            }
            var change = PersonChange(of: person, by: "EditMember", why: why, in: context)
            var values: [(PersonField, String?)] = []
            for field in PersonField.allCases {
                guard let entered = changes[field] else { continue }
                let value = try field.checked(entered).get()
                try refuseMissing(field, value, of: person)
                if field == .status || field == .kind {
                    try refuseSettled(field, value, of: person, in: context.db)
                }
                values.append((field, value))
            }
            let after = person.values.merging(values.map { ($0, $1 ?? "") }) { _, new in new }
            try refuseMembership(of: after[.kind], status: after[.status])
            var entered = person
            for (field, value) in values { entered.values[field] = value }
            try EnteredBuiltIns(in: context.db).check(entered, over: person)
            // The table never holds a member that is no person, not even between two steps.
            if after[.kind] == "person" { values.sort { $0.0 == .kind && $1.0 != .kind } }
            for (field, value) in values { try change.set(field, value) }
            return .success(try change.finish())
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    private func refuseSettled(
        _ field: PersonField, _ value: String?, of person: StoredPerson, in db: Database
    ) throws {
        guard value != person.values[field],
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM membership_period WHERE member_id = ?)",
                arguments: [person.id]) == true
        else { return }
        throw Refusal(
            .conflict,
            "The status of \(person.name) follows from the membership: begin, renew or end that "
                + "instead.", field: "status")
    }

    private func refuseMissing(_ field: PersonField, _ value: String?, of person: StoredPerson)
        throws
    {
        if field == .name, value == nil {
            throw Refusal.invalid("name", "A person needs a name.")
        }
        if field == .kind, value == nil {
            throw Refusal.invalid("kind", "A contact is a person, an organization or a household.")
        }
        guard field == .status else { return }
        guard let value else { throw Refusal.invalid("status", "A person needs a status.") }
        if value == "former", person.values[.status] != "former" {
            throw Refusal.invalid(
                "status",
                "End the membership of \(person.name) instead: roles and sign-ins end with it.")
        }
    }
}
