import Chapter
import Federation
import Foundation

/// What somebody filled in to plan or change a meeting, as it was typed.
struct EnteredPlan: Sendable {
    var title = ""
    var day = ""
    var from = ""
    var to = ""
    /// The day on which it ends; empty for the same one, or for the small hours of the next.
    var lastDay = ""
    var zone = ""
    var place = ""
    var onlineLink = ""
    var audience = Audience.chapter
    var agenda = ""
    var quorum = ""
    var isShare = false
    /// The version that a change starts from.
    var version = 0

    /// Nothing yet, in the zone of the chapter.
    init(in zone: TimeZone) { self.zone = zone.identifier }

    init(_ form: Form) {
        title = form["title"]
        day = form["date"]
        from = form["from"]
        to = form["to"]
        lastDay = form["last"]
        zone = form["zone"]
        place = form["place"]
        onlineLink = form["link"]
        audience = Audience(rawValue: form["audience"]) ?? .chapter
        agenda = form["agenda"]
        quorum = form["quorum"]
        isShare = form["unit"] == "percent"
        version = Int(form["version"]) ?? 0
    }

    /// A meeting as it is, to be changed.
    init(_ record: MeetingRecord) {
        let meeting = record.summary
        title = meeting.title
        day = LocalTime.day(meeting.start, in: meeting.zone)
        from = LocalTime.time(meeting.start, in: meeting.zone)
        to = LocalTime.time(meeting.end, in: meeting.zone)
        zone = meeting.timeZone.isEmpty ? meeting.zone.identifier : meeting.timeZone
        let last = LocalTime.day(meeting.end, in: meeting.zone)
        let isNextMorning = to < from && meeting.end - meeting.start < 86_400_000
        lastDay = last == day || isNextMorning ? "" : last
        place = meeting.place
        onlineLink = meeting.onlineLink
        audience = meeting.audience
        agenda = record.agenda
        switch record.quorum {
        case .people(let count): quorum = String(count)
        case .percent(let share): (quorum, isShare) = (String(share), true)
        case nil: quorum = ""
        }
        version = record.version
    }

    /// The plan, or what has to be put right before there is one.
    ///
    /// `record` is the meeting that is changed: what was not touched keeps its exact moment.
    func plan(changing record: MeetingRecord?, _ words: Wording) -> Result<MeetingPlan, Unreadable>
    {
        var problems: [Problem] = []
        let known = TimeZone(identifier: zone)
        if known == nil { problems.append(Problem("zone", words.say("zone_wrong"))) }
        let place = known ?? .gmt
        let begin = moment(day, from, "from", in: place, words, &problems)
        var end = moment(
            lastDay.isEmpty ? day : lastDay, to, "to", in: place, words, &problems)
        if let begin, let found = end, lastDay.isEmpty, found < begin {
            // Until after midnight: the same time of day, a day on.
            end = moment(
                LocalTime.day(begin + 86_400_000, in: place), to, "to", in: place, words,
                &problems)
        }
        let needed = readQuorum(words, &problems)
        guard problems.isEmpty, let begin, let end else {
            return .failure(Unreadable(problems: problems))
        }
        let old = record.map(EnteredPlan.init)
        let isSame =
            old?.day == day && old?.from == from && old?.to == to && old?.lastDay == lastDay
            && old?.zone == zone
        let start = isSame ? record?.summary.start ?? begin : begin
        return .success(
            MeetingPlan(
                title: title, place: self.place, onlineLink: onlineLink, start: start,
                end: isSame ? record?.summary.end ?? end : end,
                timeZone: zoneToKeep(isSame, record),
                utcOffset: LocalTime.offset(start, in: place), agenda: agenda, audience: audience,
                quorum: needed))
    }

    /// A meeting that only had an offset keeps it as long as nobody chooses a zone.
    private func zoneToKeep(_ isSame: Bool, _ record: MeetingRecord?) -> String {
        zone.hasPrefix("GMT") ? (isSame ? record?.summary.timeZone ?? "" : "") : zone
    }

    private func moment(
        _ day: String, _ time: String, _ field: String, in zone: TimeZone, _ words: Wording,
        _ problems: inout [Problem]
    ) -> Timestamp? {
        switch LocalTime.read(day, time, in: zone) {
        case .moment(let moment): return moment
        case .skipped:
            problems.append(
                Problem(
                    field, words.say("meeting_skipped", ["time": time, "zone": zone.shown])))
        case .unreadable:
            let isDay = LocalTime.read(day, "12:00", in: .gmt) != .unreadable
            let isLast = field == "to" && !lastDay.isEmpty
            let problem =
                isDay
                ? Problem(field, words.say("meeting_time_wrong"))
                : Problem(isLast ? "last" : "date", words.say("meeting_date_wrong"))
            if !problems.contains(where: { $0.field == problem.field }) {
                problems.append(problem)
            }
        }
        return nil
    }

    private func readQuorum(_ words: Wording, _ problems: inout [Problem]) -> MeetingQuorum? {
        let text = quorum.trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty else { return nil }
        let most = isShare ? 100 : MeetingQuorum.most
        guard let number = Int(text), (1...most).contains(number) else {
            problems.append(
                Problem(
                    "quorum", words.say(isShare ? "meeting_share_wrong" : "meeting_quorum_wrong")))
            return nil
        }
        return isShare ? .percent(number) : .people(number)
    }
}

/// What was filled in makes no plan.
struct Unreadable: Error {
    let problems: [Problem]
}
