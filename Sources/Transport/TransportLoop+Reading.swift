/// Reading frames, and finding out whose they are.
extension TransportLoop {
    /// Reads what the sockets have, each its turn, and ends the links that have no more to say.
    func read(_ ready: Ready, at now: ContinuousClock.Instant) {
        if !ready.router || readRouter(at: now) {
            // A connection that ended may have said something after we waited: look again.
            let hasEnded = accepted.all.contains(where: \.isEnding)
            if hasEnded, readRouter(at: now) { endAccepted(at: now) }
        }
        for link in dialed {
            let hasEnded = link.isTold && !link.isUp
            guard ready.dialed.contains(link.id) || hasEnded else { continue }
            if read(link, at: now), link.isTold, !link.isUp { takeDown(link) }
        }
    }

    private func endAccepted(at now: ContinuousClock.Instant) {
        for link in accepted.all where link.isEnding { takeDown(link, at: now) }
    }

    /// Reads one turn of a dialled link; true if nothing is left.
    private func read(_ link: DialedLink, at now: ContinuousClock.Instant) -> Bool {
        guard let socket = link.socket else { return true }
        for _ in 0..<TransportLimits.messagesInTurn {
            if mailbox.isFull() { return false }
            guard let message = socket.receive(limit: limits.frameBytes) else { return true }
            // The news that the link is up is older than its first frame, and may be unread.
            if !link.isTold { hear(link, at: now) }
            if link.isTold { deliver(message, from: link.id) }
        }
        return false
    }

    /// Reads one turn of the accepted links; true if nothing is left.
    private func readRouter(at now: ContinuousClock.Instant) -> Bool {
        for _ in 0..<TransportLimits.messagesInTurn {
            if mailbox.isFull() { return false }
            guard let message = router.receive(limit: limits.frameBytes) else { return true }
            guard let link = sender(of: message, at: now) else { continue }
            deliver(message, from: link)
        }
        return false
    }

    /// The accepted link that a message belongs to, a new one if need be, or nil to drop it.
    private func sender(of message: ReceivedMessage, at now: ContinuousClock.Instant) -> LinkID? {
        if let link = accepted[message.route] {
            if link.keyText == message.userID, link.descriptor == message.descriptor {
                accepted.heard(message.route, at: now)
                return link.isHungUp ? nil : link.id
            }
            // Another connection has the route now, so this one is over.
            takeDown(link, at: now)
        }
        // All ends of connections that came before this one are told by now: hear them first, so
        // that they are not taken for the end of this one.
        hearRouter()
        handshakes.heard(message.descriptor)
        if accepted.isStraggler(route: message.route, descriptor: message.descriptor) {
            return nil
        }
        guard let keyText = message.userID, let key = KeyText.key(keyText),
            let userID = door.userID(of: key)
        else {
            refusals.count(.revokedKey)
            return nil
        }
        guard accepted.count < limits.acceptedLinks,
            accepted.count(of: key) < limits.linksOfOneKey
        else {
            refusals.count(.tooManyLinks)
            TCPConnection(message.descriptor)?.end()
            return nil
        }
        let id = accepted.begin(
            route: message.route, descriptor: message.descriptor, keyText: keyText, key: key,
            userID: userID, at: now)
        mailbox.put(.linkUp(id, userID: userID, dialed: false))
        return id
    }

    private func deliver(_ message: ReceivedMessage, from link: LinkID) {
        if message.frameCount != 1 {
            refusals.count(.tooManyFrames)
        } else if message.isOversized {
            refusals.count(.oversizedFrame)
        } else {
            counters.framesReceived += 1
            counters.bytesReceived += message.frame.count
            mailbox.put(.received(link, message.frame))
        }
    }
}
