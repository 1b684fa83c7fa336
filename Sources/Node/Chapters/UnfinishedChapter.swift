import Foundation

extension DataDirectory {
    /// Where a chapter is while it is being made: a data directory inside the data directory.
    private var unfinished: DataDirectory { DataDirectory(path + "/unfinished") }

    /// Throws when a chapter has left something here, although the directory holds none.
    ///
    /// Somebody may have put back only a part of a copy. A new chapter in its place would write
    /// over what may be the only copy of its keys.
    func refuseRemains() throws {
        guard !holdsChapter else { return }
        let manager = FileManager.default
        var remains = [keys, ballots].filter { folder in
            !((try? manager.contentsOfDirectory(atPath: folder)) ?? []).isEmpty
        }.map { $0 + "/" }
        remains += (databaseFiles + [highWater]).filter { manager.fileExists(atPath: $0) }
        guard remains.isEmpty else {
            let names = remains.map { String($0.dropFirst(path.count + 1)) }
            throw DataDirectoryError.holdsRemains(path: path, names: names)
        }
    }

    /// Takes away what an attempt that never finished has left, and gives the place for a new one.
    func beginUnfinished() throws -> DataDirectory {
        if FileManager.default.fileExists(atPath: unfinished.path) {
            try FileManager.default.removeItem(atPath: unfinished.path)
        }
        try unfinished.create()
        return unfinished
    }

    /// Moves a chapter that was made, and whose database is closed, to its place.
    ///
    /// Nothing is written over: a folder with something in it refuses to be replaced.
    func takeFinished(_ made: DataDirectory) throws {
        let pairs =
            Array(zip(made.databaseFiles, databaseFiles))
            + [(made.highWater, highWater), (made.keys, keys)]
        for (from, to) in pairs where FileManager.default.fileExists(atPath: from) {
            guard rename(from, to) == 0 else {
                throw DataDirectoryError.cannotCreate(
                    path: path, reason: "\(to): \(String(cString: strerror(errno))).")
            }
        }
        // The names must outlast a power cut before rhizome.json says that there is a chapter.
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
            fsync(descriptor)
            close(descriptor)
        }
        try FileManager.default.removeItem(atPath: made.path)
    }

    private var databaseFiles: [String] { ["", "-wal", "-shm"].map { database + $0 } }
}
