import CZeroMQ
import Synchronization

/// What the transport's one thread does: it owns all sockets, and nobody else touches them.
///
/// One turn: wait for a socket, the bell or a deadline; do what callers asked for; hear what
/// became of connections; read; send; look after the links that are not up.
final class TransportLoop {
    let limits: TransportLimits
    let door: Door
    let bell: Bell
    let mailbox: Mailbox
    let outbox: Outbox
    let context: ZeroMQContext
    let clock = ContinuousClock()
    /// A copy for the callers, brought up to date once in each turn that changed it.
    let shownCounters: SharedCounters

    var router: ZeroMQSocket
    var routerMonitor: Monitor
    var listening: [String] = []
    var accepted = AcceptedLinks()
    var handshakes = Handshakes()
    var dialed: [DialedLink] = []
    var refusals = Refusals()
    var counters = TransportCounters()
    /// Some frame for an accepted link found its pipe full and waits for the next turn.
    var isRetrying = false

    init(
        curve: CurveKeyPair, limits: TransportLimits, door: Door, bell: Bell, mailbox: Mailbox,
        outbox: Outbox, context: ZeroMQContext, counters: SharedCounters
    ) throws(TransportError) {
        self.limits = limits
        self.door = door
        self.bell = bell
        self.mailbox = mailbox
        self.outbox = outbox
        self.context = context
        shownCounters = counters
        (router, routerMonitor) = try Self.server(curve, door, limits, context)
    }

    /// Runs until somebody asks to close; returns who waits for that.
    func run() -> CheckedContinuation<Void, Never>? {
        while true {
            let ready = wait(until: nextDeadline())
            bell.silence()
            let now = clock.now
            for command in outbox.takeCommands() {
                if case .close(let caller) = command {
                    send(at: now)
                    router.lingerForLastWords()
                    for link in dialed { link.socket?.lingerForLastWords() }
                    stopListening()
                    return caller
                }
                perform(command, at: now)
            }
            hear(at: now)
            read(ready, at: now)
            for link in outbox.takeTroubles(counting: &counters, &refusals) {
                mailbox.put(.lagging(link))
            }
            send(at: now)
            lookAfterLinks(at: now)
            for (reason, count) in refusals.takeDue(at: now) {
                mailbox.put(.refused(reason: reason, count: count))
            }
            counters.refused = refusals.totals
            shownCounters.set(counters)
        }
    }

    // MARK: Waiting

    /// What can be read.
    struct Ready {
        var router = false
        var dialed: Set<LinkID> = []
    }

