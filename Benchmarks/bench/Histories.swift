import Federation
import Feeds
import GRDB
import Sodium

/// What a chapter's feed is filled with.
enum History: String {
    /// Events of a private kind, 284 bytes and the salt: stored and chained, in no shared table.
    case plain
    /// Meetings with their head-counts, a group, its handles and posts, all projected.
    case mixed

    /// Writes so many events with the ordinary append, each signed, as their author would.
    func write(_ count: Int, to feeds: Feeds) async throws {
        var writer = HistoryWriter(chapter: feeds.chapter)
        var written = 0
        while written < count {
            let batch = min(4096, count - written)
            let said = (0..<batch).map { _ in writer.next(self) }
            let now = writer.start
            try await feeds.database.write { db in
                for (kind, payload) in said {
                    try feeds.append(kind, payload, at: now, in: db)
                }
            }
            written += batch
        }
    }
}

/// Invents one event after the other.
private struct HistoryWriter: Sendable {
    let chapter: ChapterID
    let start = Timestamp(seconds: 1_777_636_800)
    private var number: Int64 = 0
    private var group: ObjectID?
    private var handles: [ObjectID] = []
    private var meetings: [ObjectID] = []

    init(chapter: ChapterID) { self.chapter = chapter }

    mutating func next(_ history: History) -> (Kind, [UInt8]) {
        number += 1
        guard history == .mixed else { return (Kind(rawValue: 1000), randomBytes(284)) }
        guard let group else { return found() }
        guard handles.count > Int(number / 50) else { return join(group) }
        switch number % 4 {
        case 0: return schedule()
        case 1: return count()
        default: return post(group)
        }
    }

    private mutating func found() -> (Kind, [UInt8]) {
        let nonce = randomBytes(16)
        group = ObjectID(chapter: chapter, nonce: nonce)
        let founded = GroupFounded(
            nonce: nonce, name: "Heat and damp", purpose: "Repairs before the winter",
            interests: ["housing"], charter: "")
        return (.groupFounded, founded.payload())
    }

    private mutating func join(_ group: ObjectID) -> (Kind, [UInt8]) {
        let nonce = randomBytes(16)
        handles.append(ObjectID(chapter: chapter, nonce: nonce))
        let joined = GroupJoined(
            group: group, nonce: nonce, name: "handle \(number)", steward: false)
        return (.groupJoined, joined.payload())
    }

    private mutating func schedule() -> (Kind, [UInt8]) {
        let nonce = randomBytes(16)
        meetings.append(ObjectID(chapter: chapter, nonce: nonce))
        let begins = start + number * 3_600_000 / 100
        let meeting = MeetingScheduled(
            nonce: nonce, title: "Assembly \(number)", place: "Community hall, 14 Canal Street",
            onlineLink: "https://meet.example.org/\(number)", start: begins,
            end: begins + 7_200_000, timeZone: "Europe/Lisbon", utcOffset: 60,
            agenda: "1. Welcome\n2. The rent rise and what we answer\n3. Who goes to the council",
            audience: .linked)
        return (.meetingScheduled, meeting.payload())
    }

    private func count() -> (Kind, [UInt8]) {
        let meeting = meetings.last ?? ObjectID(chapter: chapter, nonce: randomBytes(16))
        return (.meetingCounted, MeetingCounted(meeting: meeting, headCount: 31).payload())
    }

    private func post(_ group: ObjectID) -> (Kind, [UInt8]) {
        let text = "Number \(number): the boiler in staircase B is cold again; who else? "
        let posted = GroupPosted(
            nonce: randomBytes(16), group: group, handle: handles[Int(number) % handles.count],
            text: text + text + text, replyTo: nil)
        return (.groupPosted, posted.payload())
    }
}
