/// The id of a meeting that was planned or changed.
public struct MeetingIDAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var meetingID: String

    /// Names a meeting.
    public init(meetingID: String) { self.meetingID = meetingID }
}

/// One meeting, this chapter's or a linked one's.
public struct MeetingAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var meetingID: String
    /// Whose meeting it is.
    public var chapterID: String
    /// What it is called.
    public var title: String
    /// When it starts, with the offset of its place.
    public var start: Moment
    /// When it ends, with the offset of its place.
    public var end: Moment
    /// Where; empty if nowhere was named.
    public var place: String
    /// Where online; empty if nowhere.
    public var link: String
    /// What will be talked about; empty if nothing was named.
    public var agenda: String
    /// `chapter`, `linked` or `public`.
    public var audience: String
    /// Whether it was called off.
    public var cancelled: Bool
    /// How many people came; null until that was counted.
    @Nullable public var headCount: Int?

    /// Collects what is known of a meeting.
    public init(
        meetingID: String, chapterID: String, title: String, start: Moment, end: Moment,
        place: String, link: String, agenda: String, audience: String, cancelled: Bool,
        headCount: Int?
    ) {
        self.meetingID = meetingID
        self.chapterID = chapterID
        self.title = title
        self.start = start
        self.end = end
        self.place = place
        self.link = link
        self.agenda = agenda
        self.audience = audience
        self.cancelled = cancelled
        self.headCount = headCount
    }
}
