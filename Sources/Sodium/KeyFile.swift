import Glibc

/// Secret keys on disk: thirty-two bytes that only the owner of the node may read.
///
/// A key file is never overwritten, since the key inside may be the only copy of an identity, and
/// never followed through a symbolic link. Secrets move between the file and guarded memory
/// directly and lie in no other buffer.
public enum KeyFile {
    private static let length = 32

    /// Writes a new file with the seed of a signing key; it is on the disk when this returns.
    public static func create(_ key: borrowing SigningKey, at path: String) throws(KeyError) {
        try key.withSeed { (seed) throws(KeyError) in try write(seed, to: path) }
    }

    /// Writes a new file with the secret of a transport key; it is on the disk when this returns.
    public static func create(_ key: borrowing TransportKey, at path: String) throws(KeyError) {
        try key.withSecret { (secret) throws(KeyError) in try write(secret, to: path) }
    }

    /// Reads a signing key.
    public static func signingKey(at path: String) throws(KeyError) -> SigningKey {
        let seed = try read(path)
        return try SigningKey(seed: seed)
    }

    /// Reads a transport key.
    public static func transportKey(at path: String) throws(KeyError) -> TransportKey {
        let secret = try read(path)
        return try TransportKey(moving: secret)
    }

    /// Gives a key file another name, in place of a file that has it; on the disk when this returns.
    public static func move(_ path: String, to other: String) throws(KeyError) {
        guard rename(path, other) == 0 else {
            throw .file(path: path, reason: "it could not be renamed (\(systemReason()))")
        }
        try synchroniseDirectory(of: other)
    }

    /// Removes a key file; it is gone from the disk when this returns.
    ///
    /// A file that is not there is no fault.
    public static func remove(_ path: String) throws(KeyError) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw .file(path: path, reason: "it could not be removed (\(systemReason()))")
        }
        try synchroniseDirectory(of: path)
    }

    private static func write(_ secret: UnsafeRawBufferPointer, to path: String) throws(KeyError) {
        let flags = O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC
        let file = open(path, flags, 0o600)
        guard file >= 0 else {
            let reason =
                errno == EEXIST
                ? "it exists already, and a key is never overwritten" : systemReason()
            throw .file(path: path, reason: reason)
        }
        var written = 0
        while written < secret.count {
            let count = Glibc.write(
                file, secret.baseAddress?.advanced(by: written), secret.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        let complete = written == secret.count && fsync(file) == 0
        let reason = complete ? "" : systemReason()
        close(file)
        guard complete else {
            unlink(path)
            throw .file(path: path, reason: "it could not be written (\(reason)), nothing was kept")
        }
        try synchroniseDirectory(of: path)
    }

    /// A file is safe from a power cut only when its name is on the disk too.
    private static func synchroniseDirectory(of path: String) throws(KeyError) {
        let parent: String
        switch path.lastIndex(of: "/") {
        case .none: parent = "."
        case .some(path.startIndex): parent = "/"
        case .some(let slash): parent = String(path[..<slash])
        }
        let directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else {
            throw .file(path: path, reason: "its directory could not be opened (\(systemReason()))")
        }
        let result = fsync(directory)
        let reason = systemReason()
        close(directory)
        guard result == 0 else {
            throw .file(path: path, reason: "its directory could not be synchronised (\(reason))")
        }
    }

    private static func read(_ path: String) throws(KeyError) -> GuardedMemory {
        // O_NONBLOCK: a pipe in the place of the file must not hold the start of the node.
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            let reason = errno == ELOOP ? "it is a symbolic link" : systemReason()
            throw .file(path: path, reason: reason)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .file(path: path, reason: systemReason()) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .file(path: path, reason: "it is not a regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw .file(
                path: path,
                reason: "other users of this machine may use it (mode 0\(mode));"
                    + " check who could have read it, then run chmod 600 on it")
        }
        guard status.st_size == length else {
            throw .file(
                path: path, reason: "it has \(status.st_size) bytes, a key has \(length)")
        }
        return try GuardedMemory(
            count: length, failure: .file(path: path, reason: "it could not be read to its end")
        ) { memory in
            var done = 0
            while done < memory.count {
                let count = Glibc.read(
                    file, memory.baseAddress?.advanced(by: done), memory.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }

    private static func systemReason() -> String {
        String(cString: strerror(errno))
    }
}