    private func wait(until deadline: ContinuousClock.Instant) -> Ready {
        let isFull = mailbox.isFull()
        if isFull { counters.pauses += 1 }
        let input = Int16(isFull ? 0 : ZMQ_POLLIN)
        var items = [
            zmq_pollitem_t(socket: nil, fd: bell.descriptor, events: Int16(ZMQ_POLLIN), revents: 0),
            zmq_pollitem_t(socket: router.handle, fd: 0, events: input, revents: 0),
            zmq_pollitem_t(
                socket: routerMonitor.socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0),
        ]
        var links: [LinkID] = []
        for link in dialed {
            guard let socket = link.socket, let monitor = link.monitor else { continue }
            links.append(link.id)
            let output = Int16(link.isUp && outbox.hasFrames(for: link.id) ? ZMQ_POLLOUT : 0)
            items.append(
                zmq_pollitem_t(socket: socket.handle, fd: 0, events: input | output, revents: 0))
            items.append(
                zmq_pollitem_t(
                    socket: monitor.socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
        }
        let patience = max(.zero, deadline - clock.now).inMilliseconds
        // An interrupted wait is a short wait: the turn finds nothing to do and waits again.
        guard zmq_poll(&items, CInt(items.count), patience + 1) > 0 else { return Ready() }
        var ready = Ready(router: items[1].revents & Int16(ZMQ_POLLIN) != 0)
        for (index, link) in links.enumerated()
        where items[3 + 2 * index].revents & Int16(ZMQ_POLLIN) != 0 {
            ready.dialed.insert(link)
        }
        return ready
    }

    private func nextDeadline() -> ContinuousClock.Instant {
        let now = clock.now
        if isRetrying { return now + TransportLimits.retryFullPipe }
        // A time to hang up that has passed was acted upon in the last turn.
        let hungUp = accepted.all.compactMap(\.hungUp).filter { $0 > now }
        let deadlines = dialed.filter { !$0.isUp }.map(\.deadline) + hungUp
        return min(deadlines.min() ?? now + .seconds(1), now + .seconds(1))
    }

    // MARK: Callers

    private func perform(_ command: Outbox.Command, at now: ContinuousClock.Instant) {
        switch command {
        case .bind(let endpoint, let caller):
            let result = router.listen(on: endpoint)
            if case .success = result { listening.append(router.lastEndpoint) }
            caller.resume(returning: result)
        case .listen(let curve, let caller):
            caller.resume(returning: listen(as: curve, at: now))
        case .dial(let id, let destination):
            guard destination.isWellFormed else {
                refusals.count(.malformedKey)
                return
            }
            dialed.append(
                DialedLink(id, to: destination, limits: limits, context: context, now: now))
        case .hangUp(let id):
            hangUp(id, at: now)
        case .recheckAdmission:
            for link in accepted.all where door.userID(of: link.key) != link.userID {
                hangUp(link, endingAt: now)
            }
        case .close:
            break
        }
    }

    private func hangUp(_ id: LinkID, at now: ContinuousClock.Instant) {
        // What was sent before goes first, as far as it can.
        if outbox.hasFrames(for: id) { send(on: id, at: now) }
        if let index = dialed.firstIndex(where: { $0.id == id }) {
            let link = dialed.remove(at: index)
            link.socket?.lingerForLastWords()
            if link.isTold { takeDown(link) }
        } else if let link = accepted[id] {
            hangUp(link, endingAt: now + TransportLimits.lastWords)
        }
        counters.framesDropped += outbox.discard(for: id)
    }

    private func hangUp(_ link: AcceptedLinks.Link, endingAt time: ContinuousClock.Instant) {
        guard !link.isHungUp else { return }
        accepted.hangUp(link.id, endingAt: time)
        mailbox.put(.linkDown(link.id))
    }

    // MARK: Links

    /// Hears from the monitors which connections began and ended.
    func hear(at now: ContinuousClock.Instant) {
        hearRouter()
        for link in dialed { hear(link, at: now) }
    }

    func hearRouter() {
        let refused = door.takeRefused()
        refusals.count(.unknownKey, refused)
        handshakes.doorRefused(refused)
        while let event = routerMonitor.next() {
            switch event.number {
            case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
                handshakes.oneSucceeded()
            case ZMQ_EVENT_DISCONNECTED:
                accepted.end(descriptor: event.value)
                if handshakes.ended(event.value) { refusals.count(.handshakeFailed) }
            default:
                break
            }
        }
    }

    func hear(_ link: DialedLink, at now: ContinuousClock.Instant) {
        while let event = link.monitor?.next() {
            switch link.note(event, at: now) {
            case .up:
                if link.isTold { takeDown(link) }
                link.isTold = true
                mailbox.put(.linkUp(link.id, userID: link.destination.userID, dialed: true))
            case .handshakeFailed:
                refusals.count(.handshakeFailed)
            case nil:
                break
            }
        }
    }

    private func lookAfterLinks(at now: ContinuousClock.Instant) {
        for link in dialed where link.keepTrying(at: now) && link.isTold {
            takeDown(link)
        }
        accepted.endHungUp(at: now)
        for link in accepted.all where now >= link.lastHeard + limits.silence {
            takeDown(link, at: now)
        }
        accepted.sweep(at: now)
    }

    func takeDown(_ link: DialedLink) {
        link.isTold = false
        counters.framesDropped += outbox.discard(for: link.id)
        mailbox.put(.linkDown(link.id))
    }

    func takeDown(_ link: AcceptedLinks.Link, at now: ContinuousClock.Instant) {
        accepted.remove(link.id, at: now)
        counters.framesDropped += outbox.discard(for: link.id)
        if !link.isHungUp { mailbox.put(.linkDown(link.id)) }
    }
}

/// Counters that one thread writes and any thread reads.
final class SharedCounters: Sendable {
    private let counters = Mutex(TransportCounters())
    func set(_ new: TransportCounters) { counters.withLock { $0 = new } }
    var current: TransportCounters { counters.withLock { $0 } }
}
