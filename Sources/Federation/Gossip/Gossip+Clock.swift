/// What becomes of waits when the machine's clock is set back.
extension Gossip {
    /// Moves everything that was noted back by as much as the clock, as if no time had passed.
    ///
    /// Otherwise a node whose clock was wrong for a while, and is put right, would compare, ask
    /// again and hang up only when the time comes that it had shown.
    mutating func keepPace(with now: Timestamp) {
        let back = now - latest
        latest = now
        guard back < 0 else { return }
        for (link, session) in sessions { sessions[link] = session.moved(by: back) }
        for feed in asked.keys { asked[feed]?.at.milliseconds += back }
        for feed in awaited.keys { awaited[feed]?.due.milliseconds += back }
        for feed in uncut.keys { uncut[feed]?.milliseconds += back }
        for chapter in scores.keys { scores[chapter]?.move(by: back) }
        for (chapter, moment) in heard { heard[chapter] = min(moment, now) }
        gate.since.milliseconds += back
    }
}

extension Session {
    /// The same session where everything happened so much later.
    fileprivate func moved(by milliseconds: Int64) -> Session {
        var moved = self
        moved.since.milliseconds += milliseconds
        moved.lastHeard.milliseconds += milliseconds
        moved.lastSent.milliseconds += milliseconds
        moved.nextFingerprint.milliseconds += milliseconds
        for feed in askedForBodies.keys {
            moved.askedForBodies[feed]?.milliseconds += milliseconds
        }
        moved.messages.move(by: milliseconds)
        moved.pushBytes.move(by: milliseconds)
        return moved
    }
}
