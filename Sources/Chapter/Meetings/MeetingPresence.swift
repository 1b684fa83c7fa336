public import Federation
import GRDB

/// How many are at a meeting now, and how many it takes: numbers only, no names.
public struct MeetingPresence: Hashable, Sendable {
    /// Members who are here: they count for the quorum.
    public let members: Int
    /// Guests and others who are here and do not count.
    public let others: Int
    /// How many have come in all, whoever has left since.
    public let came: Int
    /// How many members must be here to decide; nil for no such rule.
    public let needed: Int?
    /// How many members the chapter has: the base of a share.
    public let base: Int

    /// How many are here.
    public var here: Int { members + others }
    /// How many members are missing to decide; zero when they are enough or nothing is needed.
    public var missing: Int { max(0, (needed ?? 0) - members) }

    /// Counts at a meeting of this chapter; nil when there is none.
    static func fetch(_ db: Database, of meeting: ObjectID) throws -> MeetingPresence? {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT quorum_people, quorum_percent FROM meeting WHERE id = ?",
            arguments: [meeting])
        let counts = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) AS came,
                  count(*) FILTER (WHERE left_at IS NULL) AS here,
                  count(*) FILTER (WHERE left_at IS NULL AND status = 'member') AS members
                FROM attendance LEFT JOIN member ON member.id = member_id
                WHERE meeting_id = ?
                """, arguments: [meeting])
        guard let row, let counts else { return nil }
        let here: Int = counts["here"]
        let members: Int = counts["members"]
        let base = try PeopleTotals.members(in: db)
        let quorum = MeetingQuorum(people: row["quorum_people"], percent: row["quorum_percent"])
        return MeetingPresence(
            members: members, others: here - members, came: counts["came"],
            needed: quorum?.needed(of: base), base: base)
    }
}

extension Chapter {
    /// Counts who is at a meeting of this chapter, for its members; nil when there is none.
    public func presence(at meeting: ObjectID, as viewer: Viewer) async throws -> MeetingPresence? {
        guard viewer.may(.takePart) || viewer.may(.planMeetings) else { return nil }
        return try await read { try MeetingPresence.fetch($0, of: meeting) }
    }
}
