import Foundation

/// The table of contents of an archive: `manifest.json`.
struct ArchiveManifest: Codable, Equatable {
    /// A list or a file.
    struct File: Codable, Equatable {
        /// Its name in the archive.
        var name: String
        /// How many rows a list has, its heading not counted; nil for other files.
        var rows: Int64?
        /// Its size.
        var bytes: Int
        /// What `sha256sum` says of it.
        var sha256: String
    }

    /// The name of the file.
    static let file = "manifest.json"
    /// What archives are called by machines.
    static let format = "rhizome-archive"
    /// The version that this program writes and reads.
    static let version = 2

    /// Always `rhizome-archive`.
    var format: String
    /// The version of the format.
    var version: Int
    /// Whose contacts they are.
    var chapter: String
    /// When it was made, in UTC.
    var made: String
    /// Everything else in the archive, in order.
    var files: [File]

    /// The text of the file.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [10]
    }

    /// Reads one of a version that this program knows.
    static func read(_ bytes: [UInt8]) throws -> ArchiveManifest {
        struct Head: Decodable {
            let format: String
            let version: Int
        }
        let decoder = JSONDecoder()
        guard let head = try? decoder.decode(Head.self, from: Data(bytes)), head.format == format
        else { throw Refusal.noArchive }
        guard head.version >= version else { throw Refusal.olderArchive }
        guard head.version == version else { throw Refusal.newerArchive }
        guard let manifest = try? decoder.decode(Self.self, from: Data(bytes)),
            manifest.chapter.utf8.count <= 1024, ArchiveMoment.read(manifest.made) != nil
        else { throw Refusal.damagedArchive }
        return manifest
    }
}
