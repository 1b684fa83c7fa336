import Sodium
import SwiftProtobuf

/// Taking in no more than the store keeps up with.
extension Gossip {
    /// Takes a run's bytes from what its sender may send, or counts why it may not.
    ///
    /// Gives the bytes that are given back once the run is dealt with; nil for a run to be dropped.
    mutating func admit(
        _ run: ReceivedRun, pushed: Bool, on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) -> Int? {
        if pushed, sessions[link]?.pushBytes.take(run.size, at: now) != true {
            actions.append(.count(Refused("too many pushed bytes"), peer(of: link)))
            return nil
        }
        let earned = pushed ? 0 : spendGrant(run, on: link)
        guard hasRoom(for: run, pushed: pushed, on: link) else {
            actions.append(.count(Refused("too much waits"), peer(of: link)))
            return nil
        }
        return earned
    }

    /// Takes a run's bytes from what the sender was granted; the last run may go below it.
    ///
    /// Only a run of a feed that this link was asked for earns its bytes back.
    private mutating func spendGrant(_ run: ReceivedRun, on link: Link) -> Int {
        sessions[link]?.granted -= run.size
        let wasAskedFor =
            asked[run.feed]?.link == link || sessions[link]?.pursued.contains(run.feed) == true
        return wasAskedFor ? run.size : 0
    }

    /// Whether a run finds room among those that wait for the store.
    ///
    /// Pushes leave half of it to what was asked for.
    private func hasRoom(for run: ReceivedRun, pushed: Bool, on link: Link) -> Bool {
        waiting.bytes(of: link) + run.size <= settings.waitingBytesOfALink
            && waiting.bytes + run.size <= settings.waitingBytes / (pushed ? 2 : 1)
    }

    /// Notes what the shell is to do with a run, and for how long its bytes are held; bytes of a
    /// run with which nothing is to be done are owed at once.
    mutating func hold(
        _ run: ReceivedRun, earned: Int, on link: Link, _ todo: ArraySlice<GossipAction>
    ) {
        var earned = earned
        for action in todo {
            let errand: WaitingRuns.Errand
            var through = run.through
            switch action {
            case .store(let verified, let source) where source == link:
                errand = .store
                through = verified.tip.seq
            case .fill(_, let source) where source == link: errand = .fill(link)
            case .compare(_, let source) where source == link: errand = .compare(link)
            default: continue
            }
            waiting.add(
                WaitingRuns.Run(link: link, size: run.size, through: through, earns: earned > 0),
                of: run.feed, for: errand)
            earned = 0
        }
        sessions[link]?.owed += earned
    }

    /// Gives back the bytes of runs that are dealt with, and asks for what had to wait for that.
    mutating func release(
        _ runs: [WaitingRuns.Run], asking: Bool = true, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        for run in runs where run.earns { sessions[run.link]?.owed += run.size }
        for link in Set(runs.map(\.link)).sorted() {
            payCredit(link, at: now, &actions)
            if asking, sessions[link]?.isHeldBack == true { askMore(on: link, at: now, &actions) }
        }
    }

    /// Gives credit back in pieces of an eighth.
    mutating func payCredit(
        _ link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let owed = sessions[link]?.owed, owed >= settings.creditBytes / 8 else { return }
        sessions[link]?.owed = 0
        sessions[link]?.granted += owed
        var message = WireMessage()
        message.credit.bytes = UInt32(owed)
        send(message, on: link, at: now, &actions)
    }

    /// Gives back what a link had credit for and did not bring: it was lost on the way, and without
    /// credit its rest would never come.
    mutating func forgiveLost(
        on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link], !asked.values.contains(where: { $0.link == link })
        else { return }
        let known = session.granted + session.owed + waiting.bytes(of: link)
        guard known < settings.creditBytes else { return }
        sessions[link]?.owed += settings.creditBytes - known
        payCredit(link, at: now, &actions)
    }
}
