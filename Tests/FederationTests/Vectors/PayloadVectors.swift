import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite("Vectors of payloads") struct PayloadVectors {
    private static let name = "payloads"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'payload' of an event of 'kind'. Outcomes are those of the payload alone: valid, \
                malformed payload, or field out of bounds (the reason then begins with the field's \
                name). Kinds 1 to 18 have no names for fields: void payloads are malformed.
                """,
            vectors: Self.feeds + Self.witnesses + Self.meetings + Self.groups + Self.ballots
                + Self.vocabulary
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
        case .checkpoint: return Checkpoint(payload: payload) != nil
        case .headsWitnessed: return HeadsWitnessed(payload: payload) != nil
        case .bodiesTakenBack: return BodiesTakenBack(payload: payload) != nil
        case .federationJoined: return FederationCertificate(payload: payload) != nil
        case .chapterEndorsed: return Endorsement(payload: payload) != nil
        case .federationLeft: return Departure(payload: payload) != nil
        case .vocabularyShared: _ = try VocabularyShared(payload: payload)
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

    typealias Changes<Wire> = [(String, (inout Wire) -> Void)]

    /// A payload that holds, and what is wrong once it is changed.
    static func cases<Wire: SwiftProtobuf.Message>(
        _ kind: Kind, with more: String = "", _ good: Wire, _ wrong: Changes<Wire>
    ) -> [Vector] {
        func input(_ wire: Wire) -> JSON {
            ["kind": .number(Int64(kind.rawValue)), "payload": .hex(wire.encoded)]
        }
        let whole: [Vector] = [
            Vector(
                name: "\(kind.name)\(more), valid", input: input(good), outcome: "valid",
                expected: [:],
                reason: nil),
            .invalid(
                "\(kind.name)\(more), cut short",
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
                    "\(kind.name)\(more), \(reason)", input(wire),
                    kind.isGovernance ? "malformed payload" : "field out of bounds", reason)
            }
    }

    static let nonce = Data(0..<16)
    static let object = ObjectID(
        chapter: Somebody.alice.chapter, nonce: [UInt8](0..<16)
    ).bytes.data
    static let hash = digest("rhizome/event", [7]).data
    static func letters(_ count: Int) -> String { String(repeating: "x", count: count) }

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
            .nodeRecorded,
            NodeRecord(
                transportKey: alice.transportKey, otherKey: Somebody.dan.transportKey,
                endpoints: alice.node.endpoints
            ).wire,
            [
                ("other_key: 32 bytes, where it is there", { $0.otherKey.removeLast() }),
                ("transport_key: 32 bytes", { $0.transportKey.removeLast() }),
                ("endpoints: tcp://host:port", { $0.endpoints = ["tcp://80"] }),
            ] as Changes<WireNodeRecord>)
        all += cases(
            .chapterDescribed, described,
            [("name: no control characters", { $0.name = "a\u{85}b" })]
                as Changes<WireChapterDescribed>)
        all += takingsBack
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
}
