import Foundation

/// A small file that is replaced whole.
///
/// After a power cut either the old bytes are there or the new ones.
public protocol ReplacedFile: Sendable {
    /// What it holds; nil where there is no file, nothing where it cannot be read.
    func bytes() -> [UInt8]?
    /// Puts these bytes in place of the old ones and waits until they are on the disk.
    ///
    /// - Returns: why that was not possible; nil where it is done.
    func replace(with bytes: [UInt8]) -> String?
}

/// A file of the operating system that is replaced whole.
struct FileOnDisk: ReplacedFile {
    let path: String

    func bytes() -> [UInt8]? {
        guard access(path, F_OK) == 0 else { return nil }
        return (try? Data(contentsOf: URL(fileURLWithPath: path))).map { [UInt8]($0) } ?? []
    }

    func replace(with bytes: [UInt8]) -> String? {
        let temporary = path + ".new"
        let written = bytes.withUnsafeBytes { bytes -> Bool in
            let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard file >= 0 else { return false }
            defer { close(file) }
            return write(file, bytes.baseAddress, bytes.count) == bytes.count && fsync(file) == 0
        }
        let done = written && rename(temporary, path) == 0
        return done ? nil : String(cString: strerror(errno))
    }
}
