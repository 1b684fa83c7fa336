public import GRDB

/// The things of the chapter's own that a contact has to do with.
public struct ObjectsOfContact: Hashable, Sendable, Encodable {
    /// The thing.
    public let object: Int64
    /// What it is called.
    public let name: String
    /// Its kind.
    public let kind: String
    /// What the contact is to it; empty for nothing in particular.
    public let capacity: String
    /// Since when.
    public let startsOn: String?
    /// Until when.
    public let endsOn: String?

    /// Reads them for who may see people.
    public static func read(of member: MemberID, in db: Database, for viewer: Viewer) throws
        -> [ObjectsOfContact]
    {
        guard viewer.may(.seePeople) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT o.id, o.name, t.name, c.capacity, c.starts_on, c.ends_on
                FROM own_object_contact c JOIN own_object o ON o.id = c.object_id
                JOIN object_type t ON t.id = o.type_id
                WHERE c.member_id = ? AND o.removed_at IS NULL
                ORDER BY t.folded_name, o.folded_name, o.id
                """, arguments: [member]
        ).map {
            ObjectsOfContact(
                object: $0[0], name: $0[1], kind: $0[2], capacity: $0[3], startsOn: $0[4],
                endsOn: $0[5])
        }
    }
}
