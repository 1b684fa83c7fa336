import Feeds
import GRDB

/// What goes if a contact is removed, and what keeps them.
public struct RemovalPreview: Sendable {
    /// What the contact is called.
    public let name: String
    /// How many rows of each table go with the record.
    public let goes: [String: Int]
    /// Whether there are sign-in links or sessions, which end.
    public let endsSignIns: Bool
    /// Why the contact has to stay; none where they can go.
    public let obstacles: [Refusal]
}

extension Chapter {
    /// What removing a contact would do, for whoever may edit people.
    public func removalPreview(of member: MemberID, for viewer: Viewer) async throws
        -> Result<RemovalPreview, Refusal>
    {
        guard viewer.may(RemoveContact.permission) else {
            return .failure(.notAllowed(RemoveContact.permission))
        }
        return try await read { [ballotBoxes] db in
            guard let person = try StoredPerson.fetch(db, member) else {
                return .failure(.notFound("person"))
            }
            let tables = Set(Detail.allCases.map(\.table) + ["relation", "position"])
            let signIns = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM sign_in_link WHERE member_id = :id)
                      OR EXISTS (SELECT 1 FROM member_token WHERE member_id = :id)
                    """, arguments: ["id": member])
            return .success(
                RemovalPreview(
                    name: person.name,
                    goes: try db.mergeCounts(of: member).filter { tables.contains($0.key) },
                    endsSignIns: signIns ?? false,
                    obstacles: try RemovalObstacles(
                        person: person, db: db, viewer: viewer, boxes: ballotBoxes
                    ).all()))
        }
    }
}
