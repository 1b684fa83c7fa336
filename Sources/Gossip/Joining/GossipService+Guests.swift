public import Federation
import Feeds
import GRDB
import Sodium
import Transport

/// Letting in another chapter, by an invitation of ours.
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

    /// What the user id of a guest's link begins with; its one-time key follows.
    static let guestPrefix = "guest:"

    /// Makes an invitation and admits its one-time key until it ends.
    public func invite(autoConfirm: Bool) async throws -> Result<Invitation, JoinRefusal> {
        guard let endpoint = ownRecord.endpoints.first else { return .failure(.notListening) }
        let invitation = Invitation(
            chapter: feeds.chapter, endpoint: endpoint,
            transportKey: boundKey,
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

    func receive(guest id: LinkID, _ key: Bytes32) async {
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

    /// Takes a frame of a guest.
    func hear(_ frame: [UInt8], guest id: LinkID) async {
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

    func confirm(guest id: LinkID) async {
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
}
