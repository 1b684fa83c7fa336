/// Sending frames, as far as the other ends take them.
extension TransportLoop {
    /// Sends what waits for each link until its pipe is full.
    func send(at now: ContinuousClock.Instant) {
        isRetrying = false
        for id in outbox.links { send(on: id, at: now) }
    }

    func send(on id: LinkID, at now: ContinuousClock.Instant) {
        switch id {
        case .dialed: sendDialed(id)
        case .accepted: sendAccepted(id, at: now)
        }
    }

    private func sendDialed(_ id: LinkID) {
        guard let link = dialed.first(where: { $0.id == id }), link.isUp, let socket = link.socket
        else {
            drop(id)
            return
        }
        while let frame = outbox.first(for: id), socket.send(frame) == .taken {
            sent(frame, on: id)
        }
    }

    private func sendAccepted(_ id: LinkID, at now: ContinuousClock.Instant) {
        guard let link = accepted[id], !link.isHungUp else {
            drop(id)
            return
        }
        while let frame = outbox.first(for: id) {
            switch router.send(frame, to: link.route) {
            case .taken:
                sent(frame, on: id)
            case .full:
                // A ROUTER cannot say when one of its pipes has room again: ask again soon.
                isRetrying = true
                return
            case .noRoute:
                // The connection is gone; its end is being told, and its last frames are read.
                drop(id)
                return
            }
        }
    }

    private func sent(_ frame: [UInt8], on id: LinkID) {
        outbox.removeFirst(for: id)
        counters.framesSent += 1
        counters.bytesSent += frame.count
    }

    private func drop(_ id: LinkID) {
        counters.framesDropped += outbox.discard(for: id)
        mailbox.put(.lagging(id))
    }
}

extension Outbox {
    /// Counts what could not be kept, and names the links whose lag is not told yet.
    func takeTroubles(counting counters: inout TransportCounters, _ refusals: inout Refusals)
        -> [LinkID]
    {
        let troubles = takeTroubles()
        counters.framesDropped += troubles.dropped
        refusals.count(.oversizedFrame, troubles.oversized)
        return troubles.lagging
    }
}
