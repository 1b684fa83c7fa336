import Foundation

/// A file of which any part can be read, as an archive asks for.
struct FileParts {
    private let handle: FileHandle?
    private let bytes: [UInt8]
    /// Bytes in all.
    let size: Int

    /// Opens a file; one that is too large is refused.
    init(_ source: ImportSource, atMost limit: Int = ImportLimits.fileBytes) throws {
        switch source {
        case .bytes(let bytes):
            (handle, self.bytes, size) = (nil, bytes, bytes.count)
        case .file(let path):
            guard let opened = FileHandle(forReadingAtPath: path),
                let end = try? opened.seekToEnd()
            else {
                throw Refusal(.notFound, "The file \(path) cannot be opened.", field: "file")
            }
            (handle, bytes, size) = (opened, [], Int(clamping: end))
        }
        try ByteReader.refuseLarge(size, atMost: limit)
    }

    /// Some bytes from a place on; fewer where the file ends.
    func read(at place: Int, count: Int) throws -> [UInt8] {
        guard place >= 0, count > 0, place < size else { return [] }
        let count = min(count, size - place)
        guard let handle else { return Array(bytes[place..<place + count]) }
        try handle.seek(toOffset: UInt64(place))
        return try handle.read(upToCount: count).map { Array($0) } ?? []
    }
}
