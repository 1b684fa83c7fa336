import GRDB

/// Takes back everything that was just done to one person's record.
///
/// Lines that stand beside the record, such as sign-ins, are passed over.
/// Who may change people takes back anybody's work, others only what they did to their own record.
/// It is refused when a field has changed again since, so that nothing newer is lost.
public struct TakeBack: Act {
    /// Looking is enough to ask; whose record it is decides.
    public static let permission = Permission.look

    /// Whose record.
    public var member: MemberID
    /// The version before.
    public var after: Int
    /// The version that came of it.
    public var through: Int

    /// Everything between two versions of a person's record.
    public init(_ member: MemberID, after: Int, through: Int) {
        self.member = member
        self.after = after
        self.through = through
    }

    /// Takes it back in one transaction and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let person = try context.personToChange(member, expected: nil).get()
            let rows = try Row.fetchAll(
                context.db,
                sql: """
                    SELECT actor, field, old, new FROM history
                    WHERE member_id = ? AND version > ? AND version <= ?
                      AND \(BesideTheRecord.noneSQL) ORDER BY id DESC
                    """, arguments: [member, after, through])
            guard !rows.isEmpty else { throw Refusal.notFound("change of a person") }
            if !context.viewer.may(.managePeople) {
                guard rows.allSatisfy({ isOwn($0, of: context.viewer) }) else {
                    throw Refusal(.notAllowed, "That is for a coordinator to take back.")
                }
            }
            var reversal = ChangeReversal(of: person, by: "TakeBack", why: nil, in: context)
            for row in rows { try reversal.take(row) }
            return try reversal.finish()
        }
    }

    private func isOwn(_ row: Row, of viewer: Viewer) -> Bool {
        guard row["actor"] == viewer.actor else { return false }
        let name: String = row["field"]
        if let field = PersonField(rawValue: name) { return field.isOwn }
        return Detail(rawValue: name)?.isOwn ?? false
    }
}
