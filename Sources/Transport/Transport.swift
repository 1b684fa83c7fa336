import Foundation
import Synchronization

/// Moves frames between this node and others: encrypted, authenticated, bounded, never blocking.
///
/// It knows keys, endpoints and bytes, and nothing of what the bytes mean. Every link is TCP with
/// CURVE (ZeroMQ's encryption with X25519 keys); both ends know with whom they speak. What is sent
/// may be lost when a link goes down or lags, and the layer above repairs that; it is never
/// changed, and comes in order while the link is up. All sockets belong to one thread.
public final class Transport: Sendable {
    /// What happens, for one reader.
    ///
    /// When the reader is slow nothing is lost: the sockets are left unread until it catches up,
    /// up to the limits of the other ends. The stream ends after `close`.
    public let events: AsyncStream<TransportEvent>

    private let curve: CurveKeyPair
    private let door: Door
    private let doorkeeper: Doorkeeper
    private let outbox: Outbox
    private let shownCounters = SharedCounters()
    private let dialed = Atomic<UInt64>(0)

    /// Begins with nobody admitted and no link; `curve` is the identity of this node.
    public init(curve: CurveKeyPair, limits: TransportLimits = .standard) throws(TransportError) {
        guard curve.isWellFormed else { throw .malformedKey }
        let process = try ZeroMQContext.process.get()
        let bell = try Bell()
        let mailbox = Mailbox(limits: limits, bell: bell)
        let door = Door()
        let outbox = Outbox(limits: limits, bell: bell)
        let loop = try TransportLoop(
            curve: curve, limits: limits, door: door, bell: bell, mailbox: mailbox,
            outbox: outbox, context: process.context, counters: shownCounters)
        self.curve = curve
        self.door = door
        self.outbox = outbox
        doorkeeper = process.doorkeeper
        events = AsyncStream {
            await mailbox.next()
        } onCancel: {
            mailbox.abandon()
        }
        doorkeeper.open(door)
        Self.start(loop)
    }

    deinit {
        doorkeeper.close(door)
        outbox.put(.close(nil))
    }

    private static func start(_ loop: TransportLoop) {
        // The loop moves to its thread for good, and with it all its sockets.
        nonisolated(unsafe) var moved: TransportLoop? = loop
        let mailbox = loop.mailbox
        let outbox = loop.outbox
        let thread = Thread {
            let caller = moved?.run()
            moved = nil  // closes the sockets, on the thread that used them
            var callers = [caller]
            for command in outbox.close() {
                if case .bind(_, let binder) = command {
                    binder.resume(returning: .failure(.closed))
                }
                if case .listen(_, let listener) = command {
                    listener.resume(returning: .failure(.closed))
                }
                if case .close(let closer) = command { callers.append(closer) }
            }
            mailbox.finish()
            for caller in callers { caller?.resume() }
        }
        thread.name = "transport"
        thread.start()
    }

    /// Listens on an endpoint for others and returns the one it got, with the real port.
    ///
    /// Several endpoints can be bound. Throws in words if that is not possible.
    public func bind(_ endpoint: Endpoint) async throws(TransportError) -> Endpoint {
        let result: Result<Endpoint, TransportError> = await withCheckedContinuation { caller in
            if !outbox.put(.bind(endpoint, caller)) { caller.resume(returning: .failure(.closed)) }
        }
        return try result.get()
    }

    /// Listens on the same endpoints with another key from here on.
    ///
    /// All links that others have dialled go down. Throws in words if that is not possible; then
    /// nobody is listened to until it is tried again. Links that this node dials say for themselves
    /// who they are.
    public func listen(as curve: CurveKeyPair) async throws(TransportError) {
        let result: Result<Void, TransportError> = await withCheckedContinuation { caller in
            if !outbox.put(.listen(curve, caller)) { caller.resume(returning: .failure(.closed)) }
        }
        return try result.get()
    }

    /// Replaces who may connect, at once: links of others that are no longer admitted go down.
    public func admit(_ admission: Admission) {
        door.admit(admission)
        outbox.put(.recheckAdmission)
    }

    /// Dials another node and keeps dialling it until `hangUp`, whatever goes wrong.
    ///
    /// `serverKey` (32 raw bytes) is whom we insist to reach; `userID` is only repeated in the
    /// events; `clientKey` is the identity of this end if it is not the one that the transport began
    /// with, as for an invitation. A node that admits us while we dial is linked within 5 s.
    public func dial(
        _ endpoint: Endpoint, serverKey: [UInt8], userID: String,
        as clientKey: CurveKeyPair? = nil
    ) -> LinkID {
        let id = LinkID.dialed(dialed.add(1, ordering: .relaxed).newValue)
        let destination = DialedLink.Destination(
            endpoint: endpoint, serverKey: serverKey, userID: userID,
            clientKey: clientKey ?? curve)
        outbox.put(.dial(id, destination))
        return id
    }

    /// Ends a link; what was sent before has a moment to leave, what still comes is thrown away.
    ///
    /// The other end sees its link go down. It may dial again, unless it is not admitted any more.
    public func hangUp(_ link: LinkID) {
        outbox.put(.hangUp(link))
    }

    /// Sends a frame if it can, without waiting; what cannot be sent is told as `lagging`.
    public func send(_ frame: [UInt8], on link: LinkID) {
        outbox.put(frame, for: link)
    }

    /// What the transport did so far.
    public var counters: TransportCounters { shownCounters.current }

    /// Closes all sockets and returns when the ports are free.
    ///
    /// What was sent before has a moment to leave, for which nobody waits. A peer that dialled us
    /// reads it if it is quick: libzmq throws away what it did not read when the connection ends.
    public func close() async {
        doorkeeper.close(door)
        await withCheckedContinuation { caller in
            if !outbox.put(.close(caller)) { caller.resume() }
        }
    }
}
