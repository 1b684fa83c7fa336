public import Federation
import Feeds
public import GRDB

/// A meeting in a list with what people have answered.
public struct ListedMeeting: Hashable, Sendable {
    /// The meeting.
    public let summary: MeetingSummary
    /// How many of this chapter come.
    public let yes: Int
    /// How many of this chapter may come.
    public let maybe: Int
    /// What the viewer answered.
    public let ownAnswer: RSVP?
}

/// A page of a list of meetings.
public struct MeetingListingPage: Hashable, Sendable {
    /// The meetings in the list's order.
    public let meetings: [ListedMeeting]
    /// How many there are in all.
    public let count: Int
    /// What to ask for the next page with; nil on the last.
    public let next: String?
}

/// The meetings that a viewer may know of, a page at a time.
public struct MeetingListing: Sendable {
    /// All, coming or past; past ones begin with the latest.
    public var filter: MeetingFilter
    /// Whether those of linked chapters are left out.
    public var onlyOwn: Bool
    /// Only the chapter's own with this tag, for who sees people; empty for all.
    public var tag = ""
    /// Only meetings that begin in this span.
    public var starting: Range<Timestamp>?
    /// What the page before gave as `next`.
    public var after: String?
    /// The size of a page.
    public var limit: Int

    /// A list with these filters.
    public init(
        _ filter: MeetingFilter = .all, onlyOwn: Bool = false, starting: Range<Timestamp>? = nil,
        after: String? = nil, limit: Int = 50
    ) {
        self.filter = filter
        self.onlyOwn = onlyOwn
        self.starting = starting
        self.after = after
        self.limit = limit
    }

    /// Reads the page; visitors see the public ones.
    public func answer(
        in db: Database, of chapter: ChapterID, for viewer: Viewer, at now: Timestamp
    ) throws -> MeetingListingPage {
        var conditions = ["(audience = 'public' OR :sees_all)"]
        var arguments: [String: (any DatabaseValueConvertible)?] = [
            "own": chapter, "sees_all": viewer != .visitor,
        ]
        if filter != .all {
            conditions.append(filter == .past ? "ends_at < :now" : "ends_at >= :now")
            arguments["now"] = now.milliseconds
        }
        if onlyOwn { conditions.append("chapter = :own") }
        if !tag.isEmpty, viewer.may(.seePeople) {
            conditions.append("chapter = :own")
            conditions.append(hasThingTag("meeting", "lower(hex(id))"))
            arguments["tag"] = foldedName(tag)
        }
        if let starting {
            conditions.append("starts_at >= :from AND starts_at < :to")
            arguments["from"] = starting.lowerBound.milliseconds
            arguments["to"] = starting.upperBound.milliseconds
        }
        let every = "FROM (\(MeetingList.everyMeeting)) AS every WHERE "
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) \(every) \(conditions.joined(separator: " AND "))",
            arguments: StatementArguments(arguments))
        if let (start, id) = Self.key(after) {
            let later = filter == .past ? "<" : ">"
            conditions.append("(starts_at, id) \(later) (:start, :id)")
            arguments["start"] = start
            arguments["id"] = id
        }
        let order = filter == .past ? "starts_at DESC, id DESC" : "starts_at, id"
        arguments.updateValue(viewer.memberID, forKey: "me")
        arguments["limit"] = limit + 1
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT every.*, \(Self.answers) \(every) \(conditions.joined(separator: " AND "))
                ORDER BY \(order) LIMIT :limit
                """, arguments: StatementArguments(arguments))
        let meetings = rows.prefix(limit).map { ListedMeeting($0, chapter: chapter) }
        let last = meetings.last?.summary
        return MeetingListingPage(
            meetings: meetings, count: count ?? 0,
            next: rows.count > limit ? last.map { "\($0.start.milliseconds)-\($0.id)" } : nil)
    }

    private static let answers = """
        (SELECT count(*) FROM rsvp WHERE meeting_id = every.id AND answer = 'yes') AS yes,
        (SELECT count(*) FROM rsvp WHERE meeting_id = every.id AND answer = 'maybe') AS maybe,
        (SELECT answer FROM rsvp WHERE meeting_id = every.id AND member_id = :me) AS own_answer
        """

    private static func key(_ text: String?) -> (Int64, ObjectID)? {
        guard let parts = text?.split(separator: "-"), parts.count == 2,
            let start = Int64(parts[0]), let id = ObjectID(String(parts[1]))
        else { return nil }
        return (start, id)
    }
}

extension ListedMeeting {
    fileprivate init(_ row: Row, chapter: ChapterID) {
        summary = MeetingSummary(row, chapter: chapter)
        yes = row["yes"]
        maybe = row["maybe"]
        let answer: String? = row["own_answer"]
        ownAnswer = answer.flatMap { RSVP(rawValue: $0) }
    }
}

extension Chapter {
    /// Reads a page of the meetings that the viewer may know of.
    public func meetings(_ listing: MeetingListing, as viewer: Viewer, at now: Timestamp)
        async throws -> MeetingListingPage
    {
        let own = feeds.chapter
        return try await read { try listing.answer(in: $0, of: own, for: viewer, at: now) }
    }
}
