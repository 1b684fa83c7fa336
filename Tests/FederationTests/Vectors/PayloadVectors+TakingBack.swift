import FoundationEssentials
import SwiftProtobuf

@testable import Federation

/// Payloads that take bodies back.
extension PayloadVectors {
    private static func taken(_ epoch: UInt32, _ seq: UInt64) -> WireTakenBack {
        WireTakenBack.with {
            $0.epoch = epoch
            $0.seq = seq
            $0.id = hash
        }
    }

    static var takingsBack: [Vector] {
        let post = WireTakenBack.with {
            $0 = taken(1, 2)
            $0.post = object
            $0.group = object
            $0.replyTo = object
        }
        let good = WireBodiesTakenBack.with { $0.events = [taken(0, 7), taken(0, 9), post] }
        let most = WireBodiesTakenBack.with {
            $0.events = (1...256).map { taken(0, UInt64($0)) }
        }
        return cases(
            .bodiesTakenBack, good,
            [
                ("events: 1 to 256, none", { $0.events = [] }),
                (
                    "events: 1 to 256, 257",
                    { $0.events = most.events + [taken(0, 257)] }
                ),
                ("events: they ascend", { $0.events.swapAt(0, 1) }),
                ("events: no two are alike", { $0.events[1] = $0.events[0] }),
                ("events: the epoch comes first", { $0.events = [taken(1, 1), taken(0, 9)] }),
                ("seq: from 1", { $0.events[0].seq = 0 }),
                ("seq: at most 2^63 - 1", { $0.events[2].seq = 1 << 63 }),
                ("epoch: at most 65535", { $0.events[2].epoch = 65536 }),
                ("id: 32 bytes", { $0.events[0].id.removeLast() }),
                ("post: with a group", { $0.events[2].group = Data() }),
                ("group: with a post", { $0.events[2].post = Data() }),
                ("reply_to: with a post", { $0.events[0].replyTo = object }),
                ("reply_to: 16 bytes or none", { $0.events[2].replyTo.removeLast() }),
            ] as Changes<WireBodiesTakenBack>)
            + [
                Vector(
                    name: "bodies taken back, the most",
                    input: [
                        "kind": .number(Int64(Kind.bodiesTakenBack.rawValue)),
                        "payload": .hex(most.encoded),
                    ], outcome: "valid", expected: [:], reason: nil)
            ]
    }
}
