/// The files in a ZIP archive, found by its directory at the end.
///
/// Only what spreadsheets use: files stored as they are or packed with DEFLATE, not encrypted. The
/// directory's words are checked against what is unpacked.
struct ZipArchive {
    /// A file in the archive.
    struct Entry {
        let isPacked: Bool
        let packedBytes: Int
        let bytes: Int
        let checksum: UInt32
        let offset: Int
    }

    /// How much there may be; the usual numbers are those of spreadsheets.
    struct Limits {
        /// How many files the directory may name.
        var entries = 10_000
        /// How long it may be.
        var directoryBytes = 4 * 1024 * 1024
        /// How large a file may be once it is unpacked.
        var unpackedBytes = ImportLimits.unpackedBytes
    }

    private let file: FileParts
    private let limits: Limits
    private var entries: [String: Entry] = [:]
    /// How many files the directory names, those that cannot be unpacked included.
    private(set) var count = 0

    /// Reads the directory.
    init(_ file: FileParts, limits: Limits = Limits()) throws {
        self.file = file
        self.limits = limits
        let tail = try file.read(at: max(0, file.size - 65_557), count: 65_557)
        guard let end = Self.lastMark([0x50, 0x4B, 5, 6], in: tail), end + 22 <= tail.count else {
            throw Refusal.damagedFile
        }
        let count = number(tail, end + 10, 2)
        let length = number(tail, end + 12, 4)
        let start = number(tail, end + 16, 4)
        guard count <= limits.entries, length <= limits.directoryBytes else {
            throw Refusal.unreadableWorkbook("The file holds too many other files.")
        }
        let directory = try file.read(at: start, count: length)
        guard directory.count == length else { throw Refusal.damagedFile }
        var place = 0
        for _ in 0..<count { place = try readEntry(directory, place) }
        self.count = count
    }

    private static func lastMark(_ mark: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= mark.count else { return nil }
        return (0...bytes.count - mark.count).last { bytes[$0...].starts(with: mark) }
    }

    private mutating func readEntry(_ directory: [UInt8], _ place: Int) throws -> Int {
        guard place + 46 <= directory.count, directory[place...].starts(with: [0x50, 0x4B, 1, 2])
        else { throw Refusal.damagedFile }
        let nameEnd = place + 46 + number(directory, place + 28, 2)
        let extraEnd = nameEnd + number(directory, place + 30, 2)
        let end = extraEnd + number(directory, place + 32, 2)
        guard end <= directory.count else { throw Refusal.damagedFile }
        let name = String(decoding: directory[place + 46..<nameEnd], as: UTF8.self)
        let flags = number(directory, place + 8, 2)
        let method = number(directory, place + 10, 2)
        guard flags & 1 == 0 else {
            throw Refusal.unreadableWorkbook("The file is locked with a password.")
        }
        guard method == 0 || method == 8 else { return end }
        var sizes = [
            number(directory, place + 24, 4), number(directory, place + 20, 4),
            number(directory, place + 42, 4),
        ]
        try replaceLarge(&sizes, directory[nameEnd..<extraEnd])
        entries[name] = Entry(
            isPacked: method == 8, packedBytes: sizes[1], bytes: sizes[0],
            checksum: UInt32(number(directory, place + 16, 4)), offset: sizes[2])
        return end
    }

    /// Some programs write every size with eight bytes, in a field of its own.
    private func replaceLarge(_ sizes: inout [Int], _ extra: ArraySlice<UInt8>) throws {
        guard sizes.contains(0xFFFF_FFFF) else { return }
        let extra = Array(extra)
        var place = 0
        while place + 4 <= extra.count {
            let length = number(extra, place + 2, 2)
            if number(extra, place, 2) == 1 {
                var next = place + 4
                for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
                    guard next + 8 <= min(extra.count, place + 4 + length), extra[next + 7] < 0x40
                    else { throw Refusal.damagedFile }
                    sizes[index] = number(extra, next, 8)
                    next += 8
                }
                return
            }
            place += 4 + length
        }
        throw Refusal.damagedFile
    }

    /// Whether a file is there.
    func has(_ name: String) -> Bool { entries[name] != nil }

    /// Unpacks a file a piece at a time; nil where there is none.
    func open(_ name: String) throws -> ZipStream? {
        guard let entry = entries[name] else { return nil }
        let head = try file.read(at: entry.offset, count: 30)
        guard head.count == 30, head.starts(with: [0x50, 0x4B, 3, 4]) else {
            throw Refusal.damagedFile
        }
        let start = entry.offset + 30 + number(head, 26, 2) + number(head, 28, 2)
        guard entry.packedBytes <= file.size, start <= file.size - entry.packedBytes else {
            throw Refusal.damagedFile
        }
        guard entry.bytes <= limits.unpackedBytes else { throw Refusal.unpacksTooLarge }
        return ZipStream(file, entry, start)
    }

    /// Unpacks a whole file of at most so many bytes; nil where there is none.
    func whole(_ name: String, atMost limit: Int) throws -> [UInt8]? {
        guard var stream = try open(name) else { return nil }
        var result: [UInt8] = []
        while let piece = try stream.nextPiece() {
            result += piece
            guard result.count <= limit else { throw Refusal.unpacksTooLarge }
        }
        return result
    }
}

extension Refusal {
    /// A file that holds more than anybody could mean.
    static let unpacksTooLarge = unreadableWorkbook(
        "The spreadsheet unpacks to more than \(ImportLimits.unpackedBytes / 1_048_576) MiB.")
}

/// A number of a few bytes, the lowest first.
func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
}
