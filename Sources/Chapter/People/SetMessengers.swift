/// Makes these the messengers of a person.
///
/// Members do it for themselves, too. What is missing from the list is removed.
public struct SetMessengers: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// The whole list of messengers.
    public var messengers: [Messenger]
    /// The reason, for the history.
    public var why: String?

    /// A whole list for one person.
    public init(
        _ member: MemberID, expectedVersion: Int? = nil, _ messengers: [Messenger],
        why: String? = nil
    ) {
        self.member = member
        self.expectedVersion = expectedVersion
        self.messengers = messengers
        self.why = why
    }

    /// Replaces the list and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try replaceRows(
            .messenger, of: member, expected: expectedVersion, with: messengers.map { $0.row() },
            by: "SetMessengers", why: why, in: context)
    }
}
