public import Federation
public import GRDB

/// A role that somebody holds.
public struct RoleHolder: Hashable, Sendable {
    /// Who.
    public let member: MemberID
    /// Their name.
    public let name: String
    /// The role.
    public let role: Role
    /// Since when.
    public let since: Timestamp
}

/// Who holds which role, for whoever may give roles.
public func roleHolders(_ db: Database, for viewer: Viewer) throws -> Result<[RoleHolder], Refusal>
{
    guard viewer.may(.giveRoles) else { return .failure(.notAllowed(.giveRoles)) }
    let rows = try Row.fetchAll(
        db,
        sql: """
            SELECT m.id, m.name, r.role, r.since FROM member_role r JOIN member m
            ON m.id = r.member_id WHERE r.until IS NULL ORDER BY r.role, m.folded_name, m.id
            """)
    return .success(
        rows.compactMap { row in
            Role(rawValue: row["role"]).map { role in
                RoleHolder(
                    member: row["id"], name: row["name"], role: role,
                    since: Timestamp(milliseconds: row["since"]))
            }
        })
}
