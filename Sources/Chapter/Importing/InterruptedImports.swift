import Feeds
import GRDB

extension Chapter {
    /// Forgets what was staged of lists when the last node was cut off in the middle.
    ///
    /// Only for the start of a node: afterwards such lists are on their way.
    public func forgetInterruptedImports() async throws {
        try await feeds.database.write { db in
            let cutOff = try Int64.fetchAll(
                db, sql: "SELECT id FROM import WHERE state = 'staging'")
            for id in cutOff { try deleteStaged(id, in: db, all: true) }
        }
    }
}
