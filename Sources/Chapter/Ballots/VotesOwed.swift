public import Federation
import Feeds
import GRDB

extension Chapter {
    /// How many open ballots the member who looks may still vote in; nobody else owes any.
    ///
    /// It is asked on every page: only the boxes of open ballots are opened, and there are few.
    public func votesOwed(by viewer: Viewer, at now: Timestamp) async throws -> Int {
        guard let member = viewer.memberID else { return 0 }
        return try await read { db in
            let open = try ObjectID.fetchAll(
                db,
                sql: """
                    SELECT id FROM ballot
                    WHERE state = 'open' AND (closes_at IS NULL OR closes_at > ?)
                    """,
                arguments: [now.milliseconds])
            // A box that was moved away must not take every page with it.
            return open.count {
                (try? ballotBoxes.box(of: $0).hasVoted(member)) == .some(false)
            }
        }
    }
}
