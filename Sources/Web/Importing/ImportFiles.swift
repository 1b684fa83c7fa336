import Chapter
import Foundation

/// Where the files of uploaded lists lie, readable by nobody else.
struct ImportFiles: Sendable {
    /// The folder.
    let folder: String

    /// How many bytes a list that comes over the network may have.
    static let bytesAtMost = ImportRoutes.memberBytesAtMost

    /// Where a file goes while it comes; a node that starts anew takes away what is left of such.
    func arriving() throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return folder + "/" + UUID().uuidString + ".csv"
    }

    /// Where the file of a list is.
    func path(_ list: String) -> String { folder + "/" + list + ".list" }

    /// Whether the file of a list is there.
    func has(_ list: String) -> Bool { FileManager.default.fileExists(atPath: path(list)) }

    /// The file of a list.
    func source(_ list: String) -> ImportSource { .file(path: path(list)) }

    /// Keeps a file that has come as that of a list.
    func keep(_ arrived: String, as list: String) throws {
        try FileManager.default.moveItem(atPath: arrived, toPath: path(list))
    }

    /// Takes the file of a list away.
    func remove(_ list: String) { unlink(path(list)) }
}

extension Backend {
    /// Where the files of uploaded lists lie.
    var importFiles: ImportFiles { ImportFiles(folder: imports) }
}
