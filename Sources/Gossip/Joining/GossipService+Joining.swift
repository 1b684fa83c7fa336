public import Federation
import Feeds
import GRDB
import Sodium
import Transport

/// Why a step of joining was not done, in words for the people who link their chapters.
public enum JoinRefusal: Error, Hashable, Sendable {
    /// The node does not listen, so nobody could come.
    case notListening
    /// The text is no invitation.
    case noInvitation
    /// The invitation has ended.
    case ended
    /// The chapter already belongs to a federation.
    case alreadyMember
    /// Nobody answered in time.
    case unreachable
    /// The other side said no.
    case refused(String)
    /// No such chapter is waiting for a confirmation.
    case nobodyWaits
}

/// Two chapters that are getting to know each other, as people see it.
public struct Joining: Hashable, Sendable {
    /// The other chapter.
    public let chapter: ChapterID
    /// Its name in its own words.
    public let name: String
    /// The six words that must be the same on both sides.
    public let words: [String]
    /// Whether our side has confirmed.
    public let confirmedHere: Bool
    /// The federation that both then belong to.
    public let federation: String
    /// Whether that federation is founded by this.
    public let founded: Bool
    /// Whether the other chapter is linked already and says that it has lost everything but its root
    /// key.
    public let isReturning: Bool

    /// `roster`: what is known here; a chapter that comes back has forgotten its own name.
    init?(_ exchange: JoinExchange, _ roster: Roster?) {
        guard let other = exchange.other, let places = exchange.wordPlaces,
            let federation = exchange.federation
        else { return nil }
        chapter = other.chapter
        isReturning = exchange.side == .inviter && other.isReturning
        name = roster.flatMap { $0.entry(other.chapter)?.name } ?? other.name
        words = Words.at(places)
        confirmedHere = exchange.confirmedHere
        self.federation = federation.name
        founded = federation.founded
    }
}

/// Getting to know another chapter, on both sides.
extension GossipService {
    /// Somebody who knocked with an invitation of ours.
    struct Guest {
        let key: Bytes32
        let autoConfirm: Bool
        var exchange: JoinExchange
        var lastSent: Timestamp
        /// How many frames have come in the second that began then.
        var frames = 0
        var secondBegan = Timestamp(milliseconds: .min / 2)
        /// Whether it was written down that the chapter is welcome; once is enough.
        var isWelcome = false
    }

    /// Our knocking at another chapter's node.
    struct Visit {
        let invitation: Invitation
        let link: LinkID
        var yes: Bool
        var exchange: JoinExchange?
        var lastSent: Timestamp
    }

    private static let visitName = "visit"

    /// Makes an invitation and admits its one-time key until it ends.
    public func invite(autoConfirm: Bool) async throws -> Result<Invitation, JoinRefusal> {
        guard let endpoint = ownRecord.endpoints.first else { return .failure(.notListening) }
        let invitation = Invitation(
            chapter: feeds.chapter, endpoint: endpoint,
            transportKey: Bytes32(configuration.curve.publicKey) ?? .zero,
            secret: randomBytes32(), expires: clock() + Invitation.lifetime)
        let guest = try TransportKey(secret: invitation.guestSecret).publicKey
        try await feeds.database.write { [feeds] db in
            try feeds.keep(
                OpenInvitation(
                    guestKey: guest, expires: invitation.expires, autoConfirm: autoConfirm),
                in: db)
        }
        try await refreshLinks()
        return .success(invitation)
    }

    /// Knocks at the inviter's node.
    ///
    /// The answer comes by `joining` or `visitRefusal`.
    ///
    /// `yes`: confirm the words for our side as soon as they are known.
    public func visit(_ invitation: Invitation, yes: Bool) async throws -> JoinRefusal? {
        guard invitation.expires > clock() else { return .ended }
        let member = try await feeds.database.read { [feeds] db in try feeds.membership(in: db) }
        guard member == nil else { return .alreadyMember }
        if visit?.invitation == invitation {
            if yes { await confirmVisit() }
            return nil
        }
        endVisit()
        guard let endpoint = Endpoint(record: invitation.endpoint) else { return .noInvitation }
        let key = try TransportKey(secret: invitation.guestSecret)
        let link = transport.dial(
            endpoint, serverKey: invitation.transportKey.bytes, userID: Self.visitName,
            as: CurveKeyPair(
                publicKey: key.publicKey.bytes, secret: key.withSecret { Array($0) }))
        visit = Visit(invitation: invitation, link: link, yes: yes, lastSent: clock())
        visitRefusal = nil
        lastVisit = nil
        return nil
    }

