public import Federation
public import GRDB

/// A position, who holds it and where.
public struct PositionEntry: Hashable, Sendable {
    /// The position.
    public let id: Int64
    /// What it is called.
    public let title: String
    /// Who holds it.
    public let holder: ContactName
    /// The organization at which it is held; nil for the chapter.
    public let organization: ContactName?
    /// The first day, as 2026-05-01; nil where it is not known.
    public let startsOn: String?
    /// The last day; nil while it goes on.
    public let endsOn: String?
    /// What else was said of it.
    public let note: String?
    /// Whether it has ended.
    public let isOver: Bool

    init(_ row: Row, showsNote: Bool) {
        id = row["position_id"]
        title = row["title"]
        holder = ContactName(row, prefix: "holder_")
        let place: MemberID? = row["place_id"]
        organization = place == nil ? nil : ContactName(row, prefix: "place_")
        startsOn = row["starts_on"]
        endsOn = row["ends_on"]
        note = showsNote ? row["note"] : nil
        isOver = row["is_over"]
    }

    fileprivate static let columns = """
        SELECT p.id AS position_id, p.title, p.starts_on, p.ends_on, p.note,
          p.ends_on IS NOT NULL AND p.ends_on <= :today AS is_over,
          h.id AS holder_id, h.name AS holder_name, h.kind AS holder_kind,
          o.id AS place_id, o.name AS place_name, o.kind AS place_kind
        FROM position p JOIN member h ON h.id = p.member_id
        LEFT JOIN member o ON o.id = p.organization_id
        """
}

/// The positions that a contact holds, and for an organization those that are held there.
public struct ContactPositions: Hashable, Sendable {
    /// Those that the contact holds, with those that have ended last.
    public let held: [PositionEntry]
    /// Those that others hold there, by title and name, with those that have ended last.
    public let there: [PositionEntry]

    /// So many of those held somewhere are read.
    public static let mostThere = 500

    /// Reads them for a viewer who may see the contact.
    ///
    /// Members see which positions they hold themselves, without the notes.
    public static func read(
        of member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<ContactPositions, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let seesAll = viewer.may(.seePeople)
        let today = try DaySpan.today(in: db, at: now).description
        let held = try Row.fetchAll(
            db,
            sql: """
                \(PositionEntry.columns) WHERE p.member_id = :member
                ORDER BY is_over, coalesce(p.starts_on, ''), p.id
                """, arguments: ["member": member, "today": today])
        let there =
            seesAll
            ? try Row.fetchAll(
                db,
                sql: """
                    \(PositionEntry.columns) WHERE p.organization_id = :member
                    ORDER BY is_over, p.key, h.folded_name, p.id LIMIT :limit
                    """, arguments: ["member": member, "today": today, "limit": mostThere]) : []
        return .success(
            ContactPositions(
                held: held.map { PositionEntry($0, showsNote: seesAll) },
                there: there.map { PositionEntry($0, showsNote: seesAll) }))
    }
}

/// What a position can be called.
public enum PositionTitle {
    /// What the pages suggest; anything else can be written.
    public static let suggested = [
        "contact", "steward", "organizer", "treasurer", "ally", "employer", "journalist",
        "official",
    ]
}
