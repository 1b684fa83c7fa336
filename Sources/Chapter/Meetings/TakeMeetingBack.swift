public import Federation
import Feeds
import GRDB

/// Takes back everything that linked chapters were told of a meeting that does not take place.
///
/// The meeting stays in this chapter. From the lists of linked chapters it goes, with its title,
/// place and agenda, as they hear of it; nobody can make others forget what they have read.
public struct TakeMeetingBack: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings

    /// The meeting.
    public var meeting: ObjectID

    /// Takes back what was said of it.
    public init(_ meeting: ObjectID) { self.meeting = meeting }

    /// Once everything is taken back, doing it again changes nothing.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            try context.checkFeedIsOpen()
            let row = try MeetingRow.find(meeting, in: context.db)
            guard row.isCancelled || !row.plan.audience.isShared else {
                throw Refusal(
                    .conflict,
                    "This meeting still stands, so linked chapters must know of it. Cancel it "
                        + "first, or keep it in this chapter.")
            }
            let events = try context.events(about: meeting)
            _ = try context.feeds.takeBack(events, at: context.now, in: context.db)
            try context.db.execute(
                sql: """
                    UPDATE meeting SET audience = 'chapter', version = version + 1, changed_at = ?,
                      changed_by = ?
                    WHERE id = ? AND audience <> 'chapter'
                    """,
                arguments: [context.now.milliseconds, context.viewer.memberID, meeting])
        }
    }
}

extension ActContext {
    /// Everything that this chapter's feeds say about a meeting, in all epochs.
    fileprivate func events(about meeting: ObjectID) throws -> [EventID] {
        var found: [EventID] = []
        for held in try HeldFeed.all(in: db) where held.name.chapter == feeds.chapter {
            var next: UInt64 = 1
            while next <= held.tip.seq {
                let events = try held.events(from: next, limit: 1000, in: db)
                guard let last = events.last else { break }
                found += events.filter { $0.isAbout(meeting, of: feeds.chapter) }.map(\.id)
                next = last.header.seq + 1
            }
        }
        return found
    }
}

extension Event {
    fileprivate func isAbout(_ meeting: ObjectID, of chapter: ChapterID) -> Bool {
        guard let payload else { return false }
        switch suffix.kind {
        case .meetingScheduled:
            let scheduled = try? MeetingScheduled(payload: payload)
            return scheduled.map { ObjectID(chapter: chapter, nonce: $0.nonce) } == meeting
        case .meetingCancelled: return (try? MeetingCancelled(payload: payload))?.meeting == meeting
        case .meetingCounted: return (try? MeetingCounted(payload: payload))?.meeting == meeting
        default: return false
        }
    }
}
