import Chapter
import Federation
import Foundation

extension HomePage.Meeting {
    init(
        _ meeting: MeetingSummary, answer: RSVP?, chapter: String?, now: Timestamp, _ words: Wording
    ) {
        let zone = meeting.zone
        month = words.date(meeting.start, .dateTime.month(.abbreviated), in: zone)
        day = words.date(meeting.start, .dateTime.day(), in: zone)
        title = meeting.title
        address = "/meetings/\(meeting.id)"
        let time =
            words.weekday(meeting.start, in: zone) + " " + words.time(meeting.start, in: zone)
        when = words.say(
            "meeting_time_there", ["time": time, "place": words.zonePlace(meeting)])
        wholeDate = words.whole(meeting.start, in: zone)
        machineDate = meeting.start.machineReadable
        isSoon = meeting.start - now < 3 * 86_400_000
        let places = [meeting.place, meeting.onlineLink].filter { !$0.isEmpty }
        place = places.isEmpty ? nil : places.joined(separator: " · ")
        self.chapter = chapter
        answering = "/meetings/\(meeting.id)/answer"
        question = words.say("home_question", ["meeting": meeting.title])
        answers = RSVP.allCases.map { value in
            Answer(
                value: value.rawValue, name: words.say("rsvp_\(value.rawValue)"),
                isChosen: value == answer)
        }
    }
}
