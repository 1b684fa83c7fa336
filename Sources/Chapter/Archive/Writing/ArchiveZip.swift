import Foundation
import Sodium

/// Writes a ZIP archive a piece at a time, each file as it is, without packing.
///
/// Sizes and checksums are written over the head of a file once it is there, so that any program
/// reads the archive from its beginning as well as from its end.
struct ArchiveZip {
    /// A file that is in the archive.
    struct Entry {
        let name: String
        let start: Int
        var bytes = 0
        var checksum: UInt32 = 0
        var sha256: [UInt8] = []
    }

    private let handle: FileHandle
    private var entry: Entry?
    private var checksum = Checksum()
    private var sum = SHA256()
    private var gathered: [UInt8] = []
    private var size = 0
    private(set) var entries: [Entry] = []

    /// Writes to a file that is empty.
    init(_ handle: FileHandle) { self.handle = handle }

    /// Begins a file.
    mutating func begin(_ name: String) throws {
        entry = Entry(name: name, start: size)
        (checksum, sum) = (Checksum(), SHA256())
        try write(head(Entry(name: name, start: size)))
    }

    /// Adds bytes to the file.
    mutating func add(_ bytes: [UInt8]) throws {
        gathered += bytes
        if gathered.count >= ArchiveLimits.pieceBytes { try flush() }
    }

    private mutating func flush() throws {
        guard !gathered.isEmpty else { return }
        entry?.bytes += gathered.count
        checksum.feed(gathered)
        sum.update(gathered)
        try write(gathered)
        gathered.removeAll(keepingCapacity: true)
    }

    /// Ends the file.
    mutating func end() throws {
        try flush()
        guard var done = entry else { return }
        done.checksum = checksum.value
        done.sha256 = sum.finish()
        entries.append(done)
        entry = nil
        try handle.seek(toOffset: UInt64(done.start))
        try handle.write(contentsOf: Data(head(done)))
        try handle.seekToEnd()
    }

    /// Writes the directory; nothing comes after it.
    mutating func finish() throws {
        let start = size
        for entry in entries {
            try write(
                [0x50, 0x4B, 1, 2] + little(0x0314, 2) + shared(entry) + little(0, 2) + little(0, 2)
                    + little(0, 2) + little(0o100600 << 16, 4) + little(entry.start, 4)
                    + Array(entry.name.utf8))
        }
        let count = little(entries.count, 2)
        try write(
            [0x50, 0x4B, 5, 6] + little(0, 4) + count + count + little(size - start, 4)
                + little(start, 4) + little(0, 2))
    }

    private func head(_ entry: Entry) -> [UInt8] {
        [0x50, 0x4B, 3, 4] + shared(entry) + Array(entry.name.utf8)
    }

    /// What stands before a file and in the directory: names in UTF-8, not packed, no time.
    private func shared(_ entry: Entry) -> [UInt8] {
        let format = little(20, 2) + little(0x0800, 2) + little(0, 2)
        let moment = little(0, 2) + little(0x21, 2)
        let sizes = little(Int(entry.checksum), 4) + little(entry.bytes, 4) + little(entry.bytes, 4)
        return format + moment + sizes + little(entry.name.utf8.count, 2) + little(0, 2)
    }

    private func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private mutating func write(_ bytes: [UInt8]) throws {
        size += bytes.count
        guard size <= ArchiveLimits.fileBytes, entries.count < ArchiveLimits.entries else {
            throw Refusal.tooLargeArchive
        }
        try handle.write(contentsOf: Data(bytes))
    }
}
