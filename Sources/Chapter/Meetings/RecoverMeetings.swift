public import Federation
import Feeds
import Foundation
import GRDB

/// Puts meetings back that this chapter has shared and its own tables have lost.
///
/// After a restore from an older copy the node gets its own feed back from the linked chapters.
/// What the feed says of a meeting is all that was shared of it; who came is not, and stays lost.
/// Cancelled meetings and head-counts come back as well.
public struct RecoverMeetings: Act {
    /// The node does it as its operator.
    public static let permission = Permission.planMeetings

    /// Recovers whatever is missing.
    public init() {}

    /// Gives the meetings that were put back.
    public func perform(in context: ActContext) throws -> Result<[ObjectID], Refusal> {
        let lost = try ObjectID.fetchAll(
            context.db,
            sql: """
                SELECT meeting FROM shared_meeting
                WHERE chapter = ? AND meeting NOT IN (SELECT id FROM meeting)
                """,
            arguments: [context.feeds.chapter])
        guard !lost.isEmpty else { return .success([]) }
        // A chapter that has begun anew has said some of it in earlier epochs.
        let own = try HeldFeed.all(in: context.db)
            .filter { $0.name.chapter == context.feeds.chapter }
        var nonces: [ObjectID: [UInt8]] = [:]
        for feed in own { try Self.read(feed, into: &nonces, in: context) }
        let recovered = lost.sorted().filter { nonces[$0] != nil }
        for id in recovered {
            try context.db.execute(
                sql: """
                    INSERT INTO meeting (id, nonce, title, place, online_link, starts_at, ends_at,
                      time_zone, utc_offset, agenda, audience, cancelled, reason, head_count)
                    SELECT meeting, ?, title, place, online_link, starts_at, ends_at, time_zone,
                      utc_offset, agenda, audience, cancelled, reason, head_count
                    FROM shared_meeting WHERE meeting = ?
                    """,
                arguments: [Data(nonces[id] ?? []), id])
        }
        return .success(recovered)
    }

    /// Adds the nonces of all meetings that a feed has.
    private static func read(
        _ feed: HeldFeed, into nonces: inout [ObjectID: [UInt8]], in context: ActContext
    ) throws {
        var next: UInt64 = 1
        while next <= feed.tip.seq {
            let events = try feed.events(from: next, limit: 1000, in: context.db)
            guard let last = events.last else { break }
            for event in events where event.suffix.kind == .meetingScheduled {
                guard let payload = event.payload,
                    let meeting = try? MeetingScheduled(payload: payload)
                else { continue }
                let id = ObjectID(chapter: context.feeds.chapter, nonce: meeting.nonce)
                nonces[id] = meeting.nonce
            }
            next = last.header.seq + 1
        }
    }
}
