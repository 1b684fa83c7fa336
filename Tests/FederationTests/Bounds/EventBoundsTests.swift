import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `The bounds of events` {
    private let alice = Somebody.alice

    private func judge(_ event: Event, after tip: Tip = .empty) -> RunFault? {
        switch ReceivedRun.judge(.of([event]), after: tip, by: alice.feedKey.publicKey) {
        case .success: nil
        case .failure(let fault): fault
        }
    }

    /// A suffix of so many bytes, most of them in a field that nobody knows.
    private func suffix(_ size: Int) -> [UInt8] {
        let known = EventSuffix(time: HybridTime(bits: 1), kind: Kind(rawValue: 1000)).bytes
        let rest = size - known.count - 4
        // Field 99, its length in two bytes.
        return known + [0x9A, 0x06, UInt8(rest & 127 | 128), UInt8(rest >> 7)]
            + [UInt8](repeating: 7, count: rest)
    }

    @Test func `let a suffix have 512 bytes`() {
        #expect(suffix(512).count == 512)
        #expect(judge(alice.event(suffix: suffix(512), [1])) == nil)
        #expect(judge(alice.event(suffix: suffix(513), [1])) == .tooLarge)
    }

    @Test func `let an event name eight others`() {
        for (count, fault) in [(8, nil), (9, RunFault.malformed)] {
            let suffix = WireSuffix.with {
                $0.time = 1
                $0.kind = 1000
                $0.deps = [WireEventReference](repeating: WireEventReference(), count: count)
            }
            #expect(judge(alice.event(suffix: suffix.encoded, [1])) == fault)
        }
    }

    @Test func `let a body be nothing but its salt`() {
        #expect(judge(alice.event([])) == nil)
        var run = WireRun.of([alice.event([])])
        run.events[0].body.removeLast()
        guard
            case .failure(let fault) = ReceivedRun.judge(
                run, after: .empty, by: alice.feedKey.publicKey)
        else {
            Issue.record("fifteen bytes were taken")
            return
        }
        #expect(fault == .malformed)
    }

    @Test func `let a run begin 512 places before the last`() {
        func tip(_ seq: UInt64) -> Tip {
            Tip(seq: seq, id: alice.event([0]).id, time: HybridTime(bits: 0))
        }
        let first = Limits.lastSeq - UInt64(Limits.runEvents)
        #expect(judge(alice.event([1], after: tip(first - 1)), after: tip(first - 1)) == nil)
        #expect(judge(alice.event([1], after: tip(first)), after: tip(first)) == .malformed)
    }

    @Test func `let a feed be of epoch 65535`() {
        let last = Somebody("Alice's Tenants", 1, epoch: 65_535).certificate
        #expect(FeedCertificate(bytes: last.wire.encoded) == last)
        let beyond = Somebody("Alice's Tenants", 1, epoch: 65_536).certificate
        #expect(FeedCertificate(bytes: beyond.wire.encoded) == nil)
    }

    @Test func `let a branch of a proof have 512 headers`() throws {
        let right = alice.events(1, saying: "right")
        func proof(_ count: Int) -> ForkProof? {
            let left = alice.events(count)
            let wire = WireForkProof.with { wire in
                wire.chapter = alice.chapter.data
                wire.branches = [left, right].sorted { $0[0].id < $1[0].id }.map { branch in
                    .with {
                        $0.headers = branch.map { $0.header.bytes.data }
                        $0.signature = branch.last?.signature?.data ?? Data()
                    }
                }
            }
            return ForkProof(bytes: wire.encoded) { _, _ in alice.feedKey.publicKey }
        }
        #expect(proof(512)?.seq == 1)
        #expect(proof(513) == nil)
    }
}
