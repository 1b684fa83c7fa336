public import Federation
import Feeds
import GRDB

/// Whether somebody means to come.
public enum RSVP: String, CaseIterable, Hashable, Sendable {
    /// They mean to.
    case yes
    /// They do not know.
    case maybe
    /// They do not.
    case no
}

/// Says whether a member means to come to a meeting, of this chapter or a linked one.
///
/// The answer stays in this chapter.
public struct AnswerRSVP: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// The meeting.
    public var meeting: ObjectID
    /// The answer; a later one replaces it.
    public var answer: RSVP

    /// Answers so.
    public init(_ meeting: ObjectID, _ answer: RSVP) {
        self.meeting = meeting
        self.answer = answer
    }

    /// Keeps the answer of the member who acts.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let member = try context.actingMember
            try checkPerson(member, in: context.db)
            let found = try Row.fetchOne(
                context.db,
                sql: """
                    SELECT title, cancelled FROM meeting WHERE id = ?1
                    UNION ALL
                    SELECT title, cancelled FROM shared_meeting
                    WHERE meeting = ?1 AND chapter <> ?2
                    """,
                arguments: [meeting, context.feeds.chapter])
            guard let found else { throw Refusal.notFound("meeting") }
            if found["cancelled"] {
                let title: String = found["title"]
                throw Refusal(.conflict, "“\(title)” is cancelled, so nobody needs to come.")
            }
            try context.db.execute(
                sql: """
                    INSERT INTO rsvp (meeting_id, member_id, answer, at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (meeting_id, member_id)
                    DO UPDATE SET answer = excluded.answer, at = excluded.at
                    """,
                arguments: [meeting, member, answer.rawValue, context.now.milliseconds])
        }
    }
}
