public import Federation
public import GRDB

/// Members who care about the same things as whoever looks, out of the directory alone.
public struct DirectoryLikeness: Hashable, Sendable {
    /// One of them.
    public let entry: DirectoryEntry
    /// The interests that both have, as the other one writes them.
    public let shared: [String]

    /// So many are suggested.
    public static let most = 6

    /// Those with the most shared interests first.
    ///
    /// They let others see their interests; whether the viewer does makes no difference.
    public static func read(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> [Self]
    {
        guard viewer.may(.takePart), let me = viewer.memberID else { return [] }
        let mine = try Set(
            String.fetchAll(
                db, sql: "SELECT key FROM member_interest WHERE member_id = ?", arguments: [me]))
        guard !mine.isEmpty else { return [] }
        let ids = try MemberID.fetchAll(
            db,
            sql: """
                SELECT m.id FROM member_interest mine
                  JOIN member_interest i ON i.key = mine.key AND i.member_id <> mine.member_id
                  JOIN directory_field f ON f.member_id = i.member_id AND f.field = 'interests'
                  JOIN member m ON m.id = i.member_id
                WHERE mine.member_id = ? AND \(DirectoryEntry.isListed)
                GROUP BY m.id ORDER BY count(*) DESC, m.folded_name, m.id LIMIT \(most)
                """, arguments: [me])
        let today = try DaySpan.today(in: db, at: now).description
        return try DirectoryEntry.fetch(ids, in: db, today: today).map { entry in
            DirectoryLikeness(
                entry: entry, shared: entry.interests.filter { mine.contains(foldedName($0)) })
        }
    }
}
