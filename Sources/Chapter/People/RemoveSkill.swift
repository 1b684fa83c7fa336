/// Takes one skill away from a person.
///
/// Members do it for themselves, too.
public struct RemoveSkill: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The skill, in any spelling.
    public var skill: String

    /// A skill of a person.
    public init(_ member: MemberID, _ skill: String) {
        self.member = member
        self.skill = skill
    }

    /// Takes the skill away and gives the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            try context.removeLabel(.skill, skill, from: member, by: "RemoveSkill")
        }
    }
}
