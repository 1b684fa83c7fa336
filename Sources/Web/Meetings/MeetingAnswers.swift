import Chapter
import Federation

/// The id of a meeting that was planned or changed.
public struct MeetingIDAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var meetingID: String

    /// Names a meeting.
    public init(meetingID: String) { self.meetingID = meetingID }
}

/// One meeting, this chapter's or a linked one's, in the list.
public struct MeetingAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var meetingID: String
    /// Whose meeting it is.
    public var chapterID: String
    /// What it is called.
    public var title: String
    /// When it starts, with the offset in which it was written.
    public var start: Moment
    /// When it ends, with the same offset.
    public var end: Moment
    /// The IANA time zone in which it was planned; empty if only the offset is known.
    public var timeZone: String
    /// Where; empty if nowhere was named.
    public var place: String
    /// Where online; empty if nowhere.
    public var onlineLink: String
    /// `chapter`, `linked` or `public`.
    public var audience: String
    /// Whether it was called off.
    public var cancelled: Bool
    /// Why it was called off; empty if nobody said.
    public var reason: String
    /// How many people came; null until that was counted.
    @Nullable public var headCount: Int?

    init(_ meeting: MeetingSummary) {
        meetingID = meeting.id.description
        chapterID = meeting.chapter.description
        title = meeting.title
        start = Moment(meeting.start, offset: meeting.utcOffset)
        end = Moment(meeting.end, offset: meeting.utcOffset)
        timeZone = meeting.timeZone
        place = meeting.place
        onlineLink = meeting.onlineLink
        audience = meeting.audience.rawValue
        cancelled = meeting.isCancelled
        reason = meeting.reason
        headCount = meeting.headCount
    }
}

/// Everything that the viewer may see of one meeting.
public struct MeetingDetailAnswer: Codable, Hashable, Sendable {
    /// What the list shows.
    public var meeting: MeetingAnswer
    /// What it is about; empty if nothing was written.
    public var agenda: String
    /// What a change sends back as `version`; 0 for meetings of other chapters.
    public var version: Int
    /// What the viewer answered, or null.
    @Nullable public var ownAnswer: String?
    /// How many people of this chapter gave each answer.
    public var answers: [String: Int]
    /// Who came; null for those who may not see it, and for other chapters' meetings.
    @Nullable public var attendance: [AttendanceAnswer]?

    init(_ record: MeetingRecord) {
        meeting = MeetingAnswer(record.summary)
        agenda = record.agenda
        version = record.version
        ownAnswer = record.ownAnswer?.rawValue
        answers = [:]
        for (answer, count) in record.answers { answers[answer.rawValue] = count }
        let offset = record.summary.utcOffset
        attendance = record.attendance?.map { AttendanceAnswer($0, offset: offset) }
    }
}

/// One person at one meeting.
public struct AttendanceAnswer: Codable, Hashable, Sendable {
    /// Who; null for a guest.
    @Nullable public var memberID: String?
    /// What they are called.
    public var name: String
    /// When they came.
    public var arrived: Moment
    /// When they left; null while that is not known.
    @Nullable public var left: Moment?

    init(_ entry: AttendanceEntry, offset: Int) {
        memberID = entry.member?.description
        name = entry.name
        arrived = Moment(entry.arrived, offset: offset)
        left = entry.left.map { Moment($0, offset: offset) }
    }
}

/// What is on record of somebody at a meeting.
public struct AttendanceRecordedAnswer: Codable, Hashable, Sendable {
    /// The meeting.
    public var meetingID: String
    /// When they came.
    public var arrived: Moment
    /// When they left; null while that is not known.
    @Nullable public var left: Moment?
    /// Whether an earlier arrival was on record and was kept.
    public var keptEarlierArrival: Bool

    init(_ recorded: AttendanceRecorded, meetingID: String) {
        self.meetingID = meetingID
        arrived = Moment(recorded.arrived)
        left = recorded.left.map { Moment($0) }
        keptEarlierArrival = recorded.keptEarlierArrival
    }
}

/// How many people came to a meeting.
public struct HeadCountAnswer: Codable, Hashable, Sendable {
    /// The meeting.
    public var meetingID: String
    /// How many.
    public var headCount: Int

    init(meetingID: String, headCount: Int) {
        self.meetingID = meetingID
        self.headCount = headCount
    }
}
