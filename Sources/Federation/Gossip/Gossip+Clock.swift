/// What becomes of waits when the machine's clock is set back, or ahead.
extension Gossip {
    /// No more than so many milliseconds pass for the gate from one input to the next, for a node
    /// that runs gets ten ticks a second: whatever is more is the clock that was set ahead, or a
    /// machine that slept.
    private static let longestStep: Int64 = 1_000

    /// Moves everything that was noted back by as much as the clock, as if no time had passed.
    ///
    /// Otherwise a node whose clock was wrong for a while, and is put right, would compare, ask
    /// again and hang up only when the time comes that it had shown.
    mutating func keepPace(with now: Timestamp) {
        let step = now - latest
        latest = now
        if step > Self.longestStep { gate.since.milliseconds += step - Self.longestStep }
        guard step < 0 else { return }
        for (link, session) in sessions { sessions[link] = session.moved(by: step) }
        for feed in asked.keys { asked[feed]?.at.milliseconds += step }
        for feed in awaited.keys { awaited[feed]?.due.milliseconds += step }
        for feed in uncut.keys { uncut[feed]?.milliseconds += step }
        for chapter in scores.keys { scores[chapter]?.move(by: step) }
        for (chapter, moment) in heard { heard[chapter] = min(moment, now) }
        gate.since.milliseconds += step
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
