import Foundation
import Tally

/// Where papers are read from, piece by piece.
enum PaperSource {
    /// How much is read at a time, in bytes.
    private static let pieceBytes = 1 << 18

    /// The papers of a file, or of standard input for `-`.
    static func read(_ path: String, format: PaperFormat?, for method: CountingMethod) throws
        -> PaperFile
    {
        guard !path.isEmpty else { throw Failure("Name a file, or - for standard input.") }
        let name = path == "-" ? "Standard input" : path
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle else { throw Failure("\(path) cannot be read.") }
        do {
            var piece = try next(handle)
            var reader = PaperReader(
                format ?? PaperFormat(fileName: path, beginning: piece), content: method.content)
            while !piece.isEmpty {
                try reader.read(piece)
                piece = try next(handle)
            }
            return try reader.finish()
        } catch let error as FormatError {
            throw Failure("\(name) cannot be counted. \(error)")
        } catch {
            throw Failure("\(name) cannot be read.")
        }
    }

    private static func next(_ handle: FileHandle) throws -> [UInt8] {
        [UInt8](try handle.read(upToCount: pieceBytes) ?? Data())
    }
}
