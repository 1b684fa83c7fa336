public import Federation
import GRDB

/// Who came to a meeting, the latest arrival first, a page at a time.
public struct AttendancePage: Hashable, Sendable {
    /// The people.
    public let entries: [AttendanceEntry]
    /// How many came in all.
    public let count: Int
    /// What to ask for the next page with; nil on the last.
    public let next: String?

    /// Reads the page after `after`.
    static func fetch(_ db: Database, of meeting: ObjectID, after: String?, limit: Int) throws
        -> AttendancePage
    {
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM attendance WHERE meeting_id = ?", arguments: [meeting])
        var condition = "meeting_id = ?"
        var arguments: StatementArguments = [meeting]
        let key = after?.split(separator: "-").compactMap { Int64($0) } ?? []
        if key.count == 2 {
            condition += " AND (arrived_at, attendance.id) < (?, ?)"
            arguments += [key[0], key[1]]
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                \(AttendanceEntry.select) WHERE \(condition)
                ORDER BY arrived_at DESC, attendance.id DESC LIMIT ?
                """, arguments: arguments + [limit + 1])
        var next: String?
        if rows.count > limit, let last = rows.dropLast().last {
            let arrived: Int64 = last["arrived_at"]
            let id: Int64 = last["id"]
            next = "\(arrived)-\(id)"
        }
        return AttendancePage(
            entries: rows.prefix(limit).compactMap(AttendanceEntry.init), count: count ?? 0,
            next: next)
    }
}

extension Chapter {
    /// Reads who came to a meeting of this chapter, for those who record it.
    public func attendance(
        of meeting: ObjectID, after: String? = nil, limit: Int, as viewer: Viewer
    ) async throws -> Result<AttendancePage, Refusal> {
        guard viewer.may(.planMeetings), viewer.may(.seePeople) else {
            return .failure(.notAllowed(.planMeetings))
        }
        return .success(
            try await read {
                try AttendancePage.fetch($0, of: meeting, after: after, limit: limit)
            })
    }

    /// Reads what is on record of one person at a meeting; nil when nothing is.
    public func attendance(of attendee: Attendee, at meeting: ObjectID, as viewer: Viewer)
        async throws -> AttendanceEntry?
    {
        guard viewer.may(.planMeetings), viewer.may(.seePeople) else { return nil }
        return try await read { try AttendanceEntry.find(attendee, at: meeting, in: $0) }
    }
}
