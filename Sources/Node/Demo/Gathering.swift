import Federation
import Foundation
import Web

/// A meeting of the demo: what it is about, and when.
struct Gathering: Sendable {
    let topic: InventedChapter.Topic
    let start: Timestamp
    let end: Timestamp
    /// Minutes east of Greenwich on that day.
    let offset: Int

    /// How many months back the first one was.
    static let monthsBack = 12
    /// How many months ahead the last one is.
    static let monthsAhead = 2

    /// A chapter's monthly meetings from a year ago to two months ahead.
    static func all(of chapter: InventedChapter, around now: Timestamp) throws -> [Gathering] {
        guard let zone = TimeZone(identifier: chapter.timeZone) else {
            throw CannotServe(
                description: "This machine has no time zone \(chapter.timeZone). Install the "
                    + "package tzdata.")
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        let month = calendar.dateComponents([.year, .month], from: today)
        var gatherings: [Gathering] = []
        for (number, topic) in zip(-monthsBack...monthsAhead, chapter.topics) {
            var first = month
            first.day = 1
            first.month = (month.month ?? 1) + number
            first.hour = chapter.time.hour
            first.minute = chapter.time.minute
            guard let begin = calendar.date(from: first) else { continue }
            let weekday = calendar.component(.weekday, from: begin)
            let days = (chapter.day.weekday - weekday + 7) % 7 + 7 * (chapter.day.week - 1)
            guard let start = calendar.date(byAdding: .day, value: days, to: begin) else {
                continue
            }
            let moment = Timestamp(
                milliseconds: Int64((start.timeIntervalSince1970 * 1000).rounded()))
            gatherings.append(
                Gathering(
                    topic: topic, start: moment,
                    end: moment + Int64(chapter.time.minutes) * 60_000,
                    offset: zone.secondsFromGMT(for: start) / 60))
        }
        return gatherings
    }

    /// Plans it through a chapter's operator and gives its id.
    func plan(at node: DemoNode) async throws -> String {
        let planned: MeetingIDAnswer = try await node.door.ask(
            .json(
                "POST", "meetings",
                [
                    "title": .text(topic.title), "agenda": .text(topic.agenda),
                    "start": .text("\(Moment(start, offset: offset))"),
                    "end": .text("\(Moment(end, offset: offset))"),
                    "timeZone": .text(node.chapter.timeZone), "place": .text(node.chapter.hall),
                    "audience": .text(topic.audience.rawValue),
                ]))
        return planned.meetingID
    }
}
