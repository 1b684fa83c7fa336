public import Federation
import Feeds
import GRDB
import Sodium
import Transport

/// Getting to know another chapter, whichever side this is.
extension GossipService {
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
        } else if userID.hasPrefix(Self.guestPrefix),
            let key = Bytes32(hex: String(userID.dropFirst(Self.guestPrefix.count)))
        {
            await receive(guest: id, key)
        } else {
            transport.hangUp(id)
        }
    }

    func receiveJoining(_ frame: [UInt8], on id: LinkID) async {
        if let link = visit?.link, link == id {
            await hear(inviter: frame)
        } else if guests[id] != nil {
            await hear(frame, guest: id)
        }
    }

    static let retired = "The introduction is signed with a key that was given up."

    /// Whether a chapter has introduced itself with the latest key that is known of its feed.
    func mayBeLatest(_ other: Introduction) -> Bool {
        guard let known = gossip.feed(of: other.chapter) else { return true }
        return other.certificate.feed > known
            || other.certificate.feed == known && gossip.mayBeLatest(other.certificate)
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
