import Sodium
import SwiftProtobuf

/// Asking for ranges, serving them, and taking in runs.
extension Gossip {
    mutating func ask(
        _ ranges: [(feed: FeedName, from: UInt64, through: UInt64)], on link: Link,
        isNews: Bool = false, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard !ranges.isEmpty else { return }
        if !asked.values.contains(where: { $0.link == link }) {
            let granted = sessions[link]?.granted ?? 0
            sessions[link]?.granted = max(granted, settings.creditBytes)
        }
        for chunk in stride(from: 0, to: ranges.count, by: Limits.ranges) {
            var message = WireMessage()
            for range in ranges[chunk..<min(chunk + Limits.ranges, ranges.count)] {
                var wire = WireRange()
                wire.chapter = range.feed.chapter.data
                wire.epoch = range.feed.epoch
                wire.from = range.from
                wire.through = range.through
                message.get.ranges.append(wire)
                asked[range.feed] = Asked(
                    link: link, through: range.through, at: now, isNews: isNews)
            }
            send(message, on: link, at: now, &actions)
        }
    }

    mutating func take(
        _ get: WireGet, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard var session = sessions[link], get.ranges.count <= Limits.ranges,
            session.serving.count + get.ranges.count <= Limits.rangesWaiting
        else {
            actions.append(.count(Refused("too many ranges"), peer(of: link)))
            return
        }
        if session.serving.isEmpty, !session.reading {
            // Runs that were lost on the way have not been given back: both sides begin anew.
            session.credit = max(session.credit, settings.creditBytes)
        }
        var events: UInt64 = 0
        for range in get.ranges {
            guard let chapter = Bytes32(range.chapter), range.from >= 1 else { continue }
            let feed = FeedName(chapter: ChapterID(chapter), epoch: range.epoch)
            guard keys[feed] != nil, let tip = stored[feed] else { continue }
            let through = min(range.through, tip.seq)
            guard range.from <= through else { continue }
            events += through - range.from + 1
            session.serving.append(
                Session.ServedRange(feed: feed, from: range.from, through: through))
        }
        sessions[link] = session
        var message = WireMessage()
        message.totals.events = events
        send(message, on: link, at: now, &actions)
        serve(link, &actions)
    }

    /// Reads the next piece for a link, one at a time and only within its credit.
    mutating func serve(_ link: Link, _ actions: inout [GossipAction]) {
        guard let session = sessions[link], !session.reading, session.credit > 0,
            let next = session.serving.first
        else { return }
        sessions[link]?.reading = true
        actions.append(.read(link, next.feed, from: next.from, through: next.through))
    }

    mutating func answerRead(
        _ link: Link, _ feed: FeedName, _ events: [Event], at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        guard sessions[link] != nil else { return }
        sessions[link]?.reading = false
        if let run = WireRun(carrying: events), let last = events.last {
            var message = WireMessage()
            message.run = run
            let size = events.reduce(0) { $0 + $1.runBytes }
            sessions[link]?.credit -= size
            send(message, on: link, at: now, &actions)
            sessions[link]?.serving[0].from = last.header.seq + 1
        } else {
            sessions[link]?.serving[0].from = .max
        }
        if let first = sessions[link]?.serving.first, first.from > first.through {
            sessions[link]?.serving.removeFirst()
        }
        serve(link, &actions)
    }

