import GRDB

/// Makes these the phone numbers of a person.
///
/// Members do it for themselves, too. What is missing from the list is removed.
public struct SetPhones: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// The whole list of phone numbers.
    public var phones: [Phone]
    /// Whether numbers that cannot be one in their country are kept as they are.
    public var asTyped: Bool
    /// The reason, for the history.
    public var why: String?

    /// A whole list for one person.
    public init(
        _ member: MemberID, expectedVersion: Int? = nil, _ phones: [Phone],
        asTyped: Bool = false, why: String? = nil
    ) {
        self.member = member
        self.expectedVersion = expectedVersion
        self.phones = phones
        self.asTyped = asTyped
        self.why = why
    }

    /// Replaces the list and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        var rows = phones.map { $0.row() }
        if !asTyped {
            let before = try String.fetchAll(
                context.db, sql: "SELECT number FROM member_phone WHERE member_id = ?",
                arguments: [member])
            let fault = try strangePhone(phones, besides: before, in: context.db)
            if let fault { rows.append(.failure(fault)) }
        }
        return try replaceRows(
            .phone, of: member, expected: expectedVersion, with: rows,
            by: "SetPhones", why: why, in: context)
    }
}
