import Foundation
import Synchronization

/// A plain TCP connection to a port of this machine, for strangers that do not speak ZeroMQ.
final class RawTCP: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    init?(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return nil }
    }

    deinit { close(descriptor) }

    static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                send(
                    descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done,
                    CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    /// Waits for exactly so many bytes; nil if the end comes first.
    func read(exactly count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let done = recv(descriptor, &bytes, count, Int32(MSG_WAITALL))
        return done == count ? bytes : nil
    }

    /// Waits for bytes; nil at the end.
    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    func shut() { shutdown(descriptor, CInt(SHUT_RDWR)) }
}

/// Listens on a port of this machine and does something with each connection, on its own thread.
final class RawListener: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init?(_ use: @escaping @Sendable (RawTCP) -> Void) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = listener
        var address = RawTCP.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard listening else { return nil }
        Thread.detachNewThread {
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                let stream = RawTCP(connection)
                Thread.detachNewThread { use(stream) }
            }
            close(listener)
        }
    }

    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}

/// Passes everything on to another port and keeps what passed.
final class RecordingProxy: Sendable {
    private let passed = Mutex<[UInt8]>([])

    func listen(for target: UInt16) -> RawListener? {
        RawListener { [self] near in
            guard let far = RawTCP(port: target) else { return }
            Thread.detachNewThread { [self] in pump(from: far, to: near) }
            pump(from: near, to: far)
        }
    }

    private func pump(from source: RawTCP, to target: RawTCP) {
        while let bytes = source.read() {
            passed.withLock { $0 += bytes }
            guard target.write(bytes) else { break }
        }
        target.shut()
    }

    /// Everything that passed, in both directions.
    var bytes: [UInt8] { passed.withLock { $0 } }
}
