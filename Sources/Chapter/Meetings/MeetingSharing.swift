public import Federation
import Feeds
import GRDB

/// How far a meeting of this chapter has got on its way to the linked chapters.
public enum MeetingSharing: Hashable, Sendable {
    /// It is not to be shared.
    case home
    /// It waits until this chapter may share.
    case waiting
    /// It is in this event of the present epoch: whoever holds so many of our events has it.
    case at(UInt64)
    /// It is in an earlier epoch: whoever holds anything of the present one has it.
    case before
}

extension Chapter {
    /// Where the latest word on a meeting of this chapter stands in its feed.
    public func sharing(of meeting: ObjectID) async throws -> MeetingSharing {
        try await read { [feeds] db in
            let audience = try String.fetchOne(
                db, sql: "SELECT audience FROM meeting WHERE id = ?", arguments: [meeting])
            guard let audience, audience != Audience.chapter.rawValue else { return .home }
            let event = try EventID.fetchOne(
                db, sql: "SELECT event FROM shared_meeting WHERE meeting = ? AND chapter = ?",
                arguments: [meeting, feeds.chapter])
            guard let event, let place = try feeds.place(ofOwn: event, in: db) else {
                return .waiting
            }
            return place.epoch == feeds.author.feed.epoch ? .at(place.seq) : .before
        }
    }
}
