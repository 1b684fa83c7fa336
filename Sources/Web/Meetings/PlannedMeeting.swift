import Chapter
import Federation

/// A meeting as it comes in: all of it to plan one, or only what changes.
struct PlannedMeeting: Decodable {
    var title: String?
    var start: Moment?
    var end: Moment?
    var timeZone: String?
    var place: String?
    var onlineLink: String?
    var agenda: String?
    var audience: String?
    /// The version that the change starts from.
    var version: Int?

    /// The whole plan.
    ///
    /// What is missing stays as it is in `record`; without one, title, start and end are needed and
    /// the audience is the chapter.
    func plan(changing record: MeetingRecord?) throws -> MeetingPlan {
        let old = record?.summary
        guard let title = title ?? old?.title else { throw missing("title") }
        guard let start = start?.timestamp ?? old?.start else { throw missing("start") }
        guard let end = end?.timestamp ?? old?.end else { throw missing("end") }
        return MeetingPlan(
            title: title, place: place ?? old?.place ?? "",
            onlineLink: onlineLink ?? old?.onlineLink ?? "", start: start, end: end,
            timeZone: timeZone ?? old?.timeZone ?? "",
            utcOffset: self.start?.offset ?? old?.utcOffset ?? 0,
            agenda: agenda ?? record?.agenda ?? "",
            audience: try audience(old?.audience ?? .chapter), quorum: record?.quorum)
    }

    private func audience(_ standard: Audience) throws -> Audience {
        guard let audience else { return standard }
        guard let known = Audience(rawValue: audience) else {
            throw Refusal.invalid("audience", "“audience” is chapter, linked or public.")
        }
        return known
    }

    private func missing(_ field: String) -> Refusal {
        .invalid(field, "“\(field)” is missing.")
    }
}
