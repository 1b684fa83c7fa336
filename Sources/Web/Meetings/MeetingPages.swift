import Chapter
import Federation
import Foundation
import Hummingbird

/// The meetings as a list, by month, and one by one; and answering with one tap.
struct MeetingPages {
    let backend: Backend

    /// So many meetings are on a page.
    private static let pageSize = 40
    /// More than this many in one month are not drawn.
    private static let monthAtMost = 500

    func add(to pages: PageRoutes) {
        pages.get("meetings", .look) { request, context in
            try await backend.kit.show(list(request, context))
        }
        pages.get("meetings/month", .look) { request, context in
            try await backend.kit.show(month(request, context))
        }
        pages.get("meetings/:meeting", .look) { _, context in
            let record = try await backend.meeting(context)
            return try await backend.kit.show(backend.page(of: record, context))
        }
        pages.post("meetings/:meeting/answer", .takePart) { request, context in
            let meeting = try context.id("meeting", "meeting", ObjectID.init(_:))
            let form = try await request.form(context)
            guard let answer = RSVP(rawValue: form["answer"]) else {
                throw Refusal.invalid("answer", context.words.say("home_answer_wrong"))
            }
            _ = try await backend.perform(AnswerRSVP(meeting, answer), context)
            // A word, never an address: a form that somebody else made must not choose it.
            let back = form["back"] == "meeting" ? "/meetings/\(meeting)" : "/"
            return Response.seeOther(Notice.after("answered", at: back))
        }
    }

    private func list(_ request: Request, _ context: Context) async throws -> MeetingListPage {
        let words = context.words
        let query = MeetingQuery(request)
        let now = backend.clock()
        var listing = MeetingListing(
            query.isPast ? .past : .upcoming, onlyOwn: query.onlyOwn,
            after: request.query("after"), limit: Self.pageSize)
        listing.tag = query.tag
        let page = try await backend.chapter.meetings(listing, as: context.viewer, at: now)
        let zones = Set(page.meetings.map { words.zoneName($0.summary) })
        let frame = try await backend.frame(words.say("frame_meetings"), part: "meetings", context)
        let path = "/meetings"
        let mayPlan = context.viewer.may(.planMeetings)
        let explanation =
            query.isPast
            ? "meeting_none_past_how" : mayPlan ? "meeting_none_plan" : "meeting_none_how"
        return MeetingListPage(
            frame: frame, t: words, intro: backend.intro(context), mayPlan: mayPlan,
            takesPart: context.viewer.may(.takePart),
            filters: query.filters(path, isMonth: false, nil, words),
            tagFilter: context.viewer.may(.seePeople)
                ? TagFilter(query.tag, without: query.untagged.address(path)) : nil,
            views: query.views(
                isMonth: false, icons: frame.files["icons_svg", default: ""], words),
            hasMeetings: !page.meetings.isEmpty,
            meetings: page.meetings.map {
                MeetingLine($0, words, now: now, showsZone: zones.count > 1)
            },
            heading: words.say(query.isPast ? "meeting_none_past" : "meeting_none"),
            explanation: words.say(explanation),
            next: page.next.map { query.address(path, "after=\($0)") },
            total: words.count("meeting_total", page.count),
            zones: zones.count == 1
                ? words.say("meeting_one_zone", ["zone": zones.first ?? ""])
                : words.say("meeting_zones"))
    }

