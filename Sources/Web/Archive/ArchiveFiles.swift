import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Sodium

/// Where archives lie for as long as it takes to fetch or to read them; nobody else reads them.
///
/// An archive is everybody's data: it goes when it is fetched, read or thrown away, when the
/// chapter's computer starts anew, and after an hour.
struct ArchiveFiles: Sendable {
    /// The folder.
    let folder: String

    /// An archive that nobody fetched stays for so many seconds.
    static let patience: TimeInterval = 3600

    /// A name for a new archive that nobody can guess.
    func newName() throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return Hex.text(randomBytes(16))
    }

    /// Where an archive is; nil for what is no name of one.
    func path(_ name: String) -> String? {
        let isName = name.utf8.count == 32 && Hex.bytes(name) != nil
        return isName ? "\(folder)/\(name).archive" : nil
    }

    /// The archive in a path of the API or a page, if it is there.
    func find(_ name: String?) throws -> String {
        guard let path = name.flatMap(path), FileManager.default.fileExists(atPath: path) else {
            throw Refusal.notFound("archive")
        }
        return path
    }

    /// Takes away what nobody came back to.
    func removeOld(at now: Double) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasSuffix(".archive") {
            let path = "\(folder)/\(name)"
            let changed =
                (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate]
                as? Date
            if let changed, changed.timeIntervalSince1970 < now - Self.patience { unlink(path) }
        }
    }

    /// Sends an archive, which is gone from the folder before its first byte leaves.
    func send(_ path: String) throws -> Response {
        let file = try SentFile(path)
        unlink(path)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/zip", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"archive.zip\"",
            ],
            body: ResponseBody(contentLength: file.size) { writer in
                while let piece = try await file.next() { try await writer.write(piece) }
                try await writer.finish(nil)
            })
    }
}

/// A file that is open while it is sent; it has no name any more.
private final class SentFile: Sendable {
    /// The size of a piece, in bytes.
    private static let pieceBytes = 256 * 1024
    private let descriptor: Int32
    let size: Int

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Refusal.notFound("archive") }
        size = Int(lseek(descriptor, 0, Int32(SEEK_END)))
        lseek(descriptor, 0, Int32(SEEK_SET))
    }

    deinit { close(descriptor) }

    /// The next piece, read on a thread for blocking work; nil at the end.
    func next() async throws -> ByteBuffer? {
        try await NIOThreadPool.singleton.runIfActive {
            var bytes = [UInt8](repeating: 0, count: Self.pieceBytes)
            let count = read(self.descriptor, &bytes, bytes.count)
            guard count > 0 else { return nil }
            return ByteBuffer(bytes: bytes[..<count])
        }
    }
}

extension Backend {
    /// Where archives lie for a while.
    var archiveFiles: ArchiveFiles { ArchiveFiles(folder: imports) }
}
