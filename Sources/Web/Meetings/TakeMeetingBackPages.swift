import Chapter
import Federation
import Hummingbird

/// Taking back what linked chapters were told of a meeting that does not take place.
struct TakeMeetingBackPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("meetings/:meeting/take-back", .planMeetings) { _, context in
            let meeting = try await backend.ownMeeting(context).summary
            guard meeting.isCancelled, meeting.audience.isShared else {
                throw Refusal(.conflict, context.words.say("meeting_not_to_take_back"))
            }
            let words = context.words
            var frame = try await backend.frame(
                words.say("meeting_take_back"), part: "meetings", context)
            frame.isNarrow = true
            return try backend.kit.show(
                TakeMeetingBackPage(
                    frame: frame, t: words, title: meeting.title,
                    when: words.whole(meeting.start, in: meeting.zone), address: meeting.address))
        }
        pages.post("meetings/:meeting/take-back", .planMeetings) { _, context in
            let meeting = try await backend.ownMeeting(context).summary
            try await backend.perform(TakeMeetingBack(meeting.id), context)
            return .seeOther(Notice.after("meeting_taken_back", at: meeting.address))
        }
    }
}

/// What goes from linked chapters, and what stays here.
struct TakeMeetingBackPage: Page {
    static let template = "meetings-take-back"
    let frame: Frame
    let t: Wording
    let title: String
    let when: String
    let address: String
}
