public import Federation
import Feeds
import GRDB
import Transport

/// Chapters that have lost everything but their root key.
extension GossipService {
    /// What to send to a guest who comes back and cannot, instead of our own reveal; nil where
    /// nothing speaks against it.
    ///
    /// Nobody has seen words then. A guest who named an epoch that is begun is told which one is not,
    /// and knocks again with the same invitation.
    func refusalOfReturn(by id: LinkID) async -> [[UInt8]]? {
        guard let guest = guests[id], guest.exchange.step == .comparing,
            let other = guest.exchange.other, other.isReturning, !guest.exchange.confirmedHere
        else { return nil }
        do {
            let epoch = try await feeds.database.read { [feeds] db in
                try feeds.epochToBegin(by: other.chapter, in: db)
            }
            guard let epoch else { return guests[id]?.exchange.decline(Self.nothingHere) }
            guard other.certificate.epoch < epoch else { return nil }
            return guests[id]?.exchange.decline(Self.epochBegun, beginEpoch: epoch)
        } catch {
            log(error, "answering a chapter that comes back")
            return guests[id]?.exchange.decline(Self.nothingHere)
        }
    }

    private static let nothingHere =
        "The inviting chapter is not linked with this one, so it has nothing to give back. Ask a "
        + "chapter that was linked for an invitation."
    private static let epochBegun = "The chapter has begun a later epoch already."

    /// How far a chapter that comes back has got: whether it holds what its inviter holds, and how
    /// many of the other linked chapters it agrees with.
    public func progress(with inviter: ChapterID) -> (hasAll: Bool, agreeing: Int, others: Int) {
        let others = linkedNodes.map(\.chapter).filter { $0 != inviter }
        return (
            gossip.agrees(with: inviter), others.count { gossip.agrees(with: $0) }, others.count
        )
    }
}
