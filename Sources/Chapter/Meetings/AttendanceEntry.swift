public import Federation
import Foundation
public import GRDB

/// One person at one meeting.
public struct AttendanceEntry: Hashable, Sendable {
    /// Who; nil for a guest.
    public var member: MemberID?
    /// Under what they are spoken of, member or guest.
    public var attendee: Attendee
    /// Whether they count for the quorum: guests and people who are not members do not.
    public var isMember: Bool
    /// What they are called.
    public var name: String
    /// When they came.
    public var arrived: Timestamp
    /// When they left, if known.
    public var left: Timestamp?

    /// Everybody on record, in the order in which they came.
    static func fetch(_ db: Database, of meeting: ObjectID) throws -> [AttendanceEntry] {
        let rows = try Row.fetchAll(
            db,
            sql: "\(select) WHERE meeting_id = ? ORDER BY arrived_at, attendance.id",
            arguments: [meeting])
        return rows.compactMap(AttendanceEntry.init)
    }

    /// What a row is made of; the rest of the query follows.
    static let select = """
        SELECT attendance.id, member_id, slip, status, coalesce(member.name, guest) AS name,
          arrived_at, left_at
        FROM attendance LEFT JOIN member ON member.id = member_id
        """

    /// What is on record of one person; nil when nothing is.
    static func find(_ attendee: Attendee, at meeting: ObjectID, in db: Database) throws
        -> AttendanceEntry?
    {
        let row = try Row.fetchOne(
            db, sql: "\(select) WHERE meeting_id = ? AND \(attendee.key.column) = ?",
            arguments: [meeting, attendee.key.value])
        return row.flatMap(AttendanceEntry.init)
    }

    init?(_ row: Row) {
        let slip: Data? = row["slip"]
        member = row["member_id"]
        if let member {
            attendee = .person(member)
        } else if let slip = slip.flatMap({ GuestSlip(bytes: Array($0)) }) {
            attendee = .guest(slip)
        } else {
            return nil
        }
        let status: String? = row["status"]
        isMember = status == "member"
        name = row["name"]
        arrived = Timestamp(milliseconds: row["arrived_at"])
        let left: Int64? = row["left_at"]
        self.left = left.map { Timestamp(milliseconds: $0) }
    }
}

/// How often a person came.
public struct AttendanceTotal: Hashable, Sendable {
    /// Who.
    public var member: MemberID
    /// What they are called.
    public var name: String
    /// How many meetings they came to.
    public var meetings: Int
    /// When the latest of them began.
    public var latest: Timestamp

    /// Everybody who came to a meeting since a moment, the most frequent first; a cancelled
    /// meeting does not count.
    public static func fetch(_ db: Database, since: Timestamp? = nil) throws -> [AttendanceTotal] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT member.id, member.name, count(*) AS meetings, max(starts_at) AS latest
                FROM attendance JOIN member ON member.id = member_id
                  JOIN meeting ON meeting.id = meeting_id
                WHERE cancelled = 0 AND starts_at >= ?
                GROUP BY member.id ORDER BY meetings DESC, latest DESC, member.id
                """,
            arguments: [since?.milliseconds ?? .min])
        return rows.map { row in
            AttendanceTotal(
                member: row["id"], name: row["name"], meetings: row["meetings"],
                latest: Timestamp(milliseconds: row["latest"]))
        }
    }
}

extension Chapter {
    /// How often each person came since a moment, for those who may see the chapter's people.
    public func attendanceTotals(since: Timestamp? = nil, as viewer: Viewer) async throws
        -> Result<[AttendanceTotal], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return .success(try await read { try AttendanceTotal.fetch($0, since: since) })
    }
}
