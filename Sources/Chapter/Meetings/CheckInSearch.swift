public import Federation
public import GRDB

/// Somebody who may be checked in at a meeting.
public struct CheckInPerson: Hashable, Sendable {
    /// Who.
    public let member: MemberID
    /// What they are called.
    public let name: String
    /// contact, supporter or member.
    public let status: String
    /// When they came, if they did.
    public let arrived: Timestamp?
    /// When they left, if they did.
    public let left: Timestamp?
}

/// Who could be at the door of a meeting: everybody in the list who is not a former member.
public struct CheckInSearch: Sendable {
    /// The meeting, of this chapter.
    public var meeting: ObjectID
    /// Beginnings of names in any order; nil for everybody.
    public var search: String?
    /// How many at most.
    public var limit: Int

    /// So many people fit into a phone's list for searching without a network.
    public static let mostOffline = 5000

    /// People to be found by what was typed.
    public init(_ meeting: ObjectID, search: String?, limit: Int) {
        self.meeting = meeting
        self.search = search
        self.limit = limit
    }

    /// Reads the people by name, those who fit.
    public func answer(in db: Database, for viewer: Viewer) throws
        -> Result<[CheckInPerson], Refusal>
    {
        guard viewer.may(.planMeetings), viewer.may(.seePeople) else {
            return .failure(.notAllowed(.planMeetings))
        }
        let filter = try MemberList(search: search).memberFilter(in: db, for: viewer)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT member.id, name, status, arrived_at, left_at
                FROM member LEFT JOIN attendance
                  ON attendance.member_id = member.id AND meeting_id = ?
                WHERE member.id IN (
                  SELECT id FROM member
                  WHERE kind = 'person' AND status <> 'former' AND \(filter.sql)
                  ORDER BY folded_name, id LIMIT ?)
                ORDER BY folded_name, member.id
                """, arguments: [meeting] + filter.arguments + [limit])
        return .success(
            rows.map { row in
                let arrived: Int64? = row["arrived_at"]
                let left: Int64? = row["left_at"]
                return CheckInPerson(
                    member: row["id"], name: row["name"], status: row["status"],
                    arrived: arrived.map { Timestamp(milliseconds: $0) },
                    left: left.map { Timestamp(milliseconds: $0) })
            })
    }
}

extension Chapter {
    /// The names of the chapter's members for a sheet of paper, by name.
    public func memberNames(atMost limit: Int, as viewer: Viewer) async throws
        -> Result<[String], Refusal>
    {
        guard viewer.may(.planMeetings), viewer.may(.seePeople) else {
            return .failure(.notAllowed(.planMeetings))
        }
        return .success(
            try await read {
                try String.fetchAll(
                    $0,
                    sql: """
                        SELECT name FROM member WHERE status = 'member'
                        ORDER BY folded_name, id LIMIT ?
                        """, arguments: [limit])
            })
    }
}
