public import Federation
import Feeds
import GRDB

/// What the first page shows whoever looks.
public struct HomeFacts: Hashable, Sendable {
    /// Meetings that are not over, the earliest first; cancelled ones are among them.
    public let meetings: [ListedMeeting]
    /// Ballots that are announced or open, the latest first.
    public let ballots: [BallotRecord]
    /// The latest posts in the viewer's groups.
    public let news: [GroupNews]
    /// What the chapters are called from which something is shown.
    public let chapterNames: [ChapterID: String]
    /// Groups that the viewer may like.
    public let suggestions: [GroupSuggestion]
    /// How the chapter is doing; nil for whoever may not see its people.
    public let overview: ChapterOverview?
    /// What the viewer has to do; nil for nothing.
    public let tasks: TasksWaiting?
}

extension Chapter {
    /// Reads the first page in one snapshot, so that its parts cannot contradict each other.
    ///
    /// At most so many meetings and posts are read.
    public func home(meetings: Int, posts: Int, as viewer: Viewer, at now: Timestamp)
        async throws -> HomeFacts
    {
        let listing = MeetingListing(.upcoming, limit: meetings)
        return try await read { db in
            HomeFacts(
                meetings: try listing.answer(
                    in: db, of: feeds.chapter, for: viewer, at: now
                ).meetings,
                ballots: try running(in: db, as: viewer),
                news: try GroupNews.fetch(db, as: viewer, limit: posts),
                chapterNames: try Self.names(db),
                suggestions: try viewer.memberID.map { try GroupSuggestions.fetch(db, for: $0) }
                    ?? [],
                overview: try ChapterOverview.fetch(db, as: viewer, at: now),
                tasks: try TasksWaiting.read(in: db, for: viewer, at: now))
        }
    }
}
