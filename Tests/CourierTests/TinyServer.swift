import Foundation
import Synchronization

/// An HTTP server of a page: one thread, one exchange at a time, answers from a closure.
final class TinyServer: Sendable {
    struct Heard: Sendable {
        var head = ""
        var body: [UInt8] = []
    }

    let port: UInt16
    private let listener: Int32
    private let heardRequests = Mutex<[Heard]>([])

    /// Everything that was asked so far.
    var heard: [Heard] { heardRequests.withLock { $0 } }

    /// Listens on a free port of the loopback address, or on a Unix socket.
    init(socketPath: String? = nil, answer: @Sendable @escaping (Heard) -> String?) throws {
        let listener = socket(
            socketPath == nil ? AF_INET : AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        if let socketPath {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8) }
            try Self.bind(listener, &address)
            port = 0
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            try Self.bind(listener, &address)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            _ = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getsockname(listener, $0, &length)
                }
            }
            port = UInt16(bigEndian: address.sin_port)
        }
        listen(listener, 8)
        Thread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                if let heard = Self.read(connection) {
                    self.heardRequests.withLock { $0.append(heard) }
                    if let text = answer(heard) { Self.write(connection, text) }
                }
                close(connection)
            }
        }.start()
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func bind<Address>(_ listener: Int32, _ address: inout Address) throws {
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.bind(listener, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        if code != 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
    }

    private static func read(_ connection: Int32) -> Heard? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                let expected = contentLength(head)
                let body = Array(bytes[end.upperBound...])
                if body.count >= expected { return Heard(head: head, body: body) }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    private static func contentLength(_ head: String) -> Int {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":")
            if parts.count == 2, parts[0].lowercased() == "content-length" {
                return Int(parts[1].trimmingCharacters(in: .whitespaces)) ?? 0
            }
        }
        return 0
    }

    private static func write(_ connection: Int32, _ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// A whole HTTP answer.
func page(_ body: String, status: String = "200 OK") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nX-House: tenants\r\n"
        + "Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=; Max-Age=0\r\n"
        + "Connection: close\r\n\r\n\(body)"
}
