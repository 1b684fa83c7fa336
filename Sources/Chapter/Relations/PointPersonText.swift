import GRDB

/// Who looks after a contact, as history writes it: the name, then the number.
public struct PointPersonText: Hashable, Sendable {
    /// The field of history that is written so.
    public static let field = "point person"

    /// What they were called.
    public let name: String
    /// Who.
    public let member: MemberID

    init(name: String, member: MemberID) {
        self.name = name
        self.member = member
    }

    /// Reads what history has; nil for anything else.
    public init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard lines.count == 2, let member = MemberID(String(lines[1])) else { return nil }
        self.init(name: String(lines[0]), member: member)
    }

    /// How history writes it.
    var text: String { "\(name)\n\(member)" }

    /// Who looks after a contact now; nil where nobody does.
    static func current(of member: MemberID, in db: Database) throws -> PointPersonText? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT p.name, p.id FROM member m JOIN member p ON p.id = m.point_person
                WHERE m.id = ?
                """, arguments: [member])
        return row.map { PointPersonText(name: $0[0], member: $0[1]) }
    }
}
