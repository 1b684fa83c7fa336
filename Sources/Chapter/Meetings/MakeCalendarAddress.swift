public import Federation
import Foundation
public import GRDB
import Sodium

/// Makes the secret address under which a member's own calendar program reads their meetings.
///
/// An earlier address of the member stops working. The chapter keeps only the hash of the secret,
/// so it is shown once.
public struct MakeCalendarAddress: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// A new address for the member who acts.
    public init() {}

    /// Gives the secret: sixty-four hexadecimal digits.
    public func perform(in context: ActContext) throws -> Result<String, Refusal> {
        try refusing {
            let member = try context.actingMember
            let person = try context.memberToSignIn(member).get()
            let secret = Hex.text(randomBytes(32))
            try context.db.execute(
                sql: """
                    INSERT INTO calendar_address (member_id, hash, created) VALUES (?, ?, ?)
                    ON CONFLICT (member_id)
                    DO UPDATE SET hash = excluded.hash, created = excluded.created
                    """,
                arguments: [member, calendarHash(secret), context.now.milliseconds])
            var change = PersonChange(of: person, by: "MakeCalendarAddress", in: context)
            try change.record(BesideTheRecord.calendarAddress, old: nil, new: "made")
            try change.finish()
            return secret
        }
    }
}

/// The hash under which the secret of a calendar address is kept; nil for a text that is none.
private func calendarHash(_ secret: String) -> Data? {
    guard let bytes = Hex.bytes(secret), bytes.count == 32 else { return nil }
    return Data(digest("rhizome/calendar address", bytes).bytes)
}

/// Whose calendar a secret address is.
public struct FindCalendarOwner: Sendable {
    /// The secret as it was received.
    public var secret: String

    /// A secret that was received.
    public init(secret: String) { self.secret = secret }

    /// Finds the member; nil for an unknown secret, and for one of somebody who is no member any
    /// longer.
    ///
    /// The address is for reading meetings alone, so the viewer has no roles.
    public func answer(in db: Database) throws -> Viewer? {
        guard let hash = calendarHash(secret) else { return nil }
        let member = try MemberID.fetchOne(
            db,
            sql: """
                SELECT member.id FROM calendar_address JOIN member ON member.id = member_id
                WHERE hash = ? AND status = 'member'
                """, arguments: [hash])
        return member.map { .member($0, []) }
    }
}

extension Chapter {
    /// Whose calendar a secret address is, as `FindCalendarOwner` finds it.
    public func calendarOwner(_ secret: String) async throws -> Viewer? {
        try await read { try FindCalendarOwner(secret: secret).answer(in: $0) }
    }

    /// When the member who looks made their calendar address; nil when they have none.
    public func calendarAddressMade(by viewer: Viewer) async throws -> Timestamp? {
        guard let member = viewer.memberID else { return nil }
        let made = try await read {
            try Int64.fetchOne(
                $0, sql: "SELECT created FROM calendar_address WHERE member_id = ?",
                arguments: [member])
        }
        return made.map { Timestamp(milliseconds: $0) }
    }
}
