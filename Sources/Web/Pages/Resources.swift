import Foundation

/// Finds the files that come with the program: templates, static files and languages.
enum Resources {
    /// The folder of this name beside the program.
    static func folder(_ name: String) throws -> URL {
        guard let url = Bundle.module.url(forResource: name, withExtension: nil) else {
            throw MissingResource(name: name)
        }
        return url
    }

    /// Every file below a folder with this ending: its path without the ending, and its bytes.
    static func files(in folder: URL, ending: String) throws -> [(name: String, data: Data)] {
        let base = folder.standardizedFileURL.path
        let paths = FileManager.default.subpaths(atPath: base) ?? []
        return try paths.sorted().filter { $0.hasSuffix(".\(ending)") }.map { path in
            (
                String(path.dropLast(ending.count + 1)),
                try Data(contentsOf: folder.appendingPathComponent(path))
            )
        }
    }
}

/// A file that must come with the program is not there.
struct MissingResource: Error, CustomStringConvertible {
    let name: String
    var description: String {
        "The program's folder \(name) is missing. It belongs beside the executable, in the folder "
            + "whose name ends in Web.resources."
    }
}
