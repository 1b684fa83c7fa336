import Foundation
import Glibc

/// Files that only the node's own user can read.
enum OwnFile {
    /// Makes an empty file with mode 0600; one that is there stays as it is.
    static func make(at path: String) throws {
        let file = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileFault(what: "make", path: path, code: errno) }
        Glibc.close(file)
    }

    /// Puts a file in the place of another, so that a power cut leaves one of the two whole.
    static func replace(_ path: String, with fresh: String) throws {
        try sync(fresh)
        guard Glibc.rename(fresh, path) == 0 else {
            throw FileFault(what: "replace", path: path, code: errno)
        }
        try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    private static func sync(_ path: String) throws {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileFault(what: "open", path: path, code: errno) }
        defer { Glibc.close(file) }
        guard Glibc.fsync(file) == 0 else {
            throw FileFault(what: "write", path: path, code: errno)
        }
    }
}

/// The system refused something about a file.
struct FileFault: Error, CustomStringConvertible {
    let what: String
    let path: String
    let code: Int32

    var description: String {
        "Could not \(what) \(path): \(String(cString: strerror(code))). Nothing was lost."
    }
}
