import Foundation
import Sodium

/// An archive in a file, looked at before anything of it is taken.
///
/// Every byte of it is foreign: names in it are only compared with those that there can be and
/// never lead to a file, and everything has a limit.
struct ArchiveFile {
    /// The table of contents.
    let manifest: ArchiveManifest
    private let zip: ZipArchive
    private let files: [String: ArchiveManifest.File]

    /// Opens an archive and compares its directory with its table of contents.
    init(_ source: ImportSource) throws {
        zip = try Self.undamaged {
            try ZipArchive(
                FileParts(source, atMost: ArchiveLimits.fileBytes),
                limits: ZipArchive.Limits(
                    entries: ArchiveLimits.entries, directoryBytes: ArchiveLimits.directoryBytes,
                    unpackedBytes: ArchiveLimits.fileBytes))
        }
        guard zip.has(ArchiveManifest.file) else { throw Refusal.noArchive }
        let zip = zip
        let bytes = try Self.undamaged {
            try zip.whole(
                ArchiveManifest.file, atMost: ArchiveLimits.manifestBytes + zip.count * 200)
        }
        manifest = try ArchiveManifest.read(bytes ?? [])
        files = Dictionary(manifest.files.map { ($0.name, $0) }) { first, _ in first }
        guard files.count == manifest.files.count, zip.count == files.count + 1,
            files.keys.allSatisfy(zip.has)
        else { throw Refusal.damagedArchive }
        try checkNames()
    }

    /// Runs what reads the archive; whatever is wrong with it as a ZIP file is said in one way.
    private static func undamaged<Value>(_ steps: () throws -> Value) throws -> Value {
        do {
            return try steps()
        } catch let refusal as Refusal where refusal.code == .invalid {
            throw Refusal.damagedArchive
        }
    }

    /// Every list is there once, and nothing that is not known.
    private func checkNames() throws {
        var unpacked = 0
        for file in manifest.files {
            let isKnown =
                file.name == ArchiveReadme.file || ArchiveSheet.of(file.name) != nil
                || file.name.hasPrefix("files/")
            guard isKnown else {
                throw Refusal.invalid(
                    "file",
                    "The archive has a file that this program does not know: \(file.name.shown). "
                        + "Nothing was kept.")
            }
            let isList = ArchiveSheet.of(file.name) != nil
            guard (file.rows != nil) == isList, file.bytes >= 0,
                (0...ArchiveLimits.rows).contains(file.rows ?? 0)
            else { throw Refusal.damagedArchive }
            unpacked += min(file.bytes, ArchiveLimits.unpackedBytes)
            guard unpacked <= ArchiveLimits.unpackedBytes else { throw Refusal.damagedArchive }
        }
        for sheet in ArchiveSheet.all where !sheet.isLater && files[sheet.file] == nil {
            throw Refusal.invalid(
                "file", "The archive lacks the list \(sheet.file). Nothing was kept.")
        }
        let stored = manifest.files.count { $0.name.hasPrefix("files/") }
        guard stored == rows(of: "agreement-files.csv") else { throw Refusal.damagedArchive }
    }

    /// Whether a list is there; older archives lack those that came later.
    func has(_ sheet: ArchiveSheet) -> Bool { files[sheet.file] != nil }

    /// How many rows a list says it has.
    func rows(of file: String) -> Int64 { files[file]?.rows ?? 0 }

    /// How many rows there are in all lists.
    var rows: Int64 { manifest.files.reduce(0) { $0 + ($1.rows ?? 0) } }

    /// Reads a list or a file; at its end it must be what the table of contents says.
    func open(_ name: String) throws -> ArchiveStream {
        guard let file = files[name] else { throw Refusal.damagedArchive }
        let stream = try Self.undamaged { try zip.open(name) }
        guard let stream else { throw Refusal.damagedArchive }
        return ArchiveStream(stream, file)
    }

    /// A whole file of an agreement.
    func whole(_ name: String, atMost limit: Int) throws -> [UInt8] {
        var stream = try open(name)
        var bytes: [UInt8] = []
        while let piece = try stream.nextPiece() {
            bytes += piece
            guard bytes.count <= limit else { throw Refusal.damagedArchive }
        }
        return bytes
    }
}

/// A file of an archive while it is read.
struct ArchiveStream: ByteStream {
    private var stream: ZipStream
    private let file: ArchiveManifest.File
    private var sum = SHA256()
    private var bytes = 0

    init(_ stream: ZipStream, _ file: ArchiveManifest.File) {
        self.stream = stream
        self.file = file
    }

    var bytesRead: Int { stream.bytesRead }

    mutating func nextPiece() throws -> [UInt8]? {
        let piece: [UInt8]?
        do {
            piece = try stream.nextPiece()
        } catch is Refusal {
            throw Refusal.damagedArchive
        }
        guard let piece else {
            guard bytes == file.bytes, Hex.text(sum.finish()) == file.sha256 else {
                throw Refusal.damagedArchive
            }
            return nil
        }
        bytes += piece.count
        guard bytes <= file.bytes else { throw Refusal.damagedArchive }
        sum.update(piece)
        return piece
    }
}

extension String {
    /// The beginning of a foreign name, for a sentence.
    fileprivate var shown: String {
        let plain = unicodeScalars.filter { $0.properties.generalCategory != .control }
        return "“" + String(String.UnicodeScalarView(plain.prefix(60))) + "”"
    }
}
