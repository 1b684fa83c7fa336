import FoundationEssentials
import Sodium
import SwiftProtobuf

@testable import Federation

extension Event {
    /// The same event after its author took the body back.
    var redacted: Event {
        Event(header: header, id: id, suffix: suffix, body: nil, signature: signature)
    }
}

extension WireRun {
    /// The run that carries these events, whatever the rules say about it.
    static func of(_ events: [Event]) -> WireRun { WireRun(carrying: events) ?? WireRun() }
}

extension ReceivedRun {
    /// What becomes of a run's bytes: the verified run or the verdict.
    static func judge(_ bytes: [UInt8], after tip: Tip, by key: PublicKey) -> Result<
        VerifiedRun, RunFault
    > {
        guard let wire = try? WireRun(serializedBytes: bytes) else { return .failure(.malformed) }
        return judge(wire, after: tip, by: key)
    }

    static func judge(_ wire: WireRun, after tip: Tip, by key: PublicKey) -> Result<
        VerifiedRun, RunFault
    > {
        Result { () throws(RunFault) -> VerifiedRun in
            try ReceivedRun(wire).verified(after: tip, by: key)
        }
    }
}
