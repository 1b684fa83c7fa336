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
            try context.removeLabel(.interest, interest, from: member, by: "RemoveInterest")
        }
    }
}
