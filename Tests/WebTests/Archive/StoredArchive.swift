import Chapter
import Foundation
import Sodium
import TestSupport

/// An archive that lies where the client of a test looks for it.
enum StoredArchive {
    /// The archive of a chapter with one contact, made once.
    static let bytes = Task {
        let folder = try TemporaryDirectory()
        let chapter = try TestChapter.make(named: "Hillside")
        try await chapter.add(.carol)
        let path = folder.path + "/archive.zip"
        _ = try await chapter.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Puts one there and gives its name.
    static func make() async throws -> String {
        let folder = TemporaryDirectory.ofRun + "/imports"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let name = Hex.text(randomBytes(16))
        try await bytes.value.write(to: URL(fileURLWithPath: "\(folder)/\(name).archive"))
        return name
    }
}
