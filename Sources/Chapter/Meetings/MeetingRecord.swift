public import Federation
import Feeds
public import GRDB

/// Everything that a viewer may see of one meeting.
public struct MeetingRecord: Hashable, Sendable {
    /// What lists show.
    public var summary: MeetingSummary
    /// What it is about, or nothing.
    public var agenda: String
    /// The version that a change starts from; 0 for meetings of other chapters.
    public var version: Int
    /// How many must be here to decide; nil for no such rule and for meetings of other chapters.
    public var quorum: MeetingQuorum?
    /// Who changed it last, for those who may plan meetings.
    public var changedBy: String?
    /// What the viewer answered.
    public var ownAnswer: RSVP?
    /// How many people of this chapter gave each answer.
    public var answers: [RSVP: Int]
    /// Who came, for those who may record it; nil for everybody else and other chapters' meetings.
    public var attendance: [AttendanceEntry]?

    /// Reads a meeting; nil when there is none that the viewer may know of.
    ///
    /// Reading everybody who came takes time where many did: leave it out where a page of them is
    /// read besides.
    public static func find(
        _ id: ObjectID, in db: Database, of chapter: ChapterID, as viewer: Viewer,
        withAttendance: Bool = true
    ) throws -> MeetingRecord? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM (\(MeetingList.everyMeeting)) WHERE id = :id",
            arguments: ["own": chapter, "id": id])
        guard let row else { return nil }
        let summary = MeetingSummary(row, chapter: chapter)
        guard viewer != .visitor || summary.audience == .public else { return nil }
        let plans = viewer.may(.planMeetings)
        let seesPeople = summary.isOwn && plans && withAttendance
        return MeetingRecord(
            summary: summary, agenda: row["agenda"], version: row["version"],
            quorum: MeetingQuorum(people: row["quorum_people"], percent: row["quorum_percent"]),
            changedBy: plans ? row["changer"] : nil,
            ownAnswer: try answer(of: viewer, to: id, in: db), answers: try answers(to: id, in: db),
            attendance: seesPeople ? try AttendanceEntry.fetch(db, of: id) : nil)
    }

    private static func answer(of viewer: Viewer, to meeting: ObjectID, in db: Database) throws
        -> RSVP?
    {
        guard let member = viewer.memberID else { return nil }
        let answer = try String.fetchOne(
            db, sql: "SELECT answer FROM rsvp WHERE meeting_id = ? AND member_id = ?",
            arguments: [meeting, member])
        return answer.flatMap { RSVP(rawValue: $0) }
    }

    static func answers(to meeting: ObjectID, in db: Database) throws -> [RSVP: Int] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT answer, count(*) FROM rsvp WHERE meeting_id = ? GROUP BY answer",
            arguments: [meeting])
        var answers: [RSVP: Int] = [:]
        for row in rows {
            if let answer = RSVP(rawValue: row[0]) { answers[answer] = row[1] }
        }
        return answers
    }
}

extension Chapter {
    /// Reads a meeting; nil when there is none that the viewer may know of.
    public func meeting(_ id: ObjectID, as viewer: Viewer, withAttendance: Bool = true)
        async throws -> MeetingRecord?
    {
        let own = feeds.chapter
        return try await read {
            try MeetingRecord.find(
                id, in: $0, of: own, as: viewer, withAttendance: withAttendance)
        }
    }
}
