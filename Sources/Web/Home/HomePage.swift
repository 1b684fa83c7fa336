import Chapter
import Federation
import Foundation

/// What a member sees first.
struct HomePage: Page {
    /// A meeting with the three answers.
    struct Meeting: Sendable {
        /// One of the answers.
        struct Answer: Sendable {
            let value: String
            let name: String
            let isChosen: Bool
        }

        let month: String
        let day: String
        let title: String
        let when: String
        let place: String
        let address: String
        let question: String
        let answers: [Answer]
    }

    /// A group that may interest the member.
    struct Group: Sendable {
        let name: String
        let reason: String
    }

    static let template = "home-home"
    let frame: Frame
    let t: Wording
    let greeting: String
    let hasMeetings: Bool
    let meetings: [Meeting]
    let hasGroups: Bool
    let groups: [Group]
}

extension HomePage.Meeting {
    init(_ meeting: MeetingSummary, answer: RSVP?, _ words: Wording) {
        // The times are those of the place: in the zone that was planned, or else its offset.
        let zone =
            TimeZone(identifier: meeting.timeZone)
            ?? TimeZone(secondsFromGMT: meeting.utcOffset * 60) ?? .gmt
        let start = Date(timeIntervalSince1970: Double(meeting.start.milliseconds) / 1000)
        func format(_ style: Date.FormatStyle) -> String {
            var style = style.locale(words.locale)
            style.timeZone = zone
            return start.formatted(style)
        }
        month = format(.dateTime.month(.abbreviated))
        day = format(.dateTime.day())
        title = meeting.title
        when = format(.dateTime.weekday(.wide).day().month(.wide).hour().minute().timeZone())
        place = [meeting.place, meeting.onlineLink].filter { !$0.isEmpty }.joined(separator: " · ")
        address = "/meetings/\(meeting.id)/answer"
        question = words.say("home_question", ["meeting": meeting.title])
        answers = RSVP.allCases.map { value in
            Answer(
                value: value.rawValue, name: words.say("rsvp_\(value.rawValue)"),
                isChosen: value == answer)
        }
    }
}
