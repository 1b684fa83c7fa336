import Federation
public import GRDB

/// The roles that a person holds now.
public func heldRoles(_ db: Database, _ member: MemberID) throws -> Set<Role> {
    let names = try String.fetchAll(
        db, sql: "SELECT role FROM member_role WHERE member_id = ? AND until IS NULL",
        arguments: [member])
    return Set(names.compactMap(Role.init))
}

/// Ends a role that the person holds.
func endRole(_ role: Role, of member: MemberID, in context: ActContext) throws {
    try context.db.execute(
        sql: """
            UPDATE member_role SET until = max(since, ?)
            WHERE member_id = ? AND role = ? AND until IS NULL
            """, arguments: [context.now.milliseconds, member, role.rawValue])
}

extension Viewer {
    /// Whether the viewer may give and take this role: only with rights that they have themselves,
    /// or a role could be climbed.
    public func mayGive(_ role: Role) -> Bool {
        may(.giveRoles) && role.permissions.allSatisfy { may($0) }
    }
}
