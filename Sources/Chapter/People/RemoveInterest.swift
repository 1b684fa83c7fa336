/// Takes one interest away from a person.
///
/// Members do it for themselves, too.
public struct RemoveInterest: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The interest, in any spelling.
    public var interest: String

    /// An interest of a person.
    public init(_ member: MemberID, _ interest: String) {
        self.member = member
        self.interest = interest
    }

    /// Takes the interest away and gives the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let person = try context.personToChange(member, expected: nil).get()
            let row = try labelRow(.interest, interest).get()
            let rest = person.rows(.interest).filter { $0.key != row.key }
            guard rest.count < person.rows(.interest).count else {
                throw Refusal(
                    .notFound, "\(person.name) does not have the interest “\(row.cells[0])”.")
            }
            var change = PersonChange(of: person, by: "RemoveInterest", in: context)
            try change.replace(.interest, with: rest)
            return try change.finish()
        }
    }
}
