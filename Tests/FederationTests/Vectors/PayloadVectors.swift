import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of payloads` {
    private static let name = "payloads"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'payload' of an event of 'kind'. Outcomes are those of the payload alone: valid, \
                malformed payload, or field out of bounds (the reason then begins with the field's \
                name). Kinds 1 to 18 have no names for fields: void payloads are malformed.
                """,
            vectors: Self.feeds + Self.meetings + Self.groups + Self.ballots
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        let found = Self.judge(vector.input)
        #expect(found.outcome == vector.outcome)
        if let field = found.field {
            #expect(vector.reason?.hasPrefix(field + ": ") == true, "the field is \(field)")
        }
    }

    /// Reads a payload as its kind; nil for a kind that is not known.
    static func decode(_ kind: Kind, _ payload: [UInt8]) throws(PayloadError) -> Bool? {
        switch kind {
        case .feedOpened: return FeedOpening(payload: payload) != nil
        case .nodeRecorded: return NodeRecord(payload: payload) != nil
        case .chapterDescribed: return ChapterProfile(payload: payload) != nil
        case .federationJoined: return FederationCertificate(payload: payload) != nil
        case .chapterEndorsed: return Endorsement(payload: payload) != nil
        case .federationLeft: return Departure(payload: payload) != nil
        case .meetingScheduled: _ = try MeetingScheduled(payload: payload)
        case .meetingCancelled: _ = try MeetingCancelled(payload: payload)
        case .meetingCounted: _ = try MeetingCounted(payload: payload)
        case .groupFounded: _ = try GroupFounded(payload: payload)
        case .groupJoined: _ = try GroupJoined(payload: payload)
        case .groupLeft: _ = try GroupLeft(payload: payload)
        case .groupPosted: _ = try GroupPosted(payload: payload)
        case .ballotAnnounced: _ = try BallotAnnounced(payload: payload)
        case .ballotOpened: _ = try BallotOpened(payload: payload)
        case .ballotPapersPublished: _ = try BallotPapersPublished(payload: payload)
        case .ballotClosed: _ = try BallotClosed(payload: payload)
        case .ballotRecounted: _ = try BallotRecounted(payload: payload)
        case .ballotCancelled: _ = try BallotCancelled(payload: payload)
        default: return nil
        }
        return true
    }

    private static func judge(_ input: JSON) -> (outcome: String, field: String?) {
        let kind = Kind(rawValue: UInt32(input["kind"].number))
        do throws(PayloadError) {
            let held = try decode(kind, input["payload"].bytes)
            return (held == true ? "valid" : "malformed payload", nil)
        } catch {
            switch error {
            case .malformed: return ("malformed payload", nil)
            case .outOfBounds(let field): return ("field out of bounds", field)
            }
        }
    }

    private typealias Changes<Wire> = [(String, (inout Wire) -> Void)]

    /// A payload that holds, and what is wrong once it is changed.
    private static func cases<Wire: SwiftProtobuf.Message>(
        _ kind: Kind, _ good: Wire, _ wrong: Changes<Wire>
    ) -> [Vector] {
        func input(_ wire: Wire) -> JSON {
            ["kind": .number(Int64(kind.rawValue)), "payload": .hex(wire.encoded)]
        }
        let whole: [Vector] = [
            Vector(
                name: "\(kind.name), valid", input: input(good), outcome: "valid", expected: [:],
                reason: nil),
            .invalid(
                "\(kind.name), cut short",
                [
                    "kind": .number(Int64(kind.rawValue)),
                    "payload": .hex(good.encoded.dropLast()),
                ], "malformed payload", "it cannot be decoded"),
        ]
        return whole
            + wrong.map { reason, change in
                var wire = good
                change(&wire)
                return .invalid(
                    "\(kind.name), \(reason)", input(wire),
                    kind.isGovernance ? "malformed payload" : "field out of bounds", reason)
            }
    }

    private static let nonce = Data(0..<16)
    private static let object = ObjectID(
        chapter: Somebody.alice.chapter, nonce: [UInt8](0..<16)
    ).bytes.data
    private static let hash = digest("rhizome/event", [7]).data
    private static func letters(_ count: Int) -> String { String(repeating: "x", count: count) }

    private static var feeds: [Vector] {
        let alice = Somebody.alice
        let opening = WireFeedOpened.with {
            $0.certificate = alice.certificate.wire
            $0.name = alice.name
            $0.profile = "tenants-union"
        }
        let described = WireChapterDescribed.with {
            $0.name = "Harbour Tenants"
            $0.profile = "tenants-union"
        }
        let endorsed = WireChapterEndorsed.with {
            $0.federation = hash
            $0.candidate = Somebody.carol.introduction().wire
        }
        let left = WireFederationLeft.with {
            $0.federation = hash
            $0.reason = "We merge with Riverside."
        }
        var all = cases(
            .feedOpened, opening,
            [
                ("name: 1 to 200 bytes", { $0.name = "" }),
                ("certificate: it is signed", { $0.certificate.epoch = 3 }),
                ("profile: at most 40 bytes", { $0.profile = letters(41) }),
            ] as Changes<WireFeedOpened>)
        all += cases(
            .nodeRecorded, alice.node.wire,
            [
                ("transport_key: 32 bytes", { $0.transportKey.removeLast() }),
                ("endpoints: tcp://host:port", { $0.endpoints = ["tcp://80"] }),
            ] as Changes<WireNodeRecord>)
        all += cases(
            .chapterDescribed, described,
            [("name: no control characters", { $0.name = "a\u{85}b" })]
                as Changes<WireChapterDescribed>)
        all += cases(
            .chapterEndorsed, endorsed,
            [
                ("federation: 32 bytes", { $0.federation.append(1) }),
                ("candidate: it is signed", { $0.candidate.signature[0] ^= 1 }),
            ] as Changes<WireChapterEndorsed>)
        all += cases(
            .federationLeft, left,
            [("reason: at most 1000 bytes", { $0.reason = letters(1001) })]
                as Changes<WireFederationLeft>)
        return all
    }

    private static var meetings: [Vector] {
        let scheduled = WireMeetingScheduled.with {
            $0.nonce = nonce
            $0.title = "General assembly"
            $0.place = "Harbour hall"
            $0.onlineLink = "https://meet.example.org/assembly"
            $0.startsAt = 1_777_636_800_000
            $0.endsAt = 1_777_644_000_000
            $0.timeZone = "Europe/Berlin"
            $0.utcOffsetMinutes = 120
            $0.agenda = "1. Rents\n2. Elections"
            $0.audience = .linked
        }
        let day: Int64 = 86_400_000
        var all = cases(
            .meetingScheduled, scheduled,
            [
                ("nonce: 16 bytes", { $0.nonce.removeLast() }),
                ("title: 1 to 200 bytes, none", { $0.title = "" }),
                ("title: 1 to 200 bytes, 201", { $0.title = letters(201) }),
                ("title: one line", { $0.title = "a\u{2028}b" }),
                ("place: at most 300 bytes", { $0.place = letters(301) }),
                ("online_link: http or https", { $0.onlineLink = "javascript:alert(1)" }),
                ("online_link: no blanks", { $0.onlineLink = "https://example.org/a b" }),
                ("starts_at: not before 1970", { $0.startsAt = -1 }),
                ("ends_at: not before the start", { $0.endsAt = $0.startsAt - 1 }),
                ("ends_at: at most 366 days", { $0.endsAt = $0.startsAt + 366 * day + 1 }),
                ("ends_at: at most 2200-01-01", { $0.endsAt = 7_258_118_400_001 }),
                ("ends_at: the largest number", { $0.endsAt = .max }),
                ("time_zone: letters of zone names", { $0.timeZone = "Europe/Ber lin" }),
                ("utc_offset_minutes: -1080 to 1080", { $0.utcOffsetMinutes = 1081 }),
                ("agenda: at most 8192 bytes", { $0.agenda = letters(8193) }),
                ("agenda: newline and tab only", { $0.agenda = "a\u{1B}b" }),
                ("audience: linked or public", { $0.audience = .unspecified }),
            ] as Changes<WireMeetingScheduled>)
        all += cases(
            .meetingCancelled,
            WireMeetingCancelled.with {
                $0.meeting = object
                $0.reason = "The hall is flooded."
            },
            [
                ("meeting: 16 bytes", { $0.meeting.removeLast() }),
                ("reason: one line", { $0.reason = "a\nb" }),
                ("reason: at most 500 bytes", { $0.reason = letters(501) }),
            ] as Changes<WireMeetingCancelled>)
        all += cases(
            .meetingCounted,
            WireMeetingCounted.with {
                $0.meeting = object
                $0.headCount = 41
            },
            [
                ("meeting: 16 bytes", { $0.meeting = Data() }),
                ("head_count: at most 1000000", { $0.headCount = 1_000_001 }),
            ] as Changes<WireMeetingCounted>)
        return all
    }

    private static var groups: [Vector] {
        var all = cases(
            .groupFounded,
            WireGroupFounded.with {
                $0.nonce = nonce
                $0.name = "Night buses"
                $0.purpose = "Buses that run after the late shift."
                $0.interests = ["Transit", "Shift work"]
                $0.charter = "We decide by majority."
            },
            [
                ("nonce: 16 bytes", { $0.nonce.append(0) }),
                ("name: 1 to 100 bytes", { $0.name = letters(101) }),
                ("purpose: 1 to 2000 bytes", { $0.purpose = "" }),
                ("interests: at most 16", { $0.interests = (0..<17).map { "i\($0)" } }),
                ("interests: 1 to 60 bytes", { $0.interests = [""] }),
                ("interests: all different", { $0.interests = ["Transit", "Transit"] }),
                ("charter: at most 8192 bytes", { $0.charter = letters(8193) }),
            ] as Changes<WireGroupFounded>)
        all += cases(
            .groupJoined,
            WireGroupJoined.with {
                $0.group = object
                $0.nonce = nonce
                $0.name = "owl"
            },
            [
                ("group: 16 bytes", { $0.group = Data() }),
                ("name: 1 to 60 bytes", { $0.name = letters(61) }),
                ("name: one line", { $0.name = "a\tb" }),
            ] as Changes<WireGroupJoined>)
        all += cases(
            .groupLeft,
            WireGroupLeft.with {
                $0.group = object
                $0.handle = object
            }, [("handle: 16 bytes", { $0.handle.removeLast() })] as Changes<WireGroupLeft>)
        all += cases(
            .groupPosted,
            WireGroupPosted.with {
                $0.nonce = nonce
                $0.group = object
                $0.handle = object
                $0.text = "Line 5 ends at 23:10.\nThat is too early."
                $0.replyTo = object
            },
            [
                ("text: 1 to 8192 bytes, none", { $0.text = "" }),
                ("text: 1 to 8192 bytes, 8193", { $0.text = letters(8193) }),
                ("reply_to: 16 bytes or none", { $0.replyTo.removeLast() }),
            ] as Changes<WireGroupPosted>)
        return all
    }

    private static var ballots: [Vector] {
        let announced = WireBallotAnnounced.with {
            $0.nonce = nonce
            $0.question = "Shall we strike?"
            $0.options = ["Yes", "No", "Abstain"]
            $0.method = .yesNoAbstain
            $0.threshold = .twoThirds
            $0.quorumNumerator = 1
            $0.quorumDenominator = 2
            $0.electorate = .members
            $0.rollSize = 120
            $0.rollRoot = hash
        }
        let papers = WireBallotPapersPublished.with {
            $0.ballot = object
            $0.papers = (UInt8(0)..<3).map { number in
                WireBallotPaper.with {
                    $0.tracker = Data(repeating: number + 1, count: 16)
                    $0.choice = UInt32(number)
                }
            }
        }
        let closed = WireBallotClosed.with {
            $0.ballot = object
            $0.manifestHash = hash
            $0.counts = [1, 1, 1]
            $0.papers = 3
            $0.marks = 3
            $0.papersRoot = hash
            $0.outcome = .quorumMissed
        }
        var all = cases(
            .ballotAnnounced, announced,
            [
                ("question: 1 to 1000 bytes", { $0.question = letters(1001) }),
                ("options: 2 to 32", { $0.options = ["Yes"] }),
                ("options: three for yes, no, abstain", { $0.options = ["Yes", "No"] }),
                ("options: all different", { $0.options = ["Yes", "Yes", "No"] }),
                ("method: one that is known", { $0.method = .UNRECOGNIZED(9) }),
                ("threshold: no most for yes, no, abstain", { $0.threshold = .most }),
                ("quorum: at most the whole roll", { $0.quorumNumerator = 3 }),
                ("quorum: at most 100 parts", { $0.quorumDenominator = 101 }),
                ("electorate: members", { $0.electorate = .unspecified }),
                ("roll_size: 1 to 1000000", { $0.rollSize = 0 }),
                ("roll_root: 32 bytes", { $0.rollRoot.removeLast() }),
            ] as Changes<WireBallotAnnounced>)
        all += cases(
            .ballotOpened,
            WireBallotOpened.with {
                $0.ballot = object
                $0.manifestHash = hash
            },
            [("manifest_hash: 32 bytes", { $0.manifestHash = Data() })] as Changes<WireBallotOpened>
        )
        all += cases(
            .ballotPapersPublished, papers,
            [
                ("papers: 1 to 480", { $0.papers = [] }),
                ("tracker: 16 bytes", { $0.papers[1].tracker.removeLast() }),
                ("tracker: they ascend", { $0.papers.swapAt(0, 1) }),
                ("tracker: no two are equal", { $0.papers[1] = $0.papers[0] }),
                ("choice: at most 255", { $0.papers[2].choice = 256 }),
            ] as Changes<WireBallotPapersPublished>)
        all += cases(
            .ballotClosed, closed,
            [
                ("counts: 2 to 32", { $0.counts = [3] }),
                ("papers_root: 32 bytes", { $0.papersRoot = Data() }),
                ("outcome: one that is known", { $0.outcome = .unspecified }),
                ("leading: numbers of options", { $0.leading = [3] }),
            ] as Changes<WireBallotClosed>)
        all += cases(
            .ballotRecounted,
            WireBallotRecounted.with {
                $0.ballot = object
                $0.resultHash = hash
                $0.agrees = true
                $0.counts = [1, 1, 1]
            },
            [("result_hash: 32 bytes", { $0.resultHash.append(0) })] as Changes<WireBallotRecounted>
        )
        all += cases(
            .ballotCancelled,
            WireBallotCancelled.with {
                $0.ballot = object
                $0.reason = "The question was unclear."
            }, [("reason: one line", { $0.reason = "a\r" })] as Changes<WireBallotCancelled>)
        return all
    }
}
