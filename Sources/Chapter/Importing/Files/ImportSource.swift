import Foundation

/// A file as it comes.
public enum ImportSource: Sendable {
    /// Its bytes, from an upload.
    case bytes([UInt8])
    /// Its path on this machine.
    case file(path: String)

    /// Opens it for one pass from the beginning.
    func open() throws -> ByteReader {
        switch self {
        case .bytes(let bytes):
            try ByteReader.refuseLarge(bytes.count)
            return ByteReader(bytes: bytes)
        case .file(let path):
            guard let handle = FileHandle(forReadingAtPath: path),
                let size = try? handle.seekToEnd()
            else {
                throw Refusal(.notFound, "The file \(path) cannot be opened.", field: "file")
            }
            try ByteReader.refuseLarge(Int(clamping: size))
            try handle.seek(toOffset: 0)
            return ByteReader(handle: handle, size: Int(clamping: size))
        }
    }
}

/// Reads a file a piece at a time; never all of it.
struct ByteReader {
    private var handle: FileHandle?
    private var bytes: [UInt8] = []
    private var position = 0
    /// Bytes in all.
    let size: Int

    init(bytes: [UInt8]) {
        self.bytes = bytes
        size = bytes.count
    }

    init(handle: FileHandle, size: Int) {
        self.handle = handle
        self.size = size
    }

    static func refuseLarge(_ size: Int, atMost limit: Int = ImportLimits.fileBytes) throws {
        guard size > limit else { return }
        throw Refusal.invalid(
            "file",
            "The file has \(size / 1_048_576) MiB and \(limit / 1_048_576) MiB "
                + "fit. Nothing was imported; split it.")
    }

    /// The next piece; nil at the end.
    mutating func next() throws -> [UInt8]? {
        if let handle {
            guard let data = try handle.read(upToCount: ImportLimits.readBytes), !data.isEmpty
            else { return nil }
            return Array(data)
        }
        guard position < bytes.count else { return nil }
        let end = min(bytes.count, position + ImportLimits.readBytes)
        defer { position = end }
        return Array(bytes[position..<end])
    }
}
