import FoundationEssentials
import Sodium
import Testing

@testable import Federation

@Suite struct `A run` {
    private let alice = Somebody.alice
    private let key = Somebody.alice.feedKey.publicKey
    private let events = Somebody.alice.events(5)

    private func judge(_ events: [Event], after tip: Tip = .empty) -> Result<VerifiedRun, RunFault>
    {
        ReceivedRun.judge(.of(events), after: tip, by: key)
    }

    private func fault(_ events: [Event], after tip: Tip = .empty) -> RunFault? {
        if case .failure(let fault) = judge(events, after: tip) { fault } else { nil }
    }

    @Test func `gives its events as they were written`() throws {
        let run = try judge(events).get()
        #expect(run.events.map(\.id) == events.map(\.id))
        #expect(run.events.map(\.body) == events.map(\.body))
        #expect(run.tip == events[4].tip)
        #expect(run.events[3].signature == nil, "only the last signature travels")
        #expect(run.events[4].signature == events[4].signature)
    }

    @Test(arguments: 0..<5)
    func `that overlaps gives only what is new`(held: Int) throws {
        let tip = held == 0 ? Tip.empty : events[held - 1].tip
        let run = try judge(events, after: tip).get()
        #expect(run.events.map(\.header.seq) == (UInt64(held + 1)...5).map { $0 })
    }

    @Test func `with a gap before it is out of order`() {
        #expect(fault(Array(events[2...]), after: events[0].tip) == .discontinuous)
    }

    @Test func `that brings nothing new is out of order`() {
        #expect(fault(events, after: events[4].tip) == .discontinuous)
    }

    @Test func `of another branch is named as one, where it touches and where it overlaps`() {
        let other = alice.events(5, saying: "other")
        #expect(fault(Array(other[2...]), after: events[1].tip) == .otherBranch)
        #expect(fault(other, after: events[1].tip) == .otherBranch)
    }

    @Test func `of another branch with a bad signature is no sign of a fork`() {
        var run = WireRun.of(Array(alice.events(5, saying: "other")[2...]))
        run.signature[0] ^= 1
        let verdict = ReceivedRun.judge(run, after: events[1].tip, by: key)
        guard case .failure(let fault) = verdict else {
            Issue.record("it was accepted")
            return
        }
        #expect(fault == .badSignature)
    }

    @Test func `may not go back in time`() {
        let late = Tip(
            seq: 1, id: events[0].id, time: HybridTime(bits: events[1].suffix.time.bits + 1))
        #expect(fault([events[1]], after: late) == .timeBackwards)
        #expect(fault(events, after: Tip(seq: 0, id: .none, time: late.time)) == .timeBackwards)
    }

    @Test(arguments: [1, 2, 15, 16, 31, 96, 101, 127])
    func `ends at an event whose signature must be kept`(kind: UInt32) throws {
        let first = alice.event(Kind(rawValue: kind), [1])
        let second = alice.event([2], after: first.tip)
        #expect(fault([first, second]) == .mustEndRun)
        #expect(try judge([first]).get().events.count == 1)
    }

    @Test(arguments: [32, 64, 95, 128, 999, 1000, UInt32.max])
    func `goes on after other events`(kind: UInt32) throws {
        let first = alice.event(Kind(rawValue: kind), [1])
        let second = alice.event([2], after: first.tip)
        #expect(try judge([first, second]).get().events.count == 2)
    }

    @Test func `is refused when any byte is changed`() throws {
        let run = WireRun.of(Array(events[..<3]))
        let bytes = run.encoded
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x10
            if case .success(let accepted) = ReceivedRun.judge(changed, after: .empty, by: key) {
                // A change of the encoding that changes no field changes no event.
                #expect(accepted.events.map(\.id) == events[..<3].map(\.id), "byte \(index)")
                #expect(accepted.events.map(\.body) == events[..<3].map(\.body), "byte \(index)")
            }
        }
    }

    @Test func `is refused under another key`() {
        let verdict = ReceivedRun.judge(
            .of(events), after: .empty, by: Somebody.eve.feedKey.publicKey)
        guard case .failure(let fault) = verdict else {
            Issue.record("it was accepted")
            return
        }
        #expect(fault == .badSignature)
    }

    @Test func `keeps its ids when bodies are taken back`() throws {
        let redacted = events.enumerated().map { index, event in
            index.isMultiple(of: 2) ? event.redacted : event
        }
        let run = try judge(redacted).get()
        #expect(run.events.map(\.id) == events.map(\.id))
        #expect(run.events[0].body == nil)
        #expect(run.events[0].payload == nil)
        #expect(run.events[1].body == events[1].body)
        let again = try judge(run.events).get()
        #expect(again.events.map(\.id) == events.map(\.id), "it can be passed on")
    }

    @Test func `holds 512 events and no more`() throws {
        let many = alice.events(513, saying: "e")
        #expect(try judge(Array(many[..<512])).get().events.count == 512)
        #expect(fault(many) == .tooLarge)
    }

    @Test func `holds 256 KiB and no more`() throws {
        var tip = Tip.empty
        let large = (0..<5).map { _ in
            let event = alice.event([UInt8](repeating: 1, count: 60_000), after: tip)
            tip = event.tip
            return event
        }
        #expect(try judge(Array(large[..<4])).get().events.count == 4)
        #expect(fault(large) == .tooLarge)
    }

    @Test func `holds the largest body`() throws {
        let body = [UInt8](repeating: 1, count: Limits.bodyBytes - Limits.saltBytes)
        let event = alice.event(body)
        #expect(try judge([event]).get().events[0].payload == body)
        var run = WireRun.of([event])
        run.events[0].body.append(0)
        guard case .failure(let fault) = ReceivedRun.judge(run, after: .empty, by: key) else {
            Issue.record("it was accepted")
            return
        }
        #expect(fault == .tooLarge)
    }

    @Test func `is cut from events where it must and where it is full`() {
        let opening = alice.event(.feedOpened, [1])
        let many = alice.events(600, after: opening.tip)
        let runs = Gossip.runs(of: [opening] + many)
        #expect(runs.map(\.count) == [1, 512, 88])
    }
}
