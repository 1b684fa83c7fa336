import Foundation

/// The folders that belong beside the executable.
enum ProgramFolder {
    /// What serving pages and the demo read from.
    static let resources = ["Rhizome_Web.resources", "Rhizome_Node.resources"]

    /// Throws in words where a folder is missing that was to be copied with the program.
    ///
    /// Without this the first page would end the process with a backtrace.
    static func check(beside folder: URL = Bundle.main.bundleURL) throws {
        let missing = resources.filter {
            !FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
        }
        guard !missing.isEmpty else { return }
        throw Failure(
            "\(missing.joined(separator: " and ")) must lie in \(folder.path), beside the program. "
                + "Copy the folders *.resources from where it was built. Nothing was changed.")
    }
}
