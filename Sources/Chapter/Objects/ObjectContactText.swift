import GRDB

/// A contact of a thing as the history of the thing writes it: a value a line.
///
/// People read the name, as what, and the days; the number lets it be put back as it was.
struct ObjectContactText: Hashable {
    /// The field of history that is written so.
    static let field = "contact"

    /// What the contact was called.
    let name: String
    /// Who.
    let member: MemberID
    /// As what; empty for nothing in particular.
    let capacity: String
    /// The first day, as 2026-05-01.
    let startsOn: String?
    /// The last day.
    let endsOn: String?

    init(name: String, member: MemberID, capacity: String, startsOn: String?, endsOn: String?) {
        self.name = name
        self.member = member
        self.capacity = capacity
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    /// Reads what history has; nil for what was written before numbers were kept in it.
    init?(_ text: String) {
        let cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 5, let member = MemberID(cells[1]) else { return nil }
        self.init(
            name: cells[0], member: member, capacity: cells[2], startsOn: cells[3].unlessEmpty,
            endsOn: cells[4].unlessEmpty)
    }

    /// How history writes it.
    var text: String {
        [name, member.description, capacity, startsOn ?? "", endsOn ?? ""].joined(separator: "\n")
    }

    /// As what and when, in one line.
    var details: String { Self.line([capacity], startsOn, endsOn) }

    /// All of it in one line; a line of before as it is.
    static func shown(_ text: String) -> String {
        let cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 5 else { return text }
        return line([cells[0], cells[2]], cells[3].unlessEmpty, cells[4].unlessEmpty)
    }

    private static func line(_ parts: [String], _ startsOn: String?, _ endsOn: String?) -> String {
        (parts + [startsOn.map { "from \($0)" } ?? "", endsOn.map { "until \($0)" } ?? ""])
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// What holds now; nil where the contact has nothing to do with the thing as that.
    static func current(
        of object: Int64, _ person: StoredPerson, capacity: String, in db: Database
    ) throws -> ObjectContactText? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT starts_on, ends_on FROM own_object_contact
                WHERE object_id = ? AND member_id = ? AND capacity = ?
                """, arguments: [object, person.id, capacity]
        ).map {
            ObjectContactText(
                name: person.name, member: person.id, capacity: capacity, startsOn: $0[0],
                endsOn: $0[1])
        }
    }

    /// Whether it is the same but for the name, which may be another one by now.
    func isSame(as other: ObjectContactText) -> Bool {
        capacity == other.capacity && startsOn == other.startsOn && endsOn == other.endsOn
    }
}
