public import GRDB

/// A contact at one end of something: which, what it is called and what it is.
struct ContactEnd {
    let id: MemberID
    let name: String
    let kind: ContactKind
    let status: String

    /// Finds a contact; what is not there is refused.
    static func find(_ id: MemberID, in db: Database) throws -> ContactEnd {
        let statement = try db.cachedStatement(
            sql: "SELECT id, name, kind, status FROM member WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else {
            throw Refusal.notFound("contact")
        }
        return ContactEnd(
            id: row[0], name: row[1], kind: ContactKind(rawValue: row[2]) ?? .person,
            status: row[3])
    }
}

/// A contact as relations, positions and agreements show it.
public struct ContactName: Hashable, Sendable {
    /// The contact.
    public let memberID: MemberID
    /// What it is called.
    public let name: String
    /// What it is.
    public let kind: ContactKind

    /// Reads the columns `id`, `name` and `kind` of a row, with a prefix.
    init(_ row: Row, prefix: String = "") {
        memberID = row[prefix + "id"]
        name = row[prefix + "name"]
        kind = ContactKind(rawValue: row[prefix + "kind"]) ?? .person
    }
}

extension ContactName {
    /// A contact's name and kind, for a viewer who may see people.
    public static func read(_ member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<ContactName, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db, sql: "SELECT id, name, kind FROM member WHERE id = ?", arguments: [member])
        guard let row else { return .failure(.notFound("contact")) }
        return .success(ContactName(row))
    }
}
