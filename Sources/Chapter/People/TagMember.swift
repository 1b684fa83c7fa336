/// Puts a tag on a person; a tag that is there already stays as it is.
public struct TagMember: Act {
    /// The permission that tagging takes.
    public static let permission = Permission.managePeople

    /// Whose record.
    public var member: MemberID
    /// The tag.
    public var tag: String

    /// A tag for a person.
    public init(_ member: MemberID, _ tag: String) {
        self.member = member
        self.tag = tag
    }

    /// Tags the person and gives the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        do {
            let person = try context.personToChange(member, expected: nil).get()
            let row = try labelRow(.tag, tag).get()
            let tags = person.rows(.tag)
            guard !tags.contains(where: { $0.key == row.key }) else {
                return .success(person.version)
            }
            let rows = try checkedRows(.tag, (tags + [row]).map { .success($0) }).get()
            var change = PersonChange(of: person, by: "TagMember", in: context)
            try change.replace(.tag, with: rows)
            return .success(try change.finish())
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }
}
