import CZeroMQ

/// The socket to which others connect, and putting another one in its place.
extension TransportLoop {
    /// Makes a socket that lets in whom the door lets in, and what tells of its connections.
    static func server(
        _ curve: CurveKeyPair, _ door: Door, _ limits: TransportLimits, _ context: ZeroMQContext
    ) throws(TransportError) -> (ZeroMQSocket, Monitor) {
        let router = try ZeroMQSocket(.router, in: context)
        try router.configureServer(curve: curve, domain: door.domain, limits: limits)
        let events = ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_CLOSED
        return (router, try Monitor(router, for: events, in: context))
    }

    /// Puts a socket with another key in the place of the one that listens.
    ///
    /// libzmq has one key for a socket, so its connections go with it.
    func listen(as curve: CurveKeyPair, at now: ContinuousClock.Instant) -> Result<
        Void, TransportError
    > {
        guard curve.isWellFormed else { return .failure(.malformedKey) }
        send(at: now)
        for link in accepted.all { takeDown(link, at: now) }
        stopListening()
        do throws(TransportError) {
            let (newRouter, newMonitor) = try Self.server(curve, door, limits, context)
            for address in listening { try newRouter.bind(address) }
            router.lingerForLastWords()
            (router, routerMonitor) = (newRouter, newMonitor)
            handshakes = Handshakes()
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    /// Frees the ports: before the callers of `close` are told that all is over, or before another
    /// socket takes them.
    ///
    /// libzmq closes a listening socket on its own thread; its monitor tells when that is done.
    func stopListening() {
        let deadline = clock.now + TransportLimits.closing
        var open = listening.filter { zmq_unbind(router.handle, $0) == 0 }.count
        while open > 0, clock.now < deadline {
            var item = zmq_pollitem_t(
                socket: routerMonitor.socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
            zmq_poll(&item, 1, (deadline - clock.now).inMilliseconds + 1)
            while let event = routerMonitor.next() {
                if event.number == ZMQ_EVENT_CLOSED { open -= 1 }
            }
        }
    }
}
