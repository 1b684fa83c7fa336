import Sodium
import SwiftProtobuf

/// Opening a link: challenge and HELLO.
extension Gossip {
    /// `peers`: whose node it may be; see `GossipInput.linkUp`.
    mutating func open(
        _ link: Link, to peers: [ChapterID], _ keys: TransportEnds, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        let candidates = peers.filter { $0 != chapter && belongs($0) }
        guard let first = candidates.first else {
            actions.append(.drop(link, reason: "not on the roster"))
            return
        }
        let isDecided = candidates.count == 1
        guard !isDecided || !isShutOut(first, at: now) else {
            actions.append(.drop(link, reason: Self.tooMuchRefused))
            return
        }
        sessions[link] = Session(
            link: link, peer: isDecided ? first : chapter,
            candidates: isDecided ? [] : candidates, keys: keys, nonce: random.bytes32(),
            since: now, lastHeard: now, lastSent: now, nextFingerprint: now,
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
        guard let session = sessions[link], let nonce = Bytes32(challenge.nonce) else {
            actions.append(.count(Refused("malformed challenge"), peer(of: link)))
            return
        }
        // Our HELLO says what we hold of theirs, so it waits until they have said who they are.
        guard session.candidates.isEmpty else {
            sessions[link]?.unanswered = nonce
            return
        }
        sayHello(on: link, to: nonce, at: now, &actions)
    }

    private mutating func sayHello(
        on link: Link, to nonce: Bytes32, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link], let roster else { return }
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
                    chapter, core: bytes, senderKey: session.keys.ours,
                    receiverKey: session.keys.theirs, nonce: nonce)
            ).data
        send(message, on: link, at: now, &actions)
        sessions[link]?.answered = true
    }

    mutating func greet(
        _ hello: WireHello, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link] else { return }
        let core: WireHelloCore
        let peer: ChapterID
        switch read(hello, in: session) {
        case .success(let said): (core, peer) = said
        case .failure(let refused):
            actions.append(.count(refused, session.peer))
            actions.append(.drop(link, reason: refused.name))
            close(link)
            return
        }
        guard !session.greeted else { return }
        if !session.candidates.isEmpty {
            guard !isShutOut(peer, at: now) else {
                actions.append(.drop(link, reason: Self.tooMuchRefused))
                close(link)
                return
            }
            sessions[link]?.peer = peer
            sessions[link]?.candidates = []
            if let nonce = session.unanswered { sayHello(on: link, to: nonce, at: now, &actions) }
        }
        let eager = greetedLinks.filter { sessions[$0]?.isEagerLink == true }.count
        sessions[link]?.greeted = true
        sessions[link]?.isEagerLink = eager < settings.eagerLinks
        // The first step reaches everybody that is near, which saves a step for those far away.
        sessions[link]?.setEager(true, ownFeed)
        heard[peer] = now
        witness(core.hasYours ? core.yours : nil, from: peer, link, at: now, &actions)
        for feed in Set(forkedFeeds).union(settledForks).sorted() {
            sendFork(feed, on: link, at: now, &actions)
        }
        sendFingerprint(on: link, at: now, &actions)
    }

    /// Ends the earlier links with a chapter whose node has begun to use this one.
    ///
    /// A good HELLO is not enough: where a member gives out another one's key and address as its
    /// own, others dial that one's node by mistake, greet it, and hang up.
    mutating func use(_ link: Link, _ actions: inout [GossipAction]) {
        guard let session = sessions[link], !session.isUsed else { return }
        sessions[link]?.isUsed = true
        for other in greetedLinks where other < link && sessions[other]?.peer == session.peer {
            actions.append(.drop(other, reason: "replaced by a newer link"))
            close(other)
        }
    }

    /// Ends a link that sends what has to be refused before it is decided whose it is: there is
    /// nobody against whom it could be counted.
    mutating func endUndecided(_ link: Link, _ actions: inout [GossipAction]) {
        let isRefused = actions.contains { if case .count = $0 { true } else { false } }
        guard isRefused, sessions[link]?.candidates.isEmpty == false else { return }
        actions.append(.drop(link, reason: "refused before its greeting"))
        close(link)
    }

    /// What a good HELLO says, and whose it is.
    private func read(_ hello: WireHello, in session: Session) -> Result<
        (WireHelloCore, ChapterID), Refused
    > {
        guard hello.core.count <= Limits.helloBytes, let signature = Signature(hello.signature),
            let core = try? WireHelloCore(serializedBytes: hello.core), let roster
        else { return .failure(Refused("malformed hello")) }
        guard
            core.protocolMin <= Self.protocolVersion, core.protocolMax >= Self.protocolVersion,
            core.features & 0x5555_5555_5555_5555 == 0
        else { return .failure(Refused("other protocol version")) }
        guard core.federation == roster.federation.bytes.data else {
            return .failure(Refused("other federation"))
        }
        guard let peer = speaker(of: core, in: session), belongs(peer),
            let key = key(of: peer, core),
            key.isValid(
                signature,
                for: Self.helloBytes(
                    peer, core: [UInt8](hello.core), senderKey: session.keys.theirs,
                    receiverKey: session.keys.ours, nonce: session.nonce))
        else { return .failure(Refused("hello not signed by its chapter")) }
        return .success((core, peer))
    }

    /// The chapter that a HELLO says to be of.
    ///
    /// Several may list the transport key at the other end, since anybody can write down what is
    /// public. The certificate names one of them, so it does not matter how many there are.
    private func speaker(of core: WireHelloCore, in session: Session) -> ChapterID? {
        guard !session.candidates.isEmpty else { return session.peer }
        guard core.hasCertificate, let chapter = FeedCertificate(core.certificate)?.chapter,
            session.candidates.contains(chapter)
        else { return nil }
        return chapter
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
