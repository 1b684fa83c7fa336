/// Adds one skill to a person; one that is there already stays as it is.
///
/// Members do it for themselves, too.
public struct AddSkill: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The skill.
    public var skill: String

    /// A skill for a person.
    public init(_ member: MemberID, _ skill: String) {
        self.member = member
        self.skill = skill
    }

    /// Adds the skill and gives the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            try context.addLabel(.skill, skill, to: member, by: "AddSkill")
        }
    }
}
