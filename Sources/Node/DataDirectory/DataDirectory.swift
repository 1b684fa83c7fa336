import Foundation

/// The directory that holds everything of one chapter's node.
public struct DataDirectory: Hashable, Sendable, CustomStringConvertible {
    /// The absolute path.
    public let path: String

    /// Names a directory.
    ///
    /// A leading `~` is the home directory, and a relative path starts at the working directory.
    public init(_ path: String) {
        let expanded = (path as NSString).expandingTildeInPath
        self.path = URL(fileURLWithPath: expanded).standardizedFileURL.path
    }

    /// The directory that is meant when none is named: `$RHIZOME_DATA`, otherwise `~/.rhizome`.
    public static func standard(environment: [String: String]) -> DataDirectory {
        if let path = environment["RHIZOME_DATA"], !path.isEmpty { return DataDirectory(path) }
        return DataDirectory("~/.rhizome")
    }

    /// The path.
    public var description: String { path }

    /// The one database file.
    public var database: String { path + "/rhizome.sqlite" }
    /// The configuration, `Configuration` as JSON.
    public var configuration: String { path + "/rhizome.json" }
    /// Secret keys, one file each, mode 0600.
    public var keys: String { path + "/keys" }
    /// One file for each secret ballot.
    public var ballots: String { path + "/ballots" }
    /// Lists while they are imported.
    public var imports: String { path + "/imports" }
    /// Letters while no mail server is configured.
    public var outbox: String { path + "/outbox" }
    /// The socket over which the command line talks to the running node.
    public var controlSocket: String { path + "/control.sock" }
    /// How far the own feed was written, kept outside the database.
    public var highWater: String { path + "/high-water" }
    /// The file whose lock says which process owns the directory.
    public var lockFile: String { path + "/lock" }

    /// Whether a chapter was made here.
    public var holdsChapter: Bool {
        FileManager.default.fileExists(atPath: configuration)
    }

    /// Makes the directory and what is in it; what is already there stays.
    ///
    /// Nobody but the owner can look inside: the mode is 0700, also of a directory that was there.
    /// Throws `DataDirectoryError`.
    public func create() throws {
        let only: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            for directory in [path, keys, ballots, imports, outbox] {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: only)
            }
            try FileManager.default.setAttributes(only, ofItemAtPath: path)
        } catch {
            throw DataDirectoryError.cannotCreate(path: path, reason: error.localizedDescription)
        }
    }
}

/// Why a data directory cannot be used.
public enum DataDirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It cannot be made or entered.
    case cannotCreate(path: String, reason: String)
    /// There is no chapter in it.
    case holdsNoChapter(path: String)
    /// There is already a chapter in it.
    case holdsChapter(path: String)
    /// There is no chapter in it, but these parts of one.
    case holdsRemains(path: String, names: [String])
    /// Another process owns it.
    case inUse(path: String, process: Int32?)
    /// The path of the control socket is longer than the system allows.
    case socketPathTooLong(path: String, bytes: Int)
    /// A file of it does not make sense.
    case unreadable(path: String, reason: String)

    /// What happened, what was kept and what to do.
    public var description: String {
        switch self {
        case .cannotCreate(let path, let reason):
            return "The data directory \(path) cannot be made: \(reason) Nothing was changed."
        case .holdsNoChapter(let path):
            return "There is no chapter in \(path). Make one with: rhizome --data \(path) init "
                + "--name NAME --profile PROFILE --coordinator \"NAME <MAIL>\""
        case .holdsChapter(let path):
            return "There is already a chapter in \(path). It was left as it is; name another "
                + "directory with --data."
        case .holdsRemains(let path, let names):
            return "\(path) holds \(names.joined(separator: ", ")) of a chapter, but not the "
                + "rhizome.json that belongs to it, so no chapter is made here. Nothing was changed. "
                + "To bring that chapter back, put a copy of its whole folder here; to make a new "
                + "one, name another directory with --data."
        case .inUse(let path, let process):
            let holder = process.map { "process \($0)" } ?? "another process"
            return "\(path) is in use by \(holder). Nothing was changed; stop that process first."
        case .socketPathTooLong(let path, let bytes):
            return "The path of the control socket, \(path), has \(bytes) bytes, and the system "
                + "allows \(ControlServer.pathBytesAtMost). Use a data directory with a shorter "
                + "path."
        case .unreadable(let path, let reason):
            return "\(path) cannot be read: \(reason) Nothing was changed."
        }
    }
}
