import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of runs` {
    private static let name = "runs"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'run' is a Run message, 'held' the end of the feed as the receiver holds it (seq 0: \
                nothing), 'feedKey' the feed's key. A valid run gives the ids of all events that \
                are new and the new end of the feed. Verdicts as in README.md, Runs.
                """,
            vectors: Self.validCases + Self.invalidCases
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        guard let key = input["feedKey"].publicKey else { return .refused("no key") }
        let held = input["held"]
        let tip = Tip(
            seq: UInt64(held["seq"].number), id: EventID(held["id"].bytes32),
            time: held["time"].time)
        switch ReceivedRun.judge(input["run"].bytes, after: tip, by: key) {
        case .success(let run):
            return .valid([
                "ids": .array(run.events.map { .hex($0.id) }),
                "kinds": .array(
                    run.events.map { .number(Int64($0.suffix.kind.rawValue)) }),
                "end": json(run.tip),
            ])
        case .failure(let fault): return .refused(fault.refused.name)
        }
    }

    private static func json(_ tip: Tip) -> JSON {
        ["seq": .number(Int64(tip.seq)), "id": .hex(tip.id), "time": .hex(tip.time)]
    }

    private static func input(_ run: [UInt8], after tip: Tip) -> JSON {
        [
            "run": .hex(run), "held": json(tip),
            "feedKey": .hex(Somebody.alice.feedKey.publicKey.bytes),
        ]
    }

    private static func made(_ name: String, _ run: WireRun, after tip: Tip = .empty) -> Vector {
        made(name, run.encoded, after: tip)
    }

    private static func made(_ name: String, _ run: [UInt8], after tip: Tip) -> Vector {
        let input = input(run, after: tip)
        guard case .valid(let expected) = judge(input) else { return .valid(name, input, .null) }
        return .valid(name, input, expected)
    }

    private static func fault(
        _ name: String, _ run: WireRun, after tip: Tip = .empty, _ fault: RunFault,
        _ reason: String
    ) -> Vector {
        .invalid(name, input(run.encoded, after: tip), fault.refused.name, reason)
    }

    private static let three = Somebody.alice.events(3)
    private static let other = Somebody.alice.events(3, saying: "otherwise")

    private static var validCases: [Vector] {
        let alice = Somebody.alice
        let opening = alice.event(.feedOpened, [1, 2, 3])
        let unknown = alice.events(2, after: opening.tip, kind: Kind(rawValue: 999))
        // Field 99, bytes, in the run itself.
        let extended = WireRun.of(three).encoded + [0x9A, 0x06, 0x01, 0x00]
        return [
            made("one event", .of([three[0]])),
            made("three events under one signature", .of(three)),
            made("a run that continues", .of([three[1], three[2]]), after: three[0].tip),
            made("a run that overlaps what is held", .of(three), after: three[1].tip),
            made(
                "a run whose first body was taken back keeps its ids",
                .of([three[0].redacted, three[1], three[2]])),
            made("a run with a field that nobody knows", extended, after: .empty),
            made("events of an unknown kind", .of(unknown), after: opening.tip),
            made(
                "a run that ends at an event that must end one",
                .of(three + [alice.event(.feedOpened, [1], after: three[2].tip)])),
        ]
    }

    private static var invalidCases: [Vector] { shapes + chains }

    private static var shapes: [Vector] {
        func changed(_ change: (inout WireRun) -> Void) -> WireRun {
            var run = WireRun.of(three)
            change(&run)
            return run
        }
        return [
            .invalid(
                "bytes that end too early",
                input(Array(WireRun.of(three).encoded.dropLast(3)), after: .empty),
                "malformed run", "it cannot be decoded"),
            fault(
                "a chapter of 31 bytes", changed { $0.chapter.removeLast() }, .malformed,
                "a ChapterID has 32 bytes"),
            fault("seq 0", changed { $0.from = 0 }, .malformed, "places begin at 1"),
            fault(
                "a place beyond the last", changed { $0.from = 1 << 63 }, .malformed,
                "no place is above 2^63 - 1"),
            fault(
                "no previous id", changed { $0.previous = Data() }, .malformed,
                "32 zero bytes stand before the first event, not none"),
            fault(
                "no signature", changed { $0.signature = Data() }, .malformed,
                "every run carries the signature of its last event"),
            fault("no events", changed { $0.events = [] }, .malformed, "a run has 1 to 512 events"),
            fault(
                "513 events", .of(Somebody.alice.events(513, saying: "e")), .tooLarge,
                "a run has at most 512 events"),
            fault(
                "a suffix of 513 bytes",
                changed { $0.events[1].suffix = Data(repeating: 0, count: 513) }, .tooLarge,
                "a suffix has at most 512 bytes"),
            fault(
                "a body shorter than its salt",
                changed { $0.events[1].body = Data(repeating: 0, count: 15) }, .malformed,
                "a body has at least 16 bytes"),
            fault(
                "a body and its hash",
                changed { $0.events[1].bodyHash = Data(repeating: 0, count: 32) }, .malformed,
                "the hash travels only where the body does not"),
            fault(
                "neither a body nor its hash", changed { $0.events[1].body = Data() },
                .malformed, "an event without a body carries its hash and length"),
            fault(
                "a body taken back whose length cannot be",
                changed {
                    $0.events[1].body = Data()
                    $0.events[1].bodyHash = Data(repeating: 0, count: 32)
                    $0.events[1].bodyLength = 15
                }, .malformed, "a body has at least 16 bytes"),
            fault(
                "no body where none may be taken back",
                .of([Somebody.alice.event(.feedOpened, [1, 2, 3]).redacted]), .malformed,
                "an event whose kind is below 32 or from 96 to 127 comes with its body"),
            fault(
                "no body of a vote",
                .of(
                    three + [
                        Somebody.alice.event(.ballotClosed, [1], after: three[2].tip).redacted
                    ]), .malformed,
                "an event whose kind is below 32 or from 96 to 127 comes with its body"),
            fault(
                "a suffix that is no message",
                changed { $0.events[1].suffix = Data([0xFF]) }, .malformed,
                "the suffix cannot be decoded"),
        ]
    }

    private static var chains: [Vector] {
        let alice = Somebody.alice
        let opening = alice.event(.feedOpened, [1])
        var flipped = WireRun.of(three)
        flipped.events[0].body[20] ^= 1
        var foreign = WireRun.of(three)
        foreign.signature =
            Somebody.eve.feedKey.signature(
                for: EventHeader.signedBytes(alice.chapter, three[2].id)
            ).data
        let early = HybridTime(bits: three[1].suffix.time.bits - 2)
        let late = HybridTime(bits: three[2].suffix.time.bits)
        let before = alice.event(
            Array("late".utf8), after: Tip(seq: 1, id: three[0].id, time: early), time: early)
        return [
            fault(
                "a gap", .of([three[2]]), after: three[0].tip, .discontinuous,
                "event 2 is neither held nor in the run"),
            fault(
                "nothing new", .of(three), after: three[2].tip, .discontinuous,
                "all of it is held"),
            fault(
                "another branch right after what is held", .of(Array(other.dropFirst())),
                after: three[0].tip, .otherBranch,
                "the previous id is not the one that is held, and the signature is good"),
            fault(
                "another branch that overlaps what is held", .of(other), after: three[1].tip,
                .otherBranch, "event 2 has another id than the one that is held"),
            fault(
                "a bad signature under another branch",
                {
                    var run = WireRun.of(Array(other.dropFirst()))
                    run.signature[3] ^= 1
                    return run
                }(), after: three[0].tip, .badSignature,
                "nobody has proven that the author wrote it, so it is no sign of a fork"),
            fault(
                "time that runs backwards after what is held", .of([before]),
                after: Tip(seq: 1, id: three[0].id, time: late), .timeBackwards,
                "the event is earlier than the one before it"),
            fault(
                "time that runs backwards inside",
                .of([
                    three[0],
                    alice.event(
                        [1], after: Tip(seq: 1, id: three[0].id, time: HybridTime(bits: 0)),
                        time: HybridTime(bits: three[0].suffix.time.bits - 1)),
                ]), .timeBackwards, "the second event is earlier than the first"),
            fault(
                "an event that must end a run, in the middle",
                .of([opening] + alice.events(1, after: opening.tip)), .mustEndRun,
                "kind 1 is below 32"),
            fault(
                "a ballot event in the middle",
                .of(
                    alice.events(1, kind: .ballotAnnounced)
                        + alice.events(1, after: alice.events(1, kind: .ballotAnnounced)[0].tip)),
                .mustEndRun, "kind 96 is in 96 to 127"),
            fault(
                "a changed byte in a body", flipped, .badSignature,
                "the ids from that event on are other ones"),
            fault(
                "the signature of another key", foreign, .badSignature,
                "the feed key has not signed it"),
            fault(
                "a run cut at an event without its own signature",
                {
                    var run = WireRun.of(three)
                    run.events.removeLast()
                    return run
                }(), .badSignature, "the signature is that of event 3"),
        ]
    }
}
