public import Federation
import Sodium

/// What people of simulated chapters say: something about a meeting, their own or another
/// chapter's, or nothing that a table shows.
public struct Sayings {
    private var meetings: [ObjectID] = []
    private var said = 0
    private var random: SplitMix64

    /// Sayings that follow from a seed.
    public init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// The next thing that a chapter says.
    public mutating func next(by chapter: ChapterID) -> (kind: Kind, payload: [UInt8]) {
        said += 1
        let earlier = meetings.randomElement(using: &random)
        switch (Int.random(in: 0..<4, using: &random), earlier) {
        case (1, let meeting?):
            return (
                .meetingCancelled,
                MeetingCancelled(meeting: meeting, reason: "\(said)").payload()
            )
        case (2, let meeting?):
            return (.meetingCounted, MeetingCounted(meeting: meeting, headCount: said).payload())
        case (3, _):
            let nonce = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
            meetings.append(ObjectID(chapter: chapter, nonce: nonce))
            let start = Timestamp(seconds: 1_790_000_000) + Int64(said)
            return (
                .meetingScheduled,
                MeetingScheduled(
                    nonce: nonce, title: "Assembly \(said)", place: "", onlineLink: "",
                    start: start, end: start, timeZone: "", utcOffset: 0, agenda: "",
                    audience: .linked
                ).payload()
            )
        default: return (Kind(rawValue: 1000), Array("saying \(said)".utf8))
        }
    }
}
