import Foundation

/// The right to use a data directory, held by one process at a time.
///
/// The lock is the kernel's and ends with the process, however it ends. The number in the file is
/// only there to tell others who holds it. Children do not inherit it.
public final class DataDirectoryLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a directory that exists; throws `DataDirectoryError.inUse` if it is held.
    public init(_ directory: DataDirectory) throws {
        let descriptor = open(directory.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno)) + "."
            throw DataDirectoryError.cannotCreate(path: directory.lockFile, reason: reason)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.number(in: descriptor)
            close(descriptor)
            throw DataDirectoryError.inUse(path: directory.path, process: holder)
        }
        self.descriptor = descriptor
        ftruncate(descriptor, 0)
        let text = "\(getpid())\n"
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit { close(descriptor) }

    private static func number(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
