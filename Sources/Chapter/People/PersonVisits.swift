import Federation
public import GRDB

/// How often a person came to a meeting; a cancelled one does not count.
public struct PersonVisits: Hashable, Sendable {
    /// How many meetings.
    public let meetings: Int
    /// The latest of them; nil for none.
    public let latest: LatestVisit?

    /// Reads it for the person and for who may see people.
    public static func read(of member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<PersonVisits, Refusal>
    {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) AS meetings, max(starts_at) AS latest, utc_offset
                FROM attendance JOIN meeting ON meeting.id = meeting_id
                WHERE member_id = ? AND cancelled = 0
                """, arguments: [member])
        let latest: Int64? = row?["latest"]
        return .success(
            PersonVisits(
                meetings: row?["meetings"] ?? 0,
                latest: latest.map {
                    LatestVisit(
                        start: Timestamp(milliseconds: $0), utcOffset: row?["utc_offset"] ?? 0)
                }))
    }
}
