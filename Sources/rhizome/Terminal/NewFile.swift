import Foundation

/// A file that a command makes for the person who called it.
enum NewFile {
    /// Throws a `Failure` if there is a file already, before work is done for it.
    static func check(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { throw isThere(path) }
    }

    private static func isThere(_ path: String) -> Failure {
        Failure("\(path) is already there and was left as it is. Name another file.")
    }

    /// Writes a file that nobody else can read and that was not there before.
    static func write(_ content: Data, to path: String) throws {
        try make(path) { try $0.write(contentsOf: content) }
    }

    /// How much of a file is copied at a time, in bytes.
    private static let pieceBytes = 1 << 20

    /// Copies a file into one that nobody else can read and that was not there before.
    static func copy(_ source: String, to path: String) throws {
        guard let from = FileHandle(forReadingAtPath: source) else {
            throw Failure("\(source) cannot be read.")
        }
        defer { try? from.close() }
        try make(path) { file in
            while let piece = try from.read(upToCount: pieceBytes), !piece.isEmpty {
                try file.write(contentsOf: piece)
            }
        }
    }

    private static func make(_ path: String, _ fill: (FileHandle) throws -> Void) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw isThere(path) }
            throw Failure("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try fill(file)
            try file.close()
        } catch {
            unlink(path)
            throw Failure("\(path) could not be written whole and was removed again: \(error).")
        }
    }
}

/// Counts the rows of a CSV text.
enum CSVRows {
    /// The rows, the header among them; a line break inside quotes ends no row.
    static func count(in text: Data) -> Int {
        var rows = 0
        var isQuoted = false
        for byte in text {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n"), !isQuoted { rows += 1 }
        }
        let endsInside = text.last.map { $0 != UInt8(ascii: "\n") } ?? false
        return rows + (endsInside ? 1 : 0)
    }
}
