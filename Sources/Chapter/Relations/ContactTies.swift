public import Federation
public import GRDB

/// How one contact hangs together with others, as its page shows it.
public struct ContactTies: Sendable {
    /// What the contact is.
    public let kind: ContactKind
    /// Its relations; none for members who look at themselves.
    public let relations: [ContactRelations.Group]
    /// The positions that it holds, and for an organization those that are held there.
    public let positions: ContactPositions
    /// Who looks after it.
    public let pointPerson: ContactName?
    /// Its agreements; nil for members who look at themselves.
    public let agreements: AgreementList.Page?

    /// Reads what a viewer may see; members see their own positions and point person alone.
    public static func read(
        of member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<ContactTies, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let kind = try String.fetchOne(
            db, sql: "SELECT kind FROM member WHERE id = ?", arguments: [member])
        guard let kind else { return .failure(.notFound("contact")) }
        let seesAll = viewer.may(.seePeople)
        return try refusing {
            ContactTies(
                kind: ContactKind(rawValue: kind) ?? .person,
                relations: seesAll
                    ? try ContactRelations(member).answer(in: db, for: viewer, at: now).get() : [],
                positions: try ContactPositions.read(of: member, in: db, for: viewer, at: now)
                    .get(),
                pointPerson: try PointPersonLoad.pointPerson(of: member, in: db, for: viewer)
                    .get(),
                agreements: seesAll
                    ? try AgreementList(.all, of: member).answer(in: db, for: viewer, at: now).get()
                    : nil)
        }
    }
}
