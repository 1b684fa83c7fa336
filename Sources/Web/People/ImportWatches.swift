import Chapter
import Synchronization

/// How far the lists are that are being staged now, under names that the senders chose.
final class ImportWatches: Sendable {
    /// How many lists are watched at once; further ones are staged unwatched.
    static let watchesAtMost = 100

    private let watches = Mutex<[String: ImportProgressAnswer]>([:])

    /// Keeps how far a list is.
    func note(_ progress: ImportProgress, for name: String) {
        let answer = ImportProgressAnswer(
            phase: progress.phase.rawValue, done: progress.done, total: progress.total)
        watches.withLock { watches in
            guard watches[name] != nil || watches.count < Self.watchesAtMost else { return }
            watches[name] = answer
        }
    }

    /// How far a list is; nil if none is on its way under this name.
    func progress(_ name: String) -> ImportProgressAnswer? { watches.withLock { $0[name] } }

    /// Forgets a list that has been staged.
    func end(_ name: String) { _ = watches.withLock { $0.removeValue(forKey: name) } }
}
