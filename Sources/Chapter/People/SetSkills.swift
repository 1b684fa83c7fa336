/// Makes these the skills of a person.
///
/// Members do it for themselves, too. What is missing from the list is removed.
public struct SetSkills: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// The whole list of skills.
    public var skills: [String]
    /// The reason, for the history.
    public var why: String?

    /// A whole list for one person.
    public init(
        _ member: MemberID, expectedVersion: Int? = nil, _ skills: [String], why: String? = nil
    ) {
        self.member = member
        self.expectedVersion = expectedVersion
        self.skills = skills
        self.why = why
    }

    /// Replaces the list and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try replaceRows(
            .skill, of: member, expected: expectedVersion,
            with: skills.map { labelRow(.skill, $0) },
            by: "SetSkills", why: why, in: context)
    }
}
