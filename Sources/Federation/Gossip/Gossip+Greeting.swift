import Sodium
import SwiftProtobuf

/// Opening a link: challenge and HELLO.
extension Gossip {
    mutating func open(
        _ link: Link, to peer: ChapterID, _ theirKey: Bytes32, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        guard roster?.entry(peer)?.standing.belongs == true, peer != chapter else {
            actions.append(.drop(link, reason: "not on the roster"))
            return
        }
        guard !isShutOut(peer, at: now) else {
            actions.append(.drop(link, reason: Self.tooMuchRefused))
            return
        }
        sessions[link] = Session(
            link: link, peer: peer, theirKey: theirKey, nonce: random.bytes32(), since: now,
            lastHeard: now, lastSent: now, nextFingerprint: now,
            messages: TokenBucket(perSecond: settings.messagesPerSecond, at: now),
            pushBytes: TokenBucket(perSecond: settings.pushBytesPerSecond, at: now),
            credit: settings.creditBytes, granted: settings.creditBytes)
        challenge(link, at: now, &actions)
    }

    private mutating func challenge(
        _ link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link] else { return }
        var message = WireMessage()
        message.challenge.nonce = session.nonce.data
        send(message, on: link, at: now, &actions)
    }

    mutating func answer(
        _ challenge: WireChallenge, on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link], let roster,
            let nonce = Bytes32(challenge.nonce)
        else {
            actions.append(.count(Refused("malformed challenge"), peer(of: link)))
            return
        }
        var core = WireHelloCore()
        core.protocolMin = Self.protocolVersion
        core.protocolMax = Self.protocolVersion
        core.federation = roster.federation.bytes.data
        core.rosterHash = roster.hash.data
        core.incarnation = incarnation.data
        core.certificate = certificate.wire
        if let feed = feed(of: session.peer), let held = heads[feed] {
            core.yours.epoch = feed.epoch
            core.yours.seq = held.tip.seq
            core.yours.id = held.tip.id.data
            core.yours.signature = held.signature.data
        }
        let bytes = core.encoded
        var message = WireMessage()
        message.hello.core = bytes.data
        message.hello.signature =
            sign(
                Self.helloBytes(
                    chapter, core: bytes, senderKey: transportKey, receiverKey: session.theirKey,
                    nonce: nonce)
            ).data
        send(message, on: link, at: now, &actions)
        sessions[link]?.answered = true
    }

    mutating func greet(
        _ hello: WireHello, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link] else { return }
        if let refusal = refusal(of: hello, in: session) {
            actions.append(.count(Refused(refusal), session.peer))
            actions.append(.drop(link, reason: refusal))
            close(link)
            return
        }
        guard !session.greeted, let core = try? WireHelloCore(serializedBytes: hello.core) else {
            return
        }
        let eager = greetedLinks.filter { sessions[$0]?.isEagerLink == true }.count
        sessions[link]?.greeted = true
        sessions[link]?.isEagerLink = eager < settings.eagerLinks
        // The first step reaches everybody that is near, which saves a step for those far away.
        sessions[link]?.setEager(true, ownFeed)
        heard[session.peer] = now
        for other in greetedLinks where other < link && sessions[other]?.peer == session.peer {
            actions.append(.drop(other, reason: "replaced by a newer link"))
            close(other)
        }
        witness(core.hasYours ? core.yours : nil, from: session.peer, link, at: now, &actions)
        for feed in Set(forkedFeeds).union(settledForks).sorted() {
            sendFork(feed, on: link, at: now, &actions)
        }
        sendFingerprint(on: link, at: now, &actions)
    }

    private func refusal(of hello: WireHello, in session: Session) -> String? {
        guard hello.core.count <= Limits.helloBytes, let signature = Signature(hello.signature),
            let core = try? WireHelloCore(serializedBytes: hello.core),
            let roster, roster.entry(session.peer) != nil
        else { return "malformed hello" }
        guard
            core.protocolMin <= Self.protocolVersion, core.protocolMax >= Self.protocolVersion,
            core.features & 0x5555_5555_5555_5555 == 0
        else { return "other protocol version" }
        guard core.federation == roster.federation.bytes.data else { return "other federation" }
        let signed = Self.helloBytes(
            session.peer, core: [UInt8](hello.core), senderKey: session.theirKey,
            receiverKey: transportKey, nonce: session.nonce)
        guard let key = key(of: session.peer, core), key.isValid(signature, for: signed) else {
            return "hello not signed by its chapter"
        }
        return nil
    }

    /// The key that a chapter's HELLO must be signed with: the last one of its latest epoch that we
    /// know, one that has followed it, or one of a later epoch that its root key vouches for.
    private func key(of peer: ChapterID, _ core: WireHelloCore) -> PublicKey? {
        guard let feed = feed(of: peer) else { return nil }
        let said = core.certificate
        guard core.hasCertificate, said.epoch > feed.epoch || !said.changes.isEmpty else {
            return latestKey(of: feed)
        }
        guard let certificate = FeedCertificate(said), certificate.chapter == peer,
            certificate.epoch > feed.epoch
                || certificate.epoch == feed.epoch && mayBeLatest(certificate)
        else { return nil }
        return certificate.feedKey
    }

    /// What a HELLO's signature covers: both ends' transport keys, the other side's nonce, and
    /// every byte of the core.
    static func helloBytes(
        _ chapter: ChapterID, core: [UInt8], senderKey: Bytes32, receiverKey: Bytes32,
        nonce: Bytes32
    ) -> [UInt8] {
        signedBytes(
            "rhizome/hello", chapter,
            digest(
                "rhizome/hello-core", senderKey.bytes, receiverKey.bytes, nonce.bytes, core))
    }
}
