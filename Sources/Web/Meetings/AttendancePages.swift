import Chapter
import Federation
import Foundation
import Hummingbird

/// Who came and who answered what, for those who plan meetings.
struct AttendancePages {
    let backend: Backend

    /// So many people are on a page.
    private static let pageSize = 100

    func add(to pages: PageRoutes) {
        pages.get("meetings/:meeting/came", .planMeetings) { request, context in
            try await backend.kit.show(came(request, context))
        }
        pages.get("meetings/:meeting/answers", .planMeetings) { request, context in
            try await backend.kit.show(answers(request, context))
        }
        pages.post("meetings/:meeting/attendance", .planMeetings) { request, context in
            let meeting = try context.id("meeting", "meeting", ObjectID.init(_:))
            let form = try await request.form(context)
            guard let who = Attendee(form["who"]) else { throw Refusal.notFound("person") }
            let done: String
            switch form["do"] {
            case "left":
                let now = backend.clock()
                try await backend.perform(RecordDeparture(meeting, who, left: now), context)
                done = "left"
            case "back":
                try await backend.perform(RecordDeparture(meeting, who, left: nil), context)
                done = "is_back"
            case "undo":
                try await backend.perform(TakeBackAttendance(meeting, who), context)
                done = "taken_back"
            default: throw Refusal(.invalid, context.words.say("error_other"))
            }
            // A word, never an address: a form that somebody else made must not choose it.
            let page = ["came": "/came", "door": "/check-in"][form["back"]] ?? ""
            return .seeOther(Notice.after(done, at: "/meetings/\(meeting)\(page)"))
        }
    }

    private func came(_ request: Request, _ context: Context) async throws -> CamePage {
        let record = try await backend.ownMeeting(context)
        let words = context.words
        let page = try await backend.chapter.attendance(
            of: record.summary.id, after: request.query("after"), limit: Self.pageSize,
            as: context.viewer
        ).get()
        let heading = words.say("meeting_who_came")
        return CamePage(
            frame: try await backend.frame(heading, part: "meetings", context), t: words,
            heading: heading, title: record.summary.title, address: record.summary.address,
            entries: page.entries.map { AttendanceLine($0, of: record.summary, words) },
            isEmpty: page.entries.isEmpty, isOpen: record.isOpen,
            total: words.count("meeting_came", page.count),
            next: page.next.map { "\(record.summary.address)/came?after=\($0)" })
    }

    private func answers(_ request: Request, _ context: Context) async throws -> AnswersPage {
        let record = try await backend.meeting(context)
        let words = context.words
        let asked = RSVP(rawValue: request.query("a") ?? "")
        let replies = MeetingReplies(
            record.summary.id, asked, after: request.query("after"), limit: Self.pageSize)
        let page = try await backend.chapter.read { [viewer = context.viewer] db in
            try replies.answer(in: db, for: viewer).get()
        }
        let path = "\(record.summary.address)/answers"
        let word = asked?.rawValue ?? "none"
        let filters = (RSVP.allCases.map { Optional($0) } + [nil]).map { answer in
            let count = answer.map { page.counts[$0, default: 0] } ?? page.silent
            let word = answer?.rawValue ?? "none"
            return MeetingListPage.Filter(
                name: words.count("meeting_answered_\(word)", count),
                address: "\(path)?a=\(word)", isOn: answer == asked, icon: nil)
        }
        let heading = words.say("meeting_answers")
        let next = page.next?.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        return AnswersPage(
            frame: try await backend.frame(heading, part: "meetings", context), t: words,
            heading: heading, title: record.summary.title, address: record.summary.address,
            filters: filters,
            people: page.people.map { person in
                AnswersPage.Person(
                    name: person.name, initials: Web.initials(of: person.name),
                    address: "/people/\(person.member)")
            }, isEmpty: page.people.isEmpty, next: next.map { "\(path)?a=\(word)&after=\($0)" })
    }
}

/// Everybody who came.
struct CamePage: Page {
    static let template = "meetings-came"
    let frame: Frame
    let t: Wording
    let heading: String
    let title: String
    let address: String
    let entries: [AttendanceLine]
    let isEmpty: Bool
    /// Whether the record may still be changed.
    let isOpen: Bool
    let total: String
    let next: String?
}

/// Who gave which answer.
struct AnswersPage: Page {
    /// Somebody of the chapter.
    struct Person: Sendable {
        let name: String
        let initials: String
        let address: String
    }

    static let template = "meetings-answers"
    let frame: Frame
    let t: Wording
    let heading: String
    let title: String
    let address: String
    let filters: [MeetingListPage.Filter]
    let people: [Person]
    let isEmpty: Bool
    let next: String?
}