    mutating func take(
        _ wire: WireRun, pushed: Bool, on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link] else { return }
        guard pushed || session.granted > 0 else {
            actions.append(.count(Refused("run without credit"), session.peer))
            return
        }
        let earlier = actions.count
        do throws(RunFault) {
            let run = try ReceivedRun(wire)
            guard let earned = admit(run, pushed: pushed, on: link, at: now, &actions) else {
                return
            }
            defer { hold(run, earned: earned, on: link, actions[earlier...]) }
            try take(run, pushed: pushed, on: link, session.peer, at: now, &actions)
        } catch {
            actions.append(.count(error.refused, session.peer))
        }
        payCredit(link, at: now, &actions)
    }

    private mutating func take(
        _ run: ReceivedRun, pushed: Bool, on link: Link, _ peer: ChapterID, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) throws(RunFault) {
        let opening = keys[run.feed] == nil ? opening(in: run) : nil
        guard let first = keys[run.feed] ?? opening?.certificate.keys.first else {
            throw .unknownChapter
        }
        // Where it is not known yet, the run is not checked: it comes again after what is missing.
        let key = self.key(of: run.feed, at: run.from) ?? first
        if sessions[link]?.pursued.contains(run.feed) == true {
            do {
                actions.append(.compare(try run.branch(by: key), from: link))
            } catch .badSignature {
                // Their branch may lie under another key here; earlier on both lie under the same.
                pursue(run.feed, before: run.from, closed: true, on: link, at: now, &actions)
                throw .badSignature
            }
            return
        }
        let tip = tips[run.feed] ?? .empty
        guard tip.seq < end(of: run.feed) || run.from <= tip.seq else { return }
        if run.through <= tip.seq {
            if pushed, isDuplicate(run, of: tip) {
                prune(run.feed, on: link, at: now, &actions)
                return
            }
            // Known already, or another history: the second is evidence.
            let branch = try run.branch(by: key)
            fill(branch, from: link, at: now, &actions)
            guard branch.tip.id != tip.id else { return }
            actions.append(.compare(branch, from: link))
            return
        }
        if run.feed == ownFeed, gate.state != .asking {
            // From here on the other copy writes, and this one listens like everybody.
            _ = try run.branch(by: key)
            stop("Another copy of this chapter's node has written.", &actions)
        }
        if run.from > tip.seq + 1 {
            // A push overtook something: ask for the gap and what follows it.
            if asked[run.feed] == nil {
                ask(
                    [(run.feed, tip.seq + 1, run.through)], on: link, isNews: pushed, at: now,
                    &actions)
            }
            return
        }
        do {
            let whole = try run.verified(after: tip, by: key)
            if let opening { learn(opening, &actions) }
            guard isReady(run.feed, on: link, at: now, &actions) else { return }
            guard let verified = whole.ending(at: end(of: run.feed)) else { return }
            try checkNamed(verified)
            tips[run.feed] = verified.tip
            learnChange(in: verified, &actions)
            if pushed || asked[run.feed]?.isNews == true {
                relay(verified, from: link, at: now, &actions)
            }
            asked[run.feed]?.at = now
            actions.append(.store(verified, from: link))
            if let asked = asked[run.feed], verified.tip.seq >= asked.through {
                self.asked[run.feed] = nil
                askMore(on: asked.link, at: now, &actions)
            }
            checkProofs(&actions)
        } catch .badSignature where run.from == tip.seq + 1 && run.previous != tip.id {
            // Another branch, under a key that only the other side knows, or one that was retired.
            pursue(run.feed, before: tip.seq + 1, closed: true, on: link, at: now, &actions)
            throw .badSignature
        } catch .otherBranch {
            actions.append(.count(RunFault.otherBranch.refused, peer))
            if let named = named(of: run.feed), epochs.cuts[run.feed] != nil || tip.seq < named.seq
            {
                leaveWrongBranch(of: run.feed, &actions)
                return
            }
            guard run.from <= tip.seq, let branch = try? run.branch(by: key) else {
                pursue(run.feed, before: tip.seq + 1, on: link, at: now, &actions)
                return
            }
            // It holds what is needed to find the fork, or to look for it further back.
            actions.append(.compare(branch, from: link))
        }
    }

    /// Refuses a branch of a forked feed that others have not witnessed.
    private func checkNamed(_ run: VerifiedRun) throws(RunFault) {
        guard epochs.cuts[run.feed] == nil, let named = named(of: run.feed),
            let there = run.events.first(where: { $0.header.seq == named.seq })
        else { return }
        guard there.id == named.id else { throw .otherBranch }
    }

    mutating func storedRun(
        _ feed: FeedName, _ tip: Tip, from link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        stored[feed] = tip
        if (sessions[link]?.theirs[feed] ?? 0) < tip.seq { sessions[link]?.theirs[feed] = tip.seq }
        soonFingerprint(at: now)
        if feed == ownFeed { tickGate(at: now, &actions) }
    }

    /// Cuts contiguous events into runs: within the limits, ending where a run must end, and each
    /// with a signature at its end.
    public static func runs(of events: [Event]) -> [[Event]] {
        var runs: [[Event]] = []
        var run: [Event] = []
        var size = 0
        for event in events {
            if run.count == Limits.runEvents || size + event.runBytes > Limits.runBytes {
                runs.append(run)
                run = []
                size = 0
            }
            run.append(event)
            size += event.runBytes
            if event.suffix.kind.endsRun {
                runs.append(run)
                run = []
                size = 0
            }
        }
        if !run.isEmpty { runs.append(run) }
        return runs
    }
}

extension RunFault {
    /// The name under which `status` counts it.
    var refused: Refused {
        switch self {
        case .malformed: Refused("malformed run")
        case .tooLarge: Refused("oversized run")
        case .unknownChapter: Refused("run of an unknown chapter")
        case .discontinuous: Refused("run out of order")
        case .otherBranch: Refused("run of another branch")
        case .timeBackwards: Refused("time runs backwards")
        case .mustEndRun: Refused("run not ended where it must")
        case .badSignature: Refused("bad signature")
        }
    }
}
