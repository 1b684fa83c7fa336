import GRDB

/// Makes these the ids by which other systems know a person.
public struct SetExternalIDs: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose record.
    public var member: MemberID
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// The whole list of ids.
    public var externalIDs: [ExternalID]
    /// The reason, for the history.
    public var why: String?

    /// A whole list for one person.
    public init(
        _ member: MemberID, expectedVersion: Int? = nil, _ externalIDs: [ExternalID],
        why: String? = nil
    ) {
        self.member = member
        self.expectedVersion = expectedVersion
        self.externalIDs = externalIDs
        self.why = why
    }

    /// Replaces the list and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        let rows = externalIDs.map { $0.row() }
        do {
            let checked = try rows.map { try $0.get() }
            try refuseTaken(checked, besides: member, in: context.db)
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
        return try replaceRows(
            .externalID, of: member, expected: expectedVersion, with: rows, by: "SetExternalIDs",
            why: why, in: context)
    }
}