    private func month(_ request: Request, _ context: Context) async throws -> MonthPage {
        let words = context.words
        let now = backend.clock()
        let zone = context.words.zone
        let today = LocalTime.day(now, in: zone)
        let asked = request.query("m").flatMap(CalendarMonth.init(_:))
        guard let month = asked ?? CalendarMonth(String(today.prefix(7))) else {
            throw Refusal.notFound("month")
        }
        var query = MeetingQuery(request)
        query.isPast = false
        // A day is that of the place, so a day more on both sides is looked at.
        let grid = month.gridStart + -86_400_000
        let found = try await backend.chapter.meetings(
            MeetingListing(
                onlyOwn: query.onlyOwn,
                starting: grid..<(grid + Int64(month.weeks * 7 + 2) * 86_400_000),
                limit: Self.monthAtMost),
            as: context.viewer, at: now)
        var days: [String: [MonthPage.Entry]] = [:]
        for listed in found.meetings {
            let meeting = listed.summary
            days[LocalTime.day(meeting.start, in: meeting.zone), default: []].append(
                MonthPage.Entry(
                    address: meeting.address, time: words.time(meeting.start, in: meeting.zone),
                    title: meeting.title, chapter: meeting.isOwn ? nil : meeting.chapterName,
                    isCancelled: meeting.isCancelled))
        }
        let frame = try await backend.frame(words.say("frame_meetings"), part: "meetings", context)
        let name = words.month(month.first, in: .gmt)
        let path = "/meetings/month"
        let weeks = weeks(of: month, days, today: today, words)
        let isEmpty = !weeks.contains { $0.days.contains { !$0.isOff && $0.hasEntries } }
        return MonthPage(
            frame: frame, t: words, intro: backend.intro(context),
            mayPlan: context.viewer.may(.planMeetings), takesPart: context.viewer.may(.takePart),
            filters: query.filters(path, isMonth: true, "m=\(month.text)", words),
            views: query.views(isMonth: true, icons: frame.files["icons_svg", default: ""], words),
            month: name,
            before: query.address(path, "m=\((month.moved(by: -1) ?? month).text)"),
            after: query.address(path, "m=\((month.moved(by: 1) ?? month).text)"),
            weekdays: weeks.first?.days.map(\.weekday) ?? [], weeks: weeks,
            nothing: isEmpty ? words.say("meeting_none_month", ["month": name]) : nil)
    }

    private func weeks(
        of month: CalendarMonth, _ entries: [String: [MonthPage.Entry]], today: String,
        _ words: Wording
    ) -> [MonthPage.Week] {
        (0..<month.weeks).map { week in
            MonthPage.Week(
                days: (0..<7).map { weekday in
                    let day = month.gridStart + Int64(week * 7 + weekday) * 86_400_000
                    let text = LocalTime.day(day, in: .gmt)
                    let found = entries[text] ?? []
                    return MonthPage.Day(
                        number: words.date(day, .dateTime.day(), in: .gmt),
                        weekday: words.date(day, .dateTime.weekday(.abbreviated), in: .gmt),
                        isOff: !text.hasPrefix(month.text), isToday: text == today,
                        entries: found, hasEntries: !found.isEmpty)
                })
        }
    }
}

extension MeetingQuery {
    /// The same with whatever tags.
    fileprivate var untagged: MeetingQuery {
        MeetingQuery(isPast: isPast, onlyOwn: onlyOwn)
    }

    init(_ request: Request) {
        self.init(
            isPast: request.query("when") == "past", onlyOwn: request.query("own") == "1",
            tag: request.query("tag") ?? "")
    }
}

extension Backend {
    /// The sentence under the heading of lists of meetings.
    func intro(_ context: Context) -> String {
        context.words.say(context.viewer == .visitor ? "meeting_intro_visitor" : "meeting_intro")
    }

    /// The meeting in the path, without those who came.
    ///
    /// A visitor who may not see it is led to the door, whether there is one or not.
    func meeting(_ context: Context) async throws -> MeetingRecord {
        let id = try context.id("meeting", "meeting", ObjectID.init(_:))
        let found = try await chapter.meeting(id, as: context.viewer, withAttendance: false)
        if let found { return found }
        throw context.viewer == .visitor ? .notAllowed(.takePart) : Refusal.notFound("meeting")
    }

    /// The meeting in the path, if it is this chapter's own.
    func ownMeeting(_ context: Context) async throws -> MeetingRecord {
        let record = try await meeting(context)
        guard record.summary.isOwn else { throw Refusal.notFound("meeting of this chapter") }
        return record
    }
}
