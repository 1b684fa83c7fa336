public import Federation
public import GRDB

/// Somebody who answered an invitation, or has not.
public struct MeetingReply: Hashable, Sendable {
    /// Who.
    public let member: MemberID
    /// What they are called.
    public let name: String
}

/// A page of those who gave one answer.
public struct MeetingReplyPage: Hashable, Sendable {
    /// The people by name.
    public let people: [MeetingReply]
    /// How many gave each answer.
    public let counts: [RSVP: Int]
    /// How many members have not answered.
    public let silent: Int
    /// What to ask for the next page with; nil on the last.
    public let next: String?
}

/// Who of this chapter answered what to an invitation, for those who plan meetings.
public struct MeetingReplies: Sendable {
    /// The meeting, of this chapter or a linked one.
    public var meeting: ObjectID
    /// The answer; nil for the members who have not answered.
    public var answer: RSVP?
    /// What the page before gave as `next`.
    public var after: String?
    /// The size of a page.
    public var limit: Int

    /// Those who answered so.
    public init(_ meeting: ObjectID, _ answer: RSVP?, after: String? = nil, limit: Int = 100) {
        self.meeting = meeting
        self.answer = answer
        self.after = after
        self.limit = limit
    }

    /// Reads the page.
    public func answer(in db: Database, for viewer: Viewer) throws
        -> Result<MeetingReplyPage, Refusal>
    {
        guard viewer.may(.planMeetings), viewer.may(.seePeople) else {
            return .failure(.notAllowed(.planMeetings))
        }
        let answered = "SELECT member_id FROM rsvp WHERE meeting_id = :meeting"
        var condition = "status = 'member' AND id NOT IN (\(answered))"
        var arguments: [String: (any DatabaseValueConvertible)?] = ["meeting": meeting]
        if let answer {
            condition = "id IN (\(answered) AND answer = :answer)"
            arguments["answer"] = answer.rawValue
        }
        if let last = after.flatMap(NamePosition.init) {
            condition += " AND (folded_name, id) > (:name, :id)"
            arguments["name"] = last.name
            arguments["id"] = last.id
        }
        arguments["limit"] = limit + 1
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, folded_name FROM member WHERE \(condition)
                ORDER BY folded_name, id LIMIT :limit
                """, arguments: StatementArguments(arguments))
        var next: String?
        if rows.count > limit, let last = rows.dropLast().last {
            next = NamePosition(id: last["id"], name: last["folded_name"]).description
        }
        let people = rows.prefix(limit).map { MeetingReply(member: $0["id"], name: $0["name"]) }
        let silent = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM member WHERE status = 'member' AND id NOT IN (\(answered))",
            arguments: ["meeting": meeting])
        return .success(
            MeetingReplyPage(
                people: people, counts: try MeetingRecord.answers(to: meeting, in: db),
                silent: silent ?? 0, next: next))
    }
}
