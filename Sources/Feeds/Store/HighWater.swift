public import Federation
import Foundation
import Sodium
import Synchronization

/// Remembers, outside the database, how far the chapter's own feed was sent out.
///
/// The order is: commit, then this file, then push. A database ahead of the file is normal after
/// a crash. A database behind it, or on another machine or file, is a restored copy: the chapter
/// then may not write before others have said what they hold.
public final class HighWater: Sendable {
    private let file: any ReplacedFile
    private let place: String
    private let lastFailure = Mutex<String?>(nil)

    /// What the file says against what the database holds.
    public enum Verdict: Hashable, Sendable {
        /// There is no file and no event: a new chapter.
        case new
        /// The database goes as far or further.
        case current
        /// The database may be older than what was sent out, for the reason named.
        case restored(String)
    }

    /// - Parameters:
    ///   - path: the file.
    ///   - databasePath: the database, whose device and inode are remembered.
    ///   - machine: what tells this machine from others.
    public convenience init(path: String, databasePath: String, machine: String) {
        var status = stat()
        let found = stat(databasePath, &status) == 0
        self.init(
            file: FileOnDisk(path: path),
            place: found ? "\(machine) \(status.st_dev) \(status.st_ino)" : machine)
    }

    /// - Parameters:
    ///   - file: where it is kept.
    ///   - place: what tells the database's place from all others.
    public init(file: any ReplacedFile, place: String) {
        self.file = file
        self.place = place
    }

    /// Writes the file anew and waits until it is on the disk.
    ///
    /// A failure is kept for `failure` and does not undo the commit: the file is only behind.
    public func raise(to tip: Tip, of feed: FeedName) {
        let text = "\(feed.epoch) \(tip.seq) \(tip.id)\n\(place)\n"
        let reason = file.replace(with: Array(text.utf8))
        lastFailure.withLock { $0 = reason }
    }

    /// Why the file could not be written the last time, if it could not.
    public var failure: String? { lastFailure.withLock { $0 } }

    /// Compares the file with the end of the feed in the database.
    public func verdict(on tip: Tip, of feed: FeedName) -> Verdict {
        guard let bytes = file.bytes() else {
            return tip.seq == 0
                ? .new : .restored("the record of what this chapter has sent is missing")
        }
        let text = String(bytes: bytes, encoding: .utf8) ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, let epoch = UInt32(words[0]), let seq = UInt64(words[1]) else {
            return .restored("the record of what this chapter has sent is damaged")
        }
        if lines.count < 2 || lines[1] != place {
            return .restored("the database was copied to another place or machine")
        }
        if epoch > feed.epoch || (epoch == feed.epoch && seq > tip.seq) {
            return .restored("the database is older than what this chapter has sent")
        }
        if epoch == feed.epoch, seq == tip.seq, tip.seq > 0, tip.id.description != words[2] {
            return .restored("the database holds another history than this chapter has sent")
        }
        return .current
    }
}
