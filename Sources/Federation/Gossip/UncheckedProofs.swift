import Sodium

/// Proofs of forks that came before the key with which they can be checked.
///
/// Anybody can make up such proofs. So there are few places, and whoever sends most loses some of
/// its own first: what others have sent stays.
struct UncheckedProofs: Sendable {
    /// So many are kept.
    static let kept = 16

    struct Proof: Sendable {
        /// The feed and the place at which its key must be known.
        let feed: FeedName
        let seq: UInt64
        let wire: WireForkProof
        fileprivate var senders: [ChapterID]
    }

    /// In the order in which they came.
    private var proofs: [Proof] = []

    var count: Int { proofs.count }

    /// Keeps a proof, and of each sender only the last one of a feed; false if there is no room.
    mutating func keep(
        _ wire: WireForkProof, of feed: FeedName, at seq: UInt64, from sender: ChapterID
    ) -> Bool {
        forget { $0.feed == feed && $0.wire != wire && $1 == sender }
        if let known = proofs.firstIndex(where: { $0.feed == feed && $0.wire == wire }) {
            if !proofs[known].senders.contains(sender) { proofs[known].senders.append(sender) }
            return true
        }
        proofs.append(Proof(feed: feed, seq: seq, wire: wire, senders: [sender]))
        while proofs.count > Self.kept { forgetOne() }
        return proofs.contains { $0.feed == feed && $0.wire == wire }
    }

    /// Forgets that whoever has sent most has sent its oldest one.
    private mutating func forgetOne() {
        var counts: [ChapterID: Int] = [:]
        for sender in proofs.flatMap(\.senders) { counts[sender, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        guard let sender = proofs.flatMap(\.senders).first(where: { counts[$0] == most }),
            let oldest = proofs.first(where: { $0.senders.contains(sender) })
        else { return }
        forget { $0.feed == oldest.feed && $0.wire == oldest.wire && $1 == sender }
    }

    /// Forgets what a node has sent whose link is gone: it sends it again on the next one.
    mutating func forget(from sender: ChapterID) { forget { $1 == sender } }

    private mutating func forget(where isOver: (Proof, ChapterID) -> Bool) {
        for index in proofs.indices {
            let proof = proofs[index]
            proofs[index].senders.removeAll { isOver(proof, $0) }
        }
        proofs.removeAll(where: \.senders.isEmpty)
    }

    /// Takes out those that can be checked now.
    mutating func take(where isCheckable: (Proof) -> Bool) -> [Proof] {
        let ready = proofs.filter(isCheckable)
        if !ready.isEmpty { proofs.removeAll(where: isCheckable) }
        return ready
    }
}
