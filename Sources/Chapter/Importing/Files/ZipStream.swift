/// A file of an archive while it is unpacked; at its end it must be what the directory says.
struct ZipStream: ByteStream {
    private let file: FileParts
    private let entry: ZipArchive.Entry
    private let start: Int
    private var inflater: Inflater
    private var stored = 0
    private var checksum = Checksum()
    private var bytes = 0

    init(_ file: FileParts, _ entry: ZipArchive.Entry, _ start: Int) {
        self.file = file
        self.entry = entry
        self.start = start
        inflater = Inflater(file, start..<start + entry.packedBytes)
    }

    /// About how many packed bytes have been read.
    var bytesRead: Int {
        guard entry.bytes > 0 else { return 0 }
        return Int(Double(bytes) / Double(entry.bytes) * Double(entry.packedBytes))
    }

    /// Packed bytes in all.
    var size: Int { entry.packedBytes }

    mutating func nextPiece() throws -> [UInt8]? {
        guard let piece = try entry.isPacked ? inflater.nextPiece() : nextStored() else {
            guard bytes == entry.bytes, checksum.value == entry.checksum else {
                throw Refusal.damagedFile
            }
            return nil
        }
        bytes += piece.count
        // No more than the directory says, which `ZipArchive.open` has compared with its limit.
        guard bytes <= entry.bytes else { throw Refusal.damagedFile }
        checksum.feed(piece)
        return piece
    }

    private mutating func nextStored() throws -> [UInt8]? {
        let count = min(ImportLimits.readBytes, entry.packedBytes - stored)
        guard count > 0 else { return nil }
        let piece = try file.read(at: start + stored, count: count)
        guard !piece.isEmpty else { throw Refusal.damagedFile }
        stored += piece.count
        return piece
    }
}

/// The checksum of ZIP archives (CRC-32).
struct Checksum {
    private var state: UInt32 = 0xFFFF_FFFF

    /// The checksum of all that was fed.
    var value: UInt32 { ~state }

    /// Adds some bytes.
    mutating func feed(_ bytes: [UInt8]) {
        var state = state
        for byte in bytes { state = checksums[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8) }
        self.state = state
    }
}

private let checksums: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
        value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
}
