import Foundation
import NIOCore
import NIOPosix

/// A file in pieces, read on NIO's threads for blocking work.
struct FileChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    /// The size of a piece, in bytes.
    static let chunkBytes = 256 * 1024

    private let path: String
    private let size: Int64
    private let progress: (@Sendable (Int64, Int64) -> Void)?

    init(path: String, progress: (@Sendable (Int64, Int64) -> Void)?) throws {
        self.path = path
        self.progress = progress
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(path: path, size: size, progress: progress)
    }

    struct Iterator: AsyncIteratorProtocol {
        let path: String
        let size: Int64
        let progress: (@Sendable (Int64, Int64) -> Void)?
        var offset: UInt64 = 0

        mutating func next() async throws -> ByteBuffer? {
            let (path, start) = (path, offset)
            let piece = try await NIOThreadPool.singleton.runIfActive {
                let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
                defer { try? file.close() }
                try file.seek(toOffset: start)
                return try file.read(upToCount: FileChunks.chunkBytes) ?? Data()
            }
            guard !piece.isEmpty else { return nil }
            offset += UInt64(piece.count)
            progress?(Int64(offset), size)
            return ByteBuffer(bytes: piece)
        }
    }
}
