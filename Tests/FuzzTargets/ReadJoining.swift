import Federation
import Sodium

/// A byte that says whom the frame is for and whether people confirm first, two that say how long
/// it is, and the frame: Alice has invited Carol, and somebody else may speak for either.
func readJoining(_ bytes: [UInt8]) {
    let nonce = digest("rhizome/test-nonce")
    var inviter = JoinExchange(
        side: .inviter, introduction: Fixture.alice.introduction, certificate: nil,
        federationName: "Riverside Federation", nonce: nonce)
    var guest = JoinExchange(
        side: .guest, introduction: Fixture.carol.introduction, certificate: nil,
        federationName: "", nonce: nonce)
    var rest = bytes[...]
    var toInviter = [guest.opening]
    var toGuest: [[UInt8]] = []
    while rest.count >= 3 {
        let what = rest[rest.startIndex]
        let length = Int(rest[rest.startIndex + 1]) << 8 | Int(rest[rest.startIndex + 2])
        rest = rest.dropFirst(3)
        switch what % 8 {
        case 0:
            toGuest += Fixture.alice.receive(Array(rest.prefix(length)), in: &inviter)
            rest = rest.dropFirst(length)
        case 1:
            toInviter += Fixture.carol.receive(Array(rest.prefix(length)), in: &guest)
            rest = rest.dropFirst(length)
        case 2 where !toInviter.isEmpty:
            toGuest += Fixture.alice.receive(toInviter.removeFirst(), in: &inviter)
        case 3 where !toGuest.isEmpty:
            toInviter += Fixture.carol.receive(toGuest.removeFirst(), in: &guest)
        case 4: toGuest += Fixture.alice.confirm(in: &inviter)
        case 5: toInviter += Fixture.carol.confirm(in: &guest)
        default: break
        }
    }
    if case .done(let certificate) = inviter.step {
        expect(certificate.founders.count == 2, "two chapters have founded a federation")
    }
}
