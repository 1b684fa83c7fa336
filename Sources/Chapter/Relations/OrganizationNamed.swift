public import GRDB

/// An organization as somebody typed it: its name, or its name and number.
public struct OrganizationNamed: Sendable {
    /// What was typed; empty for none.
    public var typed: String

    /// A text of a form.
    public init(_ typed: String) { self.typed = typed }

    /// So many are named in a list to choose from; any other can be typed.
    public static let mostKnown = 300

    /// Finds the organization for a viewer who may see people; nil where nothing was typed.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<MemberID?, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let text = typed.entered
        guard !text.isEmpty else { return .success(nil) }
        if let mark = text.lastIndex(of: "#"), let id = Int64(text[text.index(after: mark)...]) {
            let found = try MemberID.fetchOne(
                db, sql: "SELECT id FROM member WHERE id = ? AND kind = 'organization'",
                arguments: [id])
            if let found { return .success(found) }
        }
        let ids = try MemberID.fetchAll(
            db,
            sql: """
                SELECT id FROM member WHERE kind <> 'person' AND kind = 'organization'
                AND folded_name = ? ORDER BY id LIMIT 2
                """, arguments: [foldedName(text)])
        switch ids.count {
        case 1: return .success(ids[0])
        case 0:
            return .failure(
                .invalid(
                    "organization",
                    "There is no organization called “\(text)”. Add it to the contacts first."))
        default:
            return .failure(
                .invalid(
                    "organization",
                    "Several organizations are called “\(text)”. Add the number of the one that is "
                        + "meant: \(text) #\(ids[0])."))
        }
    }

    /// What a form shows for an organization that is chosen.
    public static func text(_ organization: ContactName) -> String {
        "\(organization.name) #\(organization.memberID)"
    }

    /// The names of organizations to choose from, for a viewer who may see people; those that share
    /// a name come with their numbers.
    public static func known(in db: Database, for viewer: Viewer) throws -> Result<
        [String], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, kind, folded_name FROM member
                WHERE kind <> 'person' AND kind = 'organization' ORDER BY folded_name, id LIMIT ?
                """, arguments: [mostKnown])
        let names = rows.map { $0["folded_name"] as String }
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        return .success(
            rows.map { row in
                let contact = ContactName(row)
                return counts[row["folded_name"], default: 1] > 1 ? text(contact) : contact.name
            })
    }
}
