import GRDB

/// Takes one change back: the field gets the value it had before.
///
/// It is refused when the field has changed again since, so that nothing newer is lost.
public struct RevertChange: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The row of the history.
    public var change: Int64
    /// The reason, for the history.
    public var why: String?

    /// A row of the history to take back.
    public init(_ change: Int64, why: String? = nil) {
        self.change = change
        self.why = why
    }

    /// Takes the change back and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        do {
            return .success(try revert(in: context))
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    private func revert(in context: ActContext) throws -> Int {
        let row = try Row.fetchOne(
            context.db, sql: "SELECT member_id, field, old, new FROM history WHERE id = ?",
            arguments: [change])
        guard let row, let member: MemberID = row["member_id"] else {
            throw Refusal.notFound("change of a person")
        }
        let person = try context.personToChange(member, expected: nil).get()
        let reason = try checkedWhy(why).get()
        let name: String = row["field"]
        let old: String? = row["old"]
        let new: String? = row["new"]
        var change = PersonChange(of: person, by: "RevertChange", why: reason, in: context)
        if let field = PersonField(rawValue: name) {
            guard person.values[field] == new else { throw changedSince(name, person) }
            if old == nil, field == .name || field == .status {
                throw Refusal(.conflict, "A person cannot be without a \(field.words).")
            }
            try change.set(field, old)
        } else if let detail = Detail(rawValue: name) {
            try revert(detail, from: new, to: old, &change, in: context)
        } else {
            throw Refusal(.conflict, "A change of \(name) cannot be taken back here.")
        }
        return try change.finish()
    }

    private func revert(
        _ detail: Detail, from new: String?, to old: String?, _ change: inout PersonChange,
        in context: ActContext
    ) throws {
        var rows = change.person.rows(detail)
        if let new {
            guard let index = rows.firstIndex(where: { $0.text == new }) else {
                throw changedSince(detail.rawValue, change.person)
            }
            rows.remove(at: index)
        }
        if let old, let row = DetailRow(detail, text: old) {
            guard !rows.contains(where: { $0.key == row.key }) else {
                throw changedSince(detail.rawValue, change.person)
            }
            if detail == .externalID {
                try refuseTaken([row], besides: change.person.id, in: context.db)
            }
            // Somebody else may be first in line by now.
            rows.append(rows.contains(where: \.isPrimary) ? row.primary(false) : row)
        }
        let checked = try checkedRows(detail, rows.map { .success($0) }).get()
        try change.replace(detail, with: checked)
    }

    private func changedSince(_ field: String, _ person: StoredPerson) -> Refusal {
        Refusal(
            .conflict,
            "The \(fieldWords(field)) of \(person.name) has changed again since. "
                + "Nothing was taken back.")
    }
}
