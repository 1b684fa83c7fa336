import Federation
import Feeds
import Foundation
import Sodium
import TestSupport
import Transport

/// A node of the test's own: admitted through a real invitation, honest in what it must be in
/// order to be heard, and able to say anything besides.
actor HostilePeer {
    nonisolated let author: FeedAuthor
    nonisolated let name: String
    private let transportKey: Bytes32
    private let transport: Transport
    private(set) var store: PlainStore
    private var gossip: Gossip?
    private var visit: (link: LinkID, exchange: JoinExchange?)?
    private var certificate: FederationCertificate?
    private var links: [LinkID: Link] = [:]
    private var chapters: [String: LinkID] = [:]
    /// Links on which only what the test wants is said, and what was heard there.
    private var raw: [LinkID: [[UInt8]]] = [:]
    private var ups: [LinkID: Int] = [:]
    private var nextLink: UInt64 = 1
    private var work: [Task<Void, Never>] = []
    /// The greeting of the last link, as it was sent.
    private(set) var hello: [UInt8] = []

    init(_ name: String) throws {
        self.name = name
        let root = try SigningKey()
        let key = try SigningKey()
        let certificate = FeedCertificate(rootKey: root, feedKey: key.publicKey, epoch: 0)
        author = FeedAuthor(certificate: certificate, key: key)
        let curve = try TransportKey()
        transportKey = curve.publicKey
        var limits = TransportLimits.standard
        limits.frameBytes = 8 << 20
        limits.waitingBytes = 32 << 20
        limits.waitingFrames = 10_000
        transport = try Transport(
            curve: CurveKeyPair(
                publicKey: curve.publicKey.bytes, secret: curve.withSecret { Array($0) }),
            limits: limits)
        store = PlainStore(author: author, seed: 1)
        let opening = FeedOpening(
            certificate: certificate,
            profile: ChapterProfile(name: name, profile: "tenants' union"))
        _ = try store.append(.feedOpened, opening.payload, at: Self.now)
        _ = try store.append(.nodeRecorded, node.payload, at: Self.now)
    }

    nonisolated var chapterID: String { author.feed.chapter.description }
    private nonisolated var node: NodeRecord {
        NodeRecord(transportKey: transportKey, endpoints: [])
    }

    static var now: Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    // MARK: Joining

    /// Joins through an invitation, and links with everybody who belongs to the federation.
    func join(_ text: String) async throws {
        work.append(
            Task { [transport, weak self] in
                for await event in transport.events { await self?.take(event) }
            })
        guard let invitation = Invitation(text: text),
            let endpoint = Endpoint(String(invitation.endpoint.dropFirst("tcp://".count)))
        else { throw Trouble("This is no invitation: \(text)") }
        let guest = try TransportKey(secret: invitation.guestSecret)
        let link = transport.dial(
            endpoint, serverKey: invitation.transportKey.bytes, userID: "visit",
            as: CurveKeyPair(
                publicKey: guest.publicKey.bytes, secret: guest.withSecret { Array($0) }))
        visit = (link, nil)
        try await eventually("\(name) has joined") { certificate != nil }
        transport.hangUp(link)
        visit = nil
        try begin()
        try await eventually("\(name) is linked with all", within: .seconds(20)) {
            certificate?.founders.allSatisfy { gossip?.isConnected($0.chapter) == true } == true
        }
    }

    private func begin() throws {
        guard let certificate else { return }
        _ = try store.append(.federationJoined, certificate.payload, at: Self.now)
        var entries = certificate.founders.map {
            RosterEntry(
                chapter: $0.chapter, name: $0.name, certificate: $0.certificate, node: $0.node,
                standing: .seated)
        }
        entries.append(
            RosterEntry(
                chapter: author.feed.chapter, name: name, certificate: author.certificate,
                node: node, standing: .admitted))
        let ends = store.ends()
        gossip = Gossip(
            certificate: author.certificate, transportKey: transportKey, tips: ends.tips,
            heads: ends.heads,
            forks: [],
            roster: Roster(
                federation: certificate.federation, name: certificate.genesis.name,
                entries: entries),
            restored: false, seed: randomBytes32(),
            sign: { [author] in author.signature(for: $0) }, at: Self.now)
        for founder in certificate.founders {
            guard let endpoint = founder.node.endpoints.first.flatMap({ Endpoint($0.dropTCP) })
            else { continue }
            chapters[founder.chapter.description] = transport.dial(
                endpoint, serverKey: founder.node.transportKey.bytes,
                userID: founder.chapter.description)
        }
        work.append(
            Task { [weak self] in
                while !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(100))
                    await self?.handle(.tick)
                }
            })
    }

    private func meet(_ frame: [UInt8]?, on link: LinkID) {
        if visit?.exchange == nil {
            let introduction = author.withKey { key in
                Introduction(
                    certificate: author.certificate, name: name, node: node, headSeq: 2,
                    signedBy: key)
            }
            let exchange = JoinExchange(
                side: .guest, introduction: introduction, certificate: nil, federationName: name,
                nonce: randomBytes32())
            visit?.exchange = exchange
            transport.send(exchange.opening, on: link)
        }
        guard let frame, var exchange = visit?.exchange else { return }
        var frames = author.withKey { exchange.receive(frame, key: $0) }
        if exchange.step == .comparing, !exchange.confirmedHere {
            frames += author.withKey { exchange.confirm(key: $0) }
        }
        visit?.exchange = exchange
        for frame in frames { transport.send(frame, on: link) }
        if case .done(let certificate) = exchange.step { self.certificate = certificate }
    }

    /// Every frame that was sent here, as it was before it was encrypted.
    private(set) var heard: [[UInt8]] = []

    // MARK: The honest part

    private func take(_ event: TransportEvent) {
        switch event {
        case .linkUp(let id, let userID, _):
            ups[id, default: 0] += 1
            if id == visit?.link { return meet(nil, on: id) }
            guard raw[id] == nil, let peer = ChapterID(userID),
                let key = certificate?.founders.first(where: { $0.chapter == peer })
            else { return }
            let link = Link(nextLink)
            nextLink += 1
            links[id] = link
            handle(.linkUp(link, peers: [peer], theirKey: key.node.transportKey))
        case .received(let id, let frame):
            heard.append(frame)
            if id == visit?.link { return meet(frame, on: id) }
            raw[id]?.append(frame)
            if let link = links[id] { handle(.received(link, frame)) }
        case .linkDown(let id):
            if let link = links.removeValue(forKey: id) { handle(.linkDown(link)) }
        case .lagging, .refused:
            break
        }
    }

    private func handle(_ input: GossipInput) {
        guard let actions = gossip?.handle(input, at: Self.now) else { return }
        for action in actions { perform(action) }
    }

    private func perform(_ action: GossipAction) {
        switch action {
        case .send(let link, let frame):
            if frame.first == HostileFrames.helloTag { hello = frame }
            guard let id = links.first(where: { $0.value == link })?.key else { return }
            transport.send(frame, on: id)
        case .store(let run, let link):
            guard let tip = try? store.receive(run) else { return }
            handle(.stored(run.feed, tip, run.events.last?.signature, from: link))
        case .read(let link, let feed, let from, _):
            handle(.read(link, feed, store.run(feed, from: from)))
        case .drop, .compare, .fill, .cut, .close, .openGate, .stopWriting, .count:
            break
        }
    }

    // MARK: Saying things

    /// Whether both ends have greeted each other.
    func isConnected(_ node: ChapterNode) -> Bool {
        ChapterID(node.chapterID).map { gossip?.isConnected($0) == true } ?? false
    }

    /// How often the link with a chapter has come up.
    func ups(_ node: ChapterNode) -> Int { chapters[node.chapterID].flatMap { ups[$0] } ?? 0 }

    /// Sends a frame on the greeted link with a chapter.
    func send(_ frame: [UInt8], to node: ChapterNode) {
        guard let id = chapters[node.chapterID] else { return }
        transport.send(frame, on: id)
    }

    /// Sends a frame as the first on a second link, which is never greeted.
    func sendUngreeted(_ frame: [UInt8], to node: ChapterNode) async throws {
        guard let chapter = ChapterID(node.chapterID),
            let founder = certificate?.founders.first(where: { $0.chapter == chapter }),
            let endpoint = founder.node.endpoints.first.flatMap({ Endpoint($0.dropTCP) })
        else { throw Trouble("\(node.name) cannot be dialled.") }
        let id = transport.dial(
            endpoint, serverKey: founder.node.transportKey.bytes, userID: "raw")
        raw[id] = []
        try await eventually("the second link is up") { ups[id] != nil }
        transport.send(frame, on: id)
        try await eventually("the second link is challenged") { raw[id]?.isEmpty == false }
        transport.hangUp(id)
    }

    /// Writes an event into the own feed and pushes it to all.
    func say(_ kind: Kind, _ payload: [UInt8]) throws {
        let event = try store.append(kind, payload, at: Self.now)
        handle(.appended([event]))
    }

    /// Says in the own node record what is another chapter's, besides the own key.
    func claim(_ victim: ChapterNode) throws {
        guard let chapter = ChapterID(victim.chapterID),
            let theirs = certificate?.founders.first(where: { $0.chapter == chapter })?.node
        else { throw Trouble("\(victim.name) is not known.") }
        let record = NodeRecord(
            transportKey: theirs.transportKey, otherKey: transportKey,
            endpoints: theirs.endpoints)
        try say(.nodeRecorded, record.payload)
    }

    /// The next event of the own feed, written and signed but kept nowhere.
    func draft(_ kind: Kind, _ payload: [UInt8]) throws -> Event {
        try store.copy().append(kind, payload, at: Self.now)
    }

    /// Where the own feed ends.
    var tip: Tip { store.ends().tips[author.feed] ?? .empty }

    /// Where a chapter's feed ends, as far as it was received.
    func tip(of node: ChapterNode) -> Tip {
        guard let chapter = ChapterID(node.chapterID) else { return .empty }
        return store.ends().tips[FeedName(chapter: chapter)] ?? .empty
    }

    /// Hangs up everywhere.
    func close() async {
        for task in work { task.cancel() }
        await transport.close()
    }
}

extension String {
    fileprivate var dropTCP: String { String(dropFirst("tcp://".count)) }
}
