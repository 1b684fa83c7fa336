import GRDB
import Synchronization

/// Taking deleted bodies out of SQLite's write-ahead log as well.
extension Feeds {
    /// Tries again to empty the log after bodies were taken back, if that is still to be done.
    ///
    /// Whoever reads at the moment keeps the log from being emptied, so this is called until it
    /// was possible.
    public func emptyLog() async throws {
        guard state.withLock({ $0.logHoldsForgotten }) else { return }
        try await database.writeWithoutTransaction { [self] db in emptyLog(db) }
    }

    /// Empties the log if nobody reads from it; else it stays to be done.
    func emptyLog(_ db: Database) {
        let emptied = (try? db.checkpoint(.truncate)) != nil
        state.withLock { $0.logHoldsForgotten = !emptied }
    }
}
