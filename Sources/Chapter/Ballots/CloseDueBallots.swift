public import Federation
import Feeds
import GRDB

extension Chapter {
    /// Closes the ballots whose closing time has come, and gives them.
    ///
    /// Each is closed by itself: one that cannot be counted, because its box is missing, keeps no
    /// other open. What went wrong with the first such ballot is thrown at the end.
    @discardableResult
    public func closeDueBallots(at now: Timestamp) async throws -> [ObjectID] {
        // After a restore the node asks the others first; the ballots are closed when it may write.
        guard feeds.gateIsOpen else { return [] }
        let due = try await read { db in
            try ObjectID.fetchAll(
                db,
                sql: """
                    SELECT id FROM ballot WHERE state = 'open' AND closes_at <= ?
                    ORDER BY closes_at, id
                    """,
                arguments: [now.milliseconds])
        }
        var closed: [ObjectID] = []
        var failure: (any Error)?
        for ballot in due {
            do {
                _ = try await perform(CloseBallot(ballot), as: .operator, at: now).get()
                closed.append(ballot)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return closed
    }
}