    /// Confirms for our side: a guest who waits, our own visit, or a candidate of another chapter.
    public func confirm(_ chapter: ChapterID) async throws -> JoinRefusal? {
        if visit?.exchange?.other?.chapter == chapter {
            await confirmVisit()
            return nil
        }
        for (id, guest) in guests where guest.exchange.other?.chapter == chapter {
            guard guest.exchange.step == .comparing else { continue }
            await confirm(guest: id)
            return nil
        }
        let endorsed = try await feeds.database.write { [feeds, clock] db in
            try feeds.endorse(chapter, at: clock(), in: db)
        }
        return endorsed ? nil : .nobodyWaits
    }

    /// Says no to a chapter with which words are being compared, because they differ.
    ///
    /// The invitation is spent: whoever has it may be somebody in between.
    public func decline(_ chapter: ChapterID) async throws -> JoinRefusal? {
        if visit?.exchange?.other?.chapter == chapter, let link = visit?.link {
            for frame in visit?.exchange?.decline(Self.declined) ?? [] {
                transport.send(frame, on: link)
            }
            endVisit()
            return nil
        }
        for (id, guest) in guests where guest.exchange.other?.chapter == chapter {
            guard guest.exchange.step == .comparing else { continue }
            try await feeds.database.write { [feeds] db in try feeds.spend(guest.key, in: db) }
            for frame in guests[id]?.exchange.decline(Self.declined) ?? [] {
                transport.send(frame, on: id)
            }
            return nil
        }
        return .nobodyWaits
    }

    private static let declined = "The people on one side said that the words differ."

    /// The exchanges in which people are comparing words.
    public var joinings: [Joining] {
        let visiting = visit?.exchange.flatMap { Joining($0, gossip.roster) }
        return guests.values.filter { $0.exchange.step == .comparing }
            .compactMap { Joining($0.exchange, gossip.roster) }.sorted { $0.chapter < $1.chapter }
            + (visiting.map { [$0] } ?? [])
    }

    func joiningUp(_ id: LinkID, userID: String) async {
        if visit?.link == id {
            await beginVisit()
            return
        }
        guard userID.hasPrefix("guest:"), let key = Bytes32(hex: String(userID.dropFirst(6)))
        else {
            transport.hangUp(id)
            return
        }
        do {
            let now = clock()
            let (invitation, introduction, certificate) = try await feeds.database.write {
                [feeds, ownRecord] db in
                (
                    try feeds.openInvitations(at: now, in: db).first { $0.guestKey == key },
                    try feeds.introduction(node: ownRecord, in: db), try feeds.membership(in: db)
                )
            }
            guard let invitation else {
                transport.send(JoinExchange.refusalFrame("The invitation has ended."), on: id)
                return
            }
            guests[id] = Guest(
                key: key, autoConfirm: invitation.autoConfirm,
                exchange: JoinExchange(
                    side: .inviter, introduction: introduction, certificate: certificate,
                    federationName: introduction.name, nonce: randomBytes32()),
                lastSent: now)
        } catch { log(error, "answering a guest") }
    }

    private func beginVisit() async {
        do {
            let introduction = try await feeds.database.read { [feeds, ownRecord] db in
                try feeds.introduction(node: ownRecord, in: db)
            }
            guard let link = visit?.link else { return }
            let exchange = JoinExchange(
                side: .guest, introduction: introduction, certificate: nil,
                federationName: introduction.name, nonce: randomBytes32())
            visit?.exchange = exchange
            transport.send(exchange.opening, on: link)
        } catch { log(error, "visiting a chapter") }
    }

    func receiveJoining(_ frame: [UInt8], on id: LinkID) async {
        if let link = visit?.link, link == id {
            let frames = feeds.author.withKey { key in
                visit?.exchange?.receive(frame, key: key) ?? []
            }
            for frame in frames { transport.send(frame, on: id) }
            if let other = visit?.exchange?.other, !mayBeLatest(other) {
                for frame in visit?.exchange?.decline(Self.retired) ?? [] {
                    transport.send(frame, on: id)
                }
            }
            if visit?.yes == true, visit?.exchange?.step == .comparing { await confirmVisit() }
            await finishVisit()
        } else if guests[id] != nil {
            guard mayGoOn(id) else {
                refused["too many messages", default: 0] += 1
                transport.hangUp(id)
                return
            }
            var frames = feeds.author.withKey { key in
                guests[id]?.exchange.receive(frame, key: key) ?? []
            }
            if let refused = await refusalOfReturn(by: id) {
                frames = refused
            } else if let other = guests[id]?.exchange.other, !mayBeLatest(other) {
                for frame in guests[id]?.exchange.decline(Self.retired) ?? [] {
                    transport.send(frame, on: id)
                }
                return
            }
            await finish(guest: id, sending: frames)
            if let guest = guests[id], guest.autoConfirm, !guest.exchange.confirmedHere,
                guest.exchange.step == .comparing
            {
                await confirm(guest: id)
            }
        }
    }

