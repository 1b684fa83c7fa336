import Federation
import GRDB

/// Signs a person out everywhere: no token, link or calendar address of theirs works any longer.
public struct RevokeTokens: Act {
    /// Looking is enough to ask; it is for the person, a coordinator and the operator.
    public static let permission = Permission.look

    /// Whose tokens.
    public var member: MemberID

    /// The tokens of a person.
    public init(_ member: MemberID) { self.member = member }

    /// Revokes the tokens and gives back how many there were.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        switch try context.personToChange(member, expected: nil) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let person):
            let now = context.now.milliseconds
            try context.db.execute(
                sql: """
                    UPDATE member_token SET revoked = ?
                    WHERE member_id = ? AND revoked IS NULL AND expires > ?
                    """, arguments: [now, member, now])
            let count = context.db.changesCount
            try context.voidOpenSignIns(of: member)
            let endsCalendar = try context.dropCalendarAddress(of: member)
            guard count > 0 || endsCalendar else { return .success(0) }
            var change = PersonChange(of: person, by: "RevokeTokens", in: context)
            if count > 0 {
                try change.record(
                    SignInField.token.rawValue, old: "\(count) made", new: nil)
            }
            if endsCalendar { try change.recordCalendarEnd() }
            try change.finish()
            return .success(count)
        }
    }
}
