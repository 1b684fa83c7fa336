import Federation
import Feeds
import Logging
import Sodium
import Transport

/// What comes from the transport.
extension GossipService {
    func take(_ event: TransportEvent) async {
        switch event {
        case .linkUp(let id, let userID, _):
            await up(id, userID: userID)
        case .received(let id, let frame):
            if let link = numbers[id] {
                await take(.received(link, frame))
            } else {
                await receiveJoining(frame, on: id)
            }
        case .linkDown(let id):
            if let link = numbers.removeValue(forKey: id) {
                ids[link] = nil
                await take(.linkDown(link))
            }
            await joiningDown(id)
        case .lagging:
            refused["link too slow", default: 0] += 1
        case .refused(let reason, let count):
            refused[reason.rawValue, default: 0] += count
        }
    }

    /// What the user id of a link that another node has dialled begins with; its key follows.
    static let peerPrefix = "peer:"

    private func up(_ id: LinkID, userID: String) async {
        guard let ends = ends(of: id, userID) else {
            await joiningUp(id, userID: userID)
            return
        }
        guard !ends.peers.isEmpty, ends.isDialled || hasRoom else {
            transport.hangUp(id)
            return
        }
        if let old = numbers.removeValue(forKey: id) {
            ids[old] = nil
            await take(.linkDown(old))
        }
        let link = Link(nextNumber)
        nextNumber += 1
        numbers[id] = link
        ids[link] = id
        await take(
            .linkUp(link, peers: ends.peers, theirKey: ends.theirKey, ourKey: ends.ourKey))
    }

    private struct Ends {
        /// Whose node the other end may be.
        let peers: [ChapterID]
        let theirKey: Bytes32
        let ourKey: Bytes32
        let isDialled: Bool
    }

    /// What is known of both ends of a link of members; nil for a link on which chapters join.
    private func ends(of id: LinkID, _ userID: String) -> Ends? {
        let nodes = linkedNodes
        if let chapter = ChapterID(userID) {
            let dial = dials[chapter].flatMap { $0.id == id ? $0 : nil }
            return Ends(
                peers: dial == nil ? [] : nodes.map(\.chapter).filter { $0 == chapter },
                theirKey: dial?.serverKey ?? .zero, ourKey: dial?.ownKey ?? boundKey,
                isDialled: true)
        }
        guard userID.hasPrefix(Self.peerPrefix),
            let key = Bytes32(hex: String(userID.dropFirst(Self.peerPrefix.count)))
        else { return nil }
        return Ends(
            peers: nodes.filter { $0.node.keys.contains(key) }.map(\.chapter), theirKey: key,
            ourKey: boundKey, isDialled: false)
    }

    /// Ends a link.
    ///
    /// One that we dialled is dialled anew by the next round of supervision.
    func drop(_ id: LinkID, reason: String) {
        logger.debug("link dropped", metadata: ["link": "\(id)", "why": "\(reason)"])
        if let link = numbers.removeValue(forKey: id) { ids[link] = nil }
        for (chapter, dial) in dials where dial.id == id {
            dials[chapter] = nil
            dialAgainAt[chapter] = clock() + Self.dialAgainAfter
        }
        transport.hangUp(id)
    }
}
