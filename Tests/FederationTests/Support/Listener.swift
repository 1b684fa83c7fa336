import FoundationEssentials
import Sodium
import SwiftProtobuf

@testable import Federation

/// Bob's state machine, to which the tests speak as Alice, Carol or somebody else.
struct Listener {
    static let federation = digest("rhizome/test-federation")

    var gossip: Gossip
    var now = Somebody.noon
    private var number: UInt64 = 0

    /// Bob's node among these chapters.
    init(
        among others: [Somebody] = [.alice, .carol], holding events: [Event] = [],
        restored: Bool = false, settings: GossipSettings = GossipSettings()
    ) {
        let bob = Somebody.bob
        var tips: [FeedName: Tip] = [:]
        var heads: [FeedName: Gossip.HeldHead] = [:]
        for event in events {
            tips[event.header.feed] = event.tip
            if let signature = event.signature {
                heads[event.header.feed] = Gossip.HeldHead(tip: event.tip, signature: signature)
            }
        }
        gossip = Gossip(
            certificate: bob.certificate, transportKey: bob.transportKey, tips: tips, heads: heads,
            forks: [], roster: Self.roster([bob] + others), restored: restored, settings: settings,
            seed: digest("rhizome/test-seed"),
            sign: { Somebody.bob.feedKey.signature(for: $0) }, at: now)
    }

    static func roster(
        _ chapters: [Somebody], federation: Bytes32 = federation
    ) -> Roster {
        Roster(
            federation: FederationID(federation), name: "Riverside Federation",
            entries: chapters.map { chapter in
                RosterEntry(
                    chapter: chapter.chapter, name: chapter.name,
                    certificate: chapter.certificate, node: chapter.node, standing: .seated)
            })
    }

    mutating func take(_ input: GossipInput) -> [GossipAction] {
        gossip.handle(input, at: now)
    }

    mutating func take(_ frame: [UInt8], on link: Link) -> [GossipAction] {
        take(.received(link, frame))
    }

    mutating func take(
        on link: Link, _ change: (inout WireMessage) -> Void
    ) -> [GossipAction] {
        take(.with(change), on: link)
    }

    mutating func wait(_ milliseconds: Int64) -> [GossipAction] {
        now = now + milliseconds
        return take(.tick)
    }

    /// Time passes as it does for a node that runs, with ten ticks a second.
    mutating func live(_ milliseconds: Int64) -> [GossipAction] {
        var actions: [GossipAction] = []
        for _ in 0..<(milliseconds / 100) { actions += wait(100) }
        return actions + (milliseconds % 100 > 0 ? wait(milliseconds % 100) : [])
    }

    /// A connection comes up; gives its link and the nonce of Bob's challenge.
    mutating func connect(_ other: Somebody) -> (link: Link, nonce: Bytes32) {
        number += 1
        let link = Link(number)
        let actions = take(.linkUp(link, peers: [other.chapter], theirKey: other.transportKey))
        let nonce = actions.messages.compactMap { Bytes32($0.challenge.nonce) }.first
        return (link, nonce ?? .zero)
    }

    /// A connection comes up and its HELLO is good.
    mutating func greet(
        _ other: Somebody, yours: WireHead? = nil
    ) -> (link: Link, actions: [GossipAction]) {
        let (link, nonce) = connect(other)
        let hello = WireHello.by(other, nonce: nonce) { if let yours { $0.yours = yours } }
        return (link, take(on: link) { $0.hello = hello })
    }
}

extension [UInt8] {
    /// The bytes of a message.
    static func with(_ change: (inout WireMessage) -> Void) -> [UInt8] {
        WireMessage.with(change).encoded
    }
}

extension WireHello {
    /// A HELLO to Bob.
    static func by(
        _ sender: Somebody, nonce: Bytes32, senderKey: Bytes32? = nil,
        receiverKey: Bytes32 = Somebody.bob.transportKey, signer: Somebody? = nil,
        _ change: (inout WireHelloCore) -> Void = { _ in }
    ) -> WireHello {
        var core = WireHelloCore()
        core.protocolMin = 1
        core.protocolMax = 1
        core.federation = Listener.federation.data
        core.rosterHash = Listener.roster([.alice, .bob, .carol]).hash.data
        core.incarnation = Data(repeating: 9, count: 16)
        change(&core)
        let bytes = Gossip.helloBytes(
            sender.chapter, core: core.encoded, senderKey: senderKey ?? sender.transportKey,
            receiverKey: receiverKey, nonce: nonce)
        var hello = WireHello()
        hello.core = core.encoded.data
        hello.signature = (signer ?? sender).feedKey.signature(for: bytes).data
        return hello
    }
}

extension WireHead {
    /// What somebody holds who holds a feed up to this event.
    static func of(_ event: Event) -> WireHead {
        WireHead.with {
            $0.epoch = event.header.feed.epoch
            $0.seq = event.header.seq
            $0.id = event.id.data
            $0.signature = event.signature?.data ?? Data()
        }
    }
}

extension [GossipAction] {
    /// The messages that are to be sent.
    var messages: [WireMessage] {
        compactMap { action in
            if case .send(_, let frame) = action {
                try? WireMessage(serializedBytes: frame)
            } else {
                nil
            }
        }
    }

    /// The names under which something is counted as refused.
    var refused: [String] {
        compactMap { if case .count(let refused, _) = $0 { refused.name } else { nil } }
    }

    var drops: [String] {
        compactMap { if case .drop(_, let reason) = $0 { reason } else { nil } }
    }

    var stores: [VerifiedRun] {
        compactMap { if case .store(let run, _) = $0 { run } else { nil } }
    }

    var reads: Int { count { if case .read = $0 { true } else { false } } }

    var stops: [String] {
        compactMap { if case .stopWriting(let reason) = $0 { reason } else { nil } }
    }

    var opensGate: Bool { contains { if case .openGate = $0 { true } else { false } } }
}