    /// Joining takes a handful of frames, and a ping now and then.
    static let guestFramesPerSecond = 20

    /// Counts a frame of a guest; false where too many have come.
    private func mayGoOn(_ id: LinkID) -> Bool {
        let now = clock()
        guard let guest = guests[id] else { return false }
        if now - guest.secondBegan >= 1000 {
            guests[id]?.secondBegan = now
            guests[id]?.frames = 0
        }
        guests[id]?.frames += 1
        return (guests[id]?.frames ?? 0) <= Self.guestFramesPerSecond
    }

    private static let retired = "The introduction is signed with a key that was given up."

    /// Whether a chapter has introduced itself with the latest key that is known of its feed.
    private func mayBeLatest(_ other: Introduction) -> Bool {
        guard let known = gossip.feed(of: other.chapter) else { return true }
        return other.certificate.feed > known
            || other.certificate.feed == known && gossip.mayBeLatest(other.certificate)
    }

    private func confirmVisit() async {
        visit?.yes = true
        guard let link = visit?.link, visit?.exchange?.confirmedHere == false else { return }
        let frames = feeds.author.withKey { key in visit?.exchange?.confirm(key: key) ?? [] }
        for frame in frames { transport.send(frame, on: link) }
    }

    private func confirm(guest id: LinkID) async {
        let frames = feeds.author.withKey { key in
            guests[id]?.exchange.confirm(key: key) ?? []
        }
        await finish(guest: id, sending: frames)
    }

    /// Sends frames to a guest; where the exchange is done, what follows is kept first.
    private func finish(guest id: LinkID, sending frames: [[UInt8]]) async {
        guard let guest = guests[id] else { return }
        if case .done(let certificate) = guest.exchange.step, let other = guest.exchange.other,
            !guest.isWelcome
        {
            guests[id]?.isWelcome = true
            do {
                try await feeds.database.write { [feeds, clock] db in
                    try feeds.welcome(other, to: certificate, at: clock(), in: db)
                    try feeds.spend(guest.key, in: db)
                }
            } catch {
                log(error, "welcoming a chapter")
                let reason = "The inviting chapter's node could not keep it. Try again later."
                transport.send(JoinExchange.refusalFrame(reason), on: id)
                return
            }
        }
        for frame in frames { transport.send(frame, on: id) }
    }

    private func finishVisit() async {
        switch visit?.exchange?.step {
        case .done(let certificate):
            let met = visit?.exchange.flatMap { Joining($0, gossip.roster) }
            do {
                if configuration.isReturning, let other = visit?.exchange?.other {
                    feeds.comeBack(ComingBack(certificate, inviter: other))
                } else {
                    try await feeds.database.write { [feeds, clock] db in
                        try feeds.append(
                            .federationJoined, certificate.payload, at: clock(), in: db)
                    }
                }
                lastVisit = met
                endVisit()
                if configuration.isReturning { try await refreshLinks() }
            } catch { log(error, "joining a federation") }
        case .refused(let reason):
            visitRefusal = reason
            epochToBegin = visit?.exchange?.epochToBegin
            endVisit()
        default: break
        }
    }

    private func endVisit() {
        if let link = visit?.link { transport.hangUp(link) }
        visit = nil
    }

    func joiningDown(_ id: LinkID) async {
        if visit?.link == id { visit?.exchange = nil }
        guard guests.removeValue(forKey: id) != nil else { return }
        // The key of a spent invitation was let in only for the guest who has gone.
        do { try await refreshLinks() } catch { log(error, "closing the door behind a guest") }
    }

    /// Keeps the links of exchanges alive while people compare words.
    func pingJoinings(at now: Timestamp) {
        let due = now + -configuration.settings.pingAfter
        for (id, guest) in guests where guest.lastSent < due {
            guests[id]?.lastSent = now
            transport.send(Gossip.pingFrame, on: id)
        }
        if let visit, visit.exchange != nil, visit.lastSent < due {
            self.visit?.lastSent = now
            transport.send(Gossip.pingFrame, on: visit.link)
        }
    }
}
