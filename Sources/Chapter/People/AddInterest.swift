/// Adds one interest to a person; one that is there already stays as it is.
///
/// Members do it for themselves, too.
public struct AddInterest: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The interest.
    public var interest: String

    /// An interest for a person.
    public init(_ member: MemberID, _ interest: String) {
        self.member = member
        self.interest = interest
    }

    /// Adds the interest and gives the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            try context.addLabel(.interest, interest, to: member, by: "AddInterest")
        }
    }
}
