import Federation
import Sodium

/// Two chapters getting to know each other, with somebody in between who may change frames.
struct JoinMeeting {
    var guest: JoinExchange
    var inviter: JoinExchange
    private let guestIs: Somebody
    private let inviterIs: Somebody
    /// What becomes of a frame on its way.
    var corrupt: ([UInt8]) -> [UInt8] = { $0 }

    init(
        inviter: Somebody, guest: Somebody, certificate: FederationCertificate? = nil,
        name: String = "Riverside Federation", nonces: (UInt8, UInt8) = (1, 2)
    ) {
        guestIs = guest
        inviterIs = inviter
        self.guest = JoinExchange(
            side: .guest, introduction: guest.introduction(), certificate: nil,
            federationName: "", nonce: digest("rhizome/test-nonce", [nonces.0]))
        self.inviter = JoinExchange(
            side: .inviter, introduction: inviter.introduction(), certificate: certificate,
            federationName: name, nonce: digest("rhizome/test-nonce", [nonces.1]))
    }

    mutating func toInviter(_ frames: [[UInt8]]) -> [[UInt8]] {
        frames.flatMap { inviter.receive(corrupt($0), key: inviterIs.feedKey) }
    }

    mutating func toGuest(_ frames: [[UInt8]]) -> [[UInt8]] {
        frames.flatMap { guest.receive(corrupt($0), key: guestIs.feedKey) }
    }

    /// Passes frames back and forth until nobody has one, those to the inviter first.
    mutating func pass(toInviter frames: [[UInt8]]) {
        var frames = frames
        for _ in 0..<10 where !frames.isEmpty { frames = toGuest(toInviter(frames)) }
    }

    /// Both commit and reveal.
    mutating func reveal() { pass(toInviter: [guest.opening]) }

    mutating func guestConfirms() { pass(toInviter: guest.confirm(key: guestIs.feedKey)) }

    mutating func inviterConfirms() {
        pass(toInviter: toGuest(inviter.confirm(key: inviterIs.feedKey)))
    }

    /// The whole exchange, the guest's people first.
    mutating func run() {
        reveal()
        guestConfirms()
        inviterConfirms()
    }

    /// What the guest says to confirm, without sending it.
    mutating func guestConfirmation() -> [[UInt8]] { guest.confirm(key: guestIs.feedKey) }
}
