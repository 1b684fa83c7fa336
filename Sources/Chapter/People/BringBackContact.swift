import Federation
import GRDB

/// Brings back a contact who was removed, under the same number and with the same history.
///
/// Ways to sign in do not come back. A relation that does not fit any more, because somebody is
/// gone or lives elsewhere by now, is left out and counted.
public struct BringBackContact: Act {
    /// What came back.
    public struct Back: Hashable, Sendable {
        /// The contact.
        public let memberID: MemberID
        /// How many relations and positions do not fit any more.
        public let leftOut: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What `RemoveContact` gave as its id.
    public var removal: Int64

    /// A contact who was removed.
    public init(_ removal: Int64) { self.removal = removal }

    /// Brings the contact back in one transaction.
    public func perform(in context: ActContext) throws -> Result<Back, Refusal> {
        try refusing {
            let lines = Array(
                try context.takeBackBulkChange(
                    removal, by: ["RemoveContact"], missing: .notFound("removal of a contact"),
                    again: Refusal(.conflict, "This contact has been brought back already.")
                ).reversed())
            guard let named = lines.first(where: { $0["field"] == PersonField.name.rawValue }),
                let member: MemberID = named["member_id"], let name: String = named["old"]
            else { throw Refusal.notFound("removal of a contact") }
            let own = lines.filter { ($0["member_id"] as MemberID?) == member }
            var change = try insert(member, named: name, own, in: context)
            try fill(&change, own, in: context)
            var leftOut = 0
            for line in own where TieText.canBePutBack(line["field"]) {
                if try !isPutBack(line, &change) { leftOut += 1 }
            }
            try change.finish()
            return Back(memberID: member, leftOut: leftOut)
        }
    }

    /// The row of the contact, with the version after that of the removal.
    private func insert(
        _ member: MemberID, named name: String, _ lines: [Row], in context: ActContext
    ) throws -> PersonChange {
        let written = lines.first { $0["field"] == PersonField.status.rawValue }
        let status: String? = written.flatMap { $0["old"] }
        let version = (lines.compactMap { $0["version"] as Int? }.max() ?? 0) + 1
        try context.db.execute(
            sql:
                "INSERT INTO member (id, version, name, folded_name, status) VALUES (?, ?, ?, ?, ?)",
            arguments: [member, version, name, foldedName(name), status ?? "contact"])
        return PersonChange(
            ofNew: StoredPerson(
                id: member, version: version, values: [.kind: "person"], details: [:]),
            by: "BringBackContact", why: nil, in: context)
    }

    /// Fields and lists as they were.
    private func fill(
        _ change: inout PersonChange, _ lines: [Row], in context: ActContext
    ) throws {
        var lists: [Detail: [DetailRow]] = [:]
        for line in lines {
            let (field, old): (String, String?) = (line["field"], line["old"])
            guard let old else { continue }
            if let field = PersonField(rawValue: field) {
                try change.set(field, old)
            } else if let detail = Detail(rawValue: field), let row = DetailRow(detail, text: old) {
                lists[detail, default: []].append(row)
            }
        }
        try refuseTaken(
            lists[.externalID] ?? [], besides: change.person.id, in: context.db)
        for detail in Detail.allCases {
            if let rows = lists[detail] { try change.replace(detail, with: rows) }
        }
    }

    /// Puts a relation, a position or the point person back, if it still fits.
    private func isPutBack(_ line: Row, _ change: inout PersonChange) throws -> Bool {
        do {
            return try change.putBackTie(line["field"], from: nil, to: line["old"])
        } catch is Refusal {
            return false
        }
    }
}
