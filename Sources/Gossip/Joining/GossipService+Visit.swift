public import Federation
import Feeds
import GRDB
import Sodium
import Transport

/// Knocking at another chapter's node, with an invitation of its.
extension GossipService {
    /// Our knocking at another chapter's node.
    struct Visit {
        let invitation: Invitation
        let link: LinkID
        var yes: Bool
        var exchange: JoinExchange?
        var lastSent: Timestamp
    }

    private static let visitName = "visit"

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
        let link = transport.dial(
            endpoint, serverKey: invitation.transportKey.bytes, userID: Self.visitName,
            as: CurveKeyPair(try TransportKey(secret: invitation.guestSecret)))
        visit = Visit(invitation: invitation, link: link, yes: yes, lastSent: clock())
        visitRefusal = nil
        lastVisit = nil
        return nil
    }

    func beginVisit() async {
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

    /// Takes a frame of the inviter's node.
    func hear(inviter frame: [UInt8]) async {
        guard let link = visit?.link else { return }
        let frames = feeds.author.withKey { key in
            visit?.exchange?.receive(frame, key: key) ?? []
        }
        for frame in frames { transport.send(frame, on: link) }
        if let other = visit?.exchange?.other, !mayBeLatest(other) {
            for frame in visit?.exchange?.decline(Self.retired) ?? [] {
                transport.send(frame, on: link)
            }
        }
        if visit?.yes == true, visit?.exchange?.step == .comparing { await confirmVisit() }
        await finishVisit()
    }

    func confirmVisit() async {
        visit?.yes = true
        guard let link = visit?.link, visit?.exchange?.confirmedHere == false else { return }
        let frames = feeds.author.withKey { key in visit?.exchange?.confirm(key: key) ?? [] }
        for frame in frames { transport.send(frame, on: link) }
    }

    func finishVisit() async {
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

    func endVisit() {
        if let link = visit?.link { transport.hangUp(link) }
        visit = nil
    }
}
