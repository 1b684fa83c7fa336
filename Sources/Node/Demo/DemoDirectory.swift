import Foundation

/// Where the three chapters live, and how far an earlier start has come.
struct DemoDirectory {
    /// What is kept about the demo itself, `demo.json`.
    struct Record: Codable {
        /// Whether the whole story was told.
        var isFinished: Bool
        /// The first of the ports at which the chapters know each other.
        var gossipPort: Int
        /// The people whom the demo signs in, by the directory of their chapter.
        var people: [String: SignedInPeople]
    }

    /// Three people of one chapter, by their ids.
    struct SignedInPeople: Codable {
        var coordinator: String
        var member: String
        var admin: String
    }

    /// What an earlier start has left.
    enum Found {
        case nothing
        case unfinished
        case finished(Record)
    }

    /// How long nodes of an earlier demo may take to end.
    static let endingWithin = Duration.seconds(8)

    let directory: DataDirectory

    private var marker: String { directory.path + "/demo.json" }

    /// Where a chapter lives.
    func home(of chapter: InventedChapter) -> DataDirectory {
        DataDirectory(directory.path + "/" + chapter.directory)
    }

    /// Whether there is a directory of this name already.
    var isThere: Bool { FileManager.default.fileExists(atPath: directory.path) }

    /// Makes the directory if it is not there, and takes the right to use it.
    ///
    /// A directory with something else in it is left alone.
    func take() throws -> DataDirectoryLock {
        let manager = FileManager.default
        if !manager.fileExists(atPath: marker) {
            let present = (try? manager.contentsOfDirectory(atPath: directory.path)) ?? []
            guard present.allSatisfy({ $0 == "lock" }) else {
                throw CannotServe(
                    description: "\(directory) holds something that the demo has not made. It was "
                        + "left as it is; name an empty or a new directory with --data.")
            }
        }
        do {
            try manager.createDirectory(
                atPath: directory.path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw DataDirectoryError.cannotCreate(
                path: directory.path, reason: error.localizedDescription)
        }
        return try DataDirectoryLock(directory)
    }

    /// Finds out what an earlier start has left.
    func find() throws -> Found {
        guard let data = FileManager.default.contents(atPath: marker) else { return .nothing }
        guard let record = try? JSONDecoder().decode(Record.self, from: data) else {
            throw DataDirectoryError.unreadable(
                path: marker, reason: "It is not what the demo has written.")
        }
        guard record.isFinished else { return .unfinished }
        for chapter in InventedChapter.all where !home(of: chapter).holdsChapter {
            throw CannotServe(
                description: "\(home(of: chapter)) is gone. Nothing was changed. Remove "
                    + "\(directory) to begin anew, or name another directory with --data.")
        }
        return .finished(record)
    }

    /// Writes down how far it has come, in one step.
    func save(_ record: Record) throws {
        let data = try JSONEncoder().encode(record)
        try data.write(to: URL(fileURLWithPath: marker), options: .atomic)
    }

    /// Waits until no node uses the chapters any more: those of a killed demo end by themselves.
    func waitUntilFree() async throws {
        let deadline = ContinuousClock.now.advanced(by: Self.endingWithin)
        for chapter in InventedChapter.all {
            let home = home(of: chapter)
            guard FileManager.default.fileExists(atPath: home.path) else { continue }
            while true {
                do {
                    _ = try DataDirectoryLock(home)
                    break
                } catch let error as DataDirectoryError {
                    guard case .inUse = error, ContinuousClock.now < deadline else { throw error }
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
        }
    }

    /// Takes the three chapters away; only after a start that never came to its end.
    func clear() throws {
        for chapter in InventedChapter.all {
            let path = home(of: chapter).path
            if FileManager.default.fileExists(atPath: path) {
                try FileManager.default.removeItem(atPath: path)
            }
        }
    }
}
