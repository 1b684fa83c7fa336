public import Federation
public import GRDB

/// How active somebody was in the last year: counts that say what they count, and no score.
///
/// The person sees the same as those who keep the lists.
public struct PersonActivity: Hashable, Sendable {
    /// A search that the person is in or out of by hand.
    public struct Placed: Hashable, Sendable {
        /// The search.
        public let search: Int64
        /// What it is called.
        public let name: String
        /// Put in, or else taken out.
        public let isIn: Bool
    }

    /// The last year is so many days.
    public static let days = 365

    /// To how many meetings the person came.
    public let came: Int
    /// How many meetings there were.
    public let held: Int
    /// How many tasks the person did.
    public let tasksDone: Int
    /// How often the person was in touch with us.
    public let contacts: Int
    /// Searches that the person is in or out of by hand; none for who may not see people.
    public let placed: [Placed]

    /// Counts for a viewer who may see the person.
    public static func read(
        of member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<PersonActivity, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let since = (now + -Int64(days) * 86_400_000).milliseconds
        func count(_ sql: String, _ arguments: StatementArguments) throws -> Int {
            try Int.fetchOne(db, sql: sql, arguments: arguments) ?? 0
        }
        let meetings = "cancelled = 0 AND starts_at BETWEEN ? AND ?"
        let placed =
            viewer.may(.seePeople)
            ? try Row.fetchAll(
                db,
                sql: """
                    SELECT id, name, is_in FROM saved_search_person
                    JOIN saved_search ON saved_search.id = search_id
                    WHERE member_id = ? AND removed_at IS NULL AND (is_shared = 1 OR owner = ?)
                    ORDER BY folded_name
                    """, arguments: [member, viewer.actor]) : []
        return .success(
            PersonActivity(
                came: try count(
                    """
                    SELECT count(*) FROM attendance JOIN meeting ON meeting.id = meeting_id
                    WHERE member_id = ? AND \(meetings)
                    """, [member, since, now.milliseconds]),
                held: try count(
                    "SELECT count(*) FROM meeting WHERE \(meetings)", [since, now.milliseconds]),
                tasksDone: try count(
                    """
                    SELECT count(*) FROM interaction WHERE kind = 'task' AND is_private = 0
                      AND done_by = ?
                    AND done_at >= ? AND removed_at IS NULL
                    """, [member.description, since]),
                contacts: try count(
                    """
                    SELECT count(*) FROM interaction_party
                    JOIN interaction ON interaction.id = interaction_id
                    WHERE member_id = ? AND interaction_party.at BETWEEN ? AND ?
                      AND removed_at IS NULL AND is_private = 0 AND kind <> 'task'
                      AND side <> 'about'
                    """, [member, since, now.milliseconds]),
                placed: placed.map { Placed(search: $0[0], name: $0[1], isIn: $0[2]) }))
    }
}
