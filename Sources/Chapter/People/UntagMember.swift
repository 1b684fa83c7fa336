/// Takes a tag off a person.
public struct UntagMember: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose record.
    public var member: MemberID
    /// The tag, in any spelling.
    public var tag: String

    /// A tag of a person.
    public init(_ member: MemberID, _ tag: String) {
        self.member = member
        self.tag = tag
    }

    /// Takes the tag off and gives the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        do {
            let person = try context.personToChange(member, expected: nil).get()
            let row = try labelRow(.tag, tag).get()
            let rest = person.rows(.tag).filter { $0.key != row.key }
            guard rest.count < person.rows(.tag).count else {
                throw Refusal(.notFound, "\(person.name) does not have the tag “\(row.cells[0])”.")
            }
            var change = PersonChange(of: person, by: "UntagMember", in: context)
            try change.replace(.tag, with: rest)
            return .success(try change.finish())
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }
}
