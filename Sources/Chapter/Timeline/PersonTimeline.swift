public import GRDB

/// What happened with one contact and what is to happen, newest first.
///
/// It is for the person and for who may see people. What others have written down of a person,
/// their tasks, and whom a record was merged with is only for who may see people; somebody's
/// private notes are theirs alone. In which votes somebody took part is not among it: with few
/// papers that would say how they voted.
public struct PersonTimeline: Sendable {
    /// A page of a timeline.
    public struct Page: Hashable, Sendable {
        /// What happened.
        public let entries: [TimelineEntry]
        /// What to ask for older ones with; nil on the last page.
        public let next: TimelinePosition?
    }

    /// Whose.
    public var member: MemberID
    /// Which of its questions.
    public var filter: TimelineFilter
    /// Only what comes after this position; nil from the newest.
    public var before: TimelinePosition?
    /// How many entries at most, up to `largestPage`.
    public var limit: Int

    /// The largest page.
    public static let largestPage = 200

    /// The timeline of a contact.
    public init(
        _ member: MemberID, _ filter: TimelineFilter = .everything,
        before: TimelinePosition? = nil, limit: Int = 20
    ) {
        self.member = member
        self.filter = filter
        self.before = before
        self.limit = limit
    }

    /// Reads a page: one query along an index for each source, none longer than the page.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let limit = min(max(1, limit), Self.largestPage)
        let sources = TimelineSources(
            db: db, viewer: viewer, member: member, filter: filter, before: before,
            limit: limit + 1)
        let entries = try sources.all().sorted { $0.position > $1.position }
        let shown = Array(entries.prefix(limit))
        return .success(
            Page(entries: shown, next: entries.count > limit ? shown.last?.position : nil))
    }
}
