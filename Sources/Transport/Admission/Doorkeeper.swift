import CZeroMQ
import Foundation
import Synchronization

/// Answers libzmq's question, in every CURVE handshake, whether a key may come in (ZAP 1.0).
///
/// libzmq has one place for this in each context, so one thread answers for all transports of the
/// process and finds the right one by the ZAP domain. It is there before the first binding socket
/// is, and it has no state but the doors. Where no door is known the answer is no.
final class Doorkeeper: Sendable {
    private let doors = Mutex<[String: Door]>([:])

    /// Begins to answer in this context; throws if somebody answers there already.
    init(in context: ZeroMQContext) throws(TransportError) {
        let socket = try ZeroMQSocket(.reply, in: context)
        try socket.bind("inproc://zeromq.zap.01")
        // The socket moves to the thread for good: nobody else holds it, and starting a thread is
        // the memory barrier that libzmq asks for.
        nonisolated(unsafe) let moved = socket
        let thread = Thread { [self] in
            while let request = moved.receiveWaiting() {
                moved.send(answer(to: request))
            }
        }
        thread.name = "doorkeeper"
        thread.start()
    }

    func open(_ door: Door) {
        doors.withLock { $0[door.domain] = door }
    }

    func close(_ door: Door) {
        doors.withLock { $0[door.domain] = nil }
    }

    private func door(of domain: String) -> Door? {
        doors.withLock { $0[domain] }
    }

    /// A request is version, request id, domain, address, routing id, mechanism, credentials.
    private func answer(to request: [[UInt8]]) -> [[UInt8]] {
        guard request.count == 7, request[0] == Array("1.0".utf8) else {
            let id = request.count > 1 ? request[1] : []
            return reply(to: id, status: "500", text: "not understood", userID: "")
        }
        let key = request[6]
        let domain = String(decoding: request[2], as: UTF8.self)
        guard request[5] == Array("CURVE".utf8), key.count == CurveKeyPair.keyLength,
            let door = door(of: domain), door.lets(in: key)
        else {
            // 300 is "try again later": 400 would end the dialler's attempts for good, and it may
            // be admitted a minute from now.
            return reply(to: request[1], status: "300", text: "not admitted", userID: "")
        }
        return reply(to: request[1], status: "200", text: "OK", userID: KeyText.text(key))
    }

    private func reply(to id: [UInt8], status: String, text: String, userID: String)
        -> [[UInt8]]
    {
        [
            Array("1.0".utf8), id, Array(status.utf8), Array(text.utf8), Array(userID.utf8), [],
        ]
    }
}
