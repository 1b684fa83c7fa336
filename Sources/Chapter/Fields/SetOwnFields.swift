/// Sets values of the chapter's own fields of a contact.
///
/// Fields that are not named stay; a name without values takes them away.
public struct SetOwnFields: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose record.
    public var member: MemberID
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// The values by the field's code.
    public var values: [String: [String]]
    /// The reason, for the history.
    public var why: String?

    /// Some fields of one contact.
    public init(
        _ member: MemberID, expectedVersion: Int? = nil, _ values: [String: [String]],
        why: String? = nil
    ) {
        self.member = member
        self.expectedVersion = expectedVersion
        self.values = values
        self.why = why
    }

    /// Sets them and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let person = try context.personToChange(member, expected: expectedVersion).get()
            let reason = try checkedWhy(why).get()
            let rows = try OwnField.rows(values, of: person, in: context.db)
            let checked = try checkedRows(.ownField, rows.map { .success($0) }).get()
            var change = PersonChange(of: person, by: "SetOwnFields", why: reason, in: context)
            try change.replace(.ownField, with: checked)
            return try change.finish()
        }
    }
}
