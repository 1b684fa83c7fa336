import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Meetings in people's own calendars: one file a meeting, one address for the chapter's public
/// ones, and a secret one for each member.
struct CalendarPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("meetings/calendar", .takePart) { _, context in
            try await backend.kit.show(page(nil, context))
        }
        pages.post("meetings/calendar", .takePart) { _, context in
            // The secret is shown once and never again, so this one form answers with a page.
            let secret = try await backend.perform(MakeCalendarAddress(), context)
            return try await backend.kit.show(page(secret, context))
        }
        pages.post("meetings/calendar/end", .takePart) { _, context in
            try await backend.perform(EndCalendarAddress(), context)
            return .seeOther(Notice.after("calendar_ended", at: "/meetings/calendar"))
        }
        pages.get("meetings/calendar.ics", .look) { _, context in
            // Calendar programs sign nobody in: it is what a visitor may see, whoever asks.
            let meetings = try await backend.chapter.calendar(
                CalendarMeetings(onlyOwn: true), as: .visitor, at: backend.clock())
            return try await file(meetings, context, isPublic: true)
        }
        pages.get("meetings/:meeting/calendar.ics", .look) { _, context in
            let record = try await backend.meeting(context)
            let meeting = CalendarMeeting(summary: record.summary, agenda: record.agenda)
            var response = try await file([meeting], context, isPublic: false)
            response.headers[.contentDisposition] = "attachment; filename=\"meeting.ics\""
            return response
        }
        pages.get("calendar/:secret/meetings.ics", .look) { _, context in
            guard let secret = context.parameters.get("secret"),
                let owner = try await backend.chapter.calendarOwner(secret)
            else { throw HTTPError(.notFound) }
            var context = context
            context.viewer = owner
            context.facts = try await backend.chapter.facts(for: owner)
            if let chosen = context.facts?.language?.prefix(2),
                let language = Language(rawValue: String(chosen))
            {
                context.words = backend.kit.catalogue.wording(language, in: context.words.zone)
            }
            let meetings = try await backend.chapter.calendar(
                CalendarMeetings(), as: owner, at: backend.clock())
            return try await file(meetings, context, isPublic: false)
        }
    }

    private func file(_ meetings: [CalendarMeeting], _ context: Context, isPublic: Bool)
        async throws -> Response
    {
        let facts = try await backend.facts(context)
        let calendar = CalendarFile(
            context.words.say("meeting_calendar_of", ["chapter": facts.chapter]), meetings,
            origin: backend.origin, now: backend.clock(), context.words)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/calendar; charset=utf-8",
                .cacheControl: isPublic ? "public, max-age=300" : "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: calendar.content)))
    }

    private func page(_ secret: String?, _ context: Context) async throws -> CalendarPage {
        let words = context.words
        let heading = words.say("meeting_calendar")
        var frame = try await backend.frame(heading, part: "meetings", context)
        frame.isNarrow = true
        let made = try await backend.chapter.calendarAddressMade(by: context.viewer)
        return CalendarPage(
            frame: frame, t: words, heading: heading,
            secret: secret.map { "\(backend.origin)/calendar/\($0)/meetings.ics" },
            made: made.map { words.say("meeting_calendar_made", ["day": words.day($0, in: .gmt)]) },
            open: "\(backend.origin)/meetings/calendar.ics")
    }
}

/// The addresses for a calendar program.
struct CalendarPage: Page {
    static let template = "meetings-calendar"
    let frame: Frame
    let t: Wording
    let heading: String
    /// The member's own address, right after it was made.
    let secret: String?
    /// When it was made; nil for none.
    let made: String?
    /// The address of the chapter's public meetings.
    let open: String
}
