/// Bytes that come a piece at a time.
protocol ByteStream {
    /// The next piece, which is not empty; nil at the end.
    mutating func nextPiece() throws -> [UInt8]?
    /// How much of what lies in the file has been read, for progress.
    var bytesRead: Int { get }
}

/// Bytes that are there already.
struct HeldBytes: ByteStream {
    private var bytes: [UInt8]
    private(set) var bytesRead = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func nextPiece() throws -> [UInt8]? {
        defer {
            bytesRead += bytes.count
            bytes = []
        }
        return bytes.isEmpty ? nil : bytes
    }
}
