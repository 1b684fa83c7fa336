import Federation
import Feeds
import Logging
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

    private func up(_ id: LinkID, userID: String) async {
        guard let chapter = ChapterID(userID) else {
            await joiningUp(id, userID: userID)
            return
        }
        guard let entry = gossip.roster?.entry(chapter), !blocked.contains(chapter),
            hasRoom || dials[chapter]?.id == id
        else {
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
        await take(.linkUp(link, peer: chapter, theirKey: entry.node.transportKey))
    }

    /// Ends a link.
    ///
    /// One that we dialled is dialled anew by the next round of supervision.
    func drop(_ id: LinkID, reason: String) {
        logger.debug("link dropped", metadata: ["link": "\(id)", "why": "\(reason)"])
        if let link = numbers.removeValue(forKey: id) { ids[link] = nil }
        for (chapter, dial) in dials where dial.id == id { dials[chapter] = nil }
        transport.hangUp(id)
    }
}
