import Federation
public import Foundation
import GRDB
import Synchronization

/// Where the ballots' own files are: one file a ballot, holding its roll, marks and papers.
///
/// A mark and its paper are one fact, and a commit across two SQLite files is not atomic: so both
/// are in this file, which commits alone, and nothing of them is in the node's database. The
/// database only says how far the ballot is. Each of its changes can be repeated after a crash:
/// opening freezes the roll anew as long as nothing was announced; closing finds a sealed box and
/// counts it again.
///
/// Ballot files belong into no backup before the close.
public final class BallotBoxes: Sendable {
    private let directory: URL?
    private let inMemory = Mutex<[ObjectID: DatabaseQueue]>([:])

    /// Boxes in a directory that only the node can read; it is made when the first box is.
    public init(directory: URL) { self.directory = directory }

    private init() { directory = nil }

    /// Boxes that are gone with the process, for tests.
    public static func inMemory() -> BallotBoxes { BallotBoxes() }

    /// The box of a ballot that is being opened, empty if there was none.
    func make(for ballot: ObjectID) throws -> BallotBox {
        guard let directory else {
            let queue = try inMemory.withLock { boxes in
                if let box = boxes[ballot] { return box }
                let box = try DatabaseQueue()
                boxes[ballot] = box
                return box
            }
            return try BallotBox(.memory(queue), creates: true)
        }
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return try BallotBox(.file(path(of: ballot, in: directory)), creates: true)
    }

    /// The box of a ballot that was opened.
    func box(of ballot: ObjectID) throws -> BallotBox {
        guard let directory else {
            guard let queue = inMemory.withLock({ $0[ballot] }) else {
                throw BallotBoxMissing(ballot: ballot, place: "memory")
            }
            return try BallotBox(.memory(queue), creates: false)
        }
        let path = path(of: ballot, in: directory)
        guard FileManager.default.fileExists(atPath: path) else {
            throw BallotBoxMissing(ballot: ballot, place: path)
        }
        return try BallotBox(.file(path), creates: false)
    }

    /// Removes the box of a cancelled ballot with its papers.
    func remove(_ ballot: ObjectID) {
        inMemory.withLock { $0[ballot] = nil }
        guard let directory else { return }
        let path = path(of: ballot, in: directory)
        for suffix in ["", "-journal", BallotBox.freshSuffix] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    private func path(of ballot: ObjectID, in directory: URL) -> String {
        directory.appendingPathComponent("\(ballot).ballot").path
    }
}

/// The file with a ballot's marks and papers is not where it was.
struct BallotBoxMissing: Error, CustomStringConvertible {
    let ballot: ObjectID
    let place: String

    var description: String {
        "The box of ballot \(ballot) is not at \(place). Nothing was changed. Bring the file back "
            + "from where it was moved, or cancel the ballot."
    }
}
