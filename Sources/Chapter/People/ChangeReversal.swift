import GRDB

/// Puts fields and lists of one person back to what they were before some rows of history.
struct ChangeReversal {
    private var change: PersonChange
    private let context: ActContext
    private var lists: [Detail: [DetailRow]] = [:]

    /// Begins for a person as they are now.
    init(of person: StoredPerson, by act: String, why: String?, in context: ActContext) {
        change = PersonChange(of: person, by: act, why: why, in: context)
        self.context = context
    }

    /// Takes one row of history back; the newest comes first.
    mutating func take(_ row: Row) throws {
        let (name, old, new): (String, String?, String?) = (row["field"], row["old"], row["new"])
        if let field = PersonField(rawValue: name) {
            guard change.person.values[field] == new else { throw changedSince(name) }
            if old == nil, [.name, .status, .kind].contains(field) {
                throw Refusal(.conflict, "A person cannot be without a \(field.words).")
            }
            var after = change.person.values
            after[field] = old
            try refuseMembership(of: after[.kind], status: after[.status])
            try change.set(field, old)
        } else if let detail = Detail(rawValue: name) {
            try take(detail, from: new, to: old)
        } else if TieText.canBePutBack(name) {
            guard try change.putBackTie(name, from: new, to: old) else { throw changedSince(name) }
        } else if name == PeriodInHistory.field {
            try change.restorePeriod(from: new, to: old, in: context)
        } else {
            throw Refusal(.conflict, "A change of \(name) cannot be taken back here.")
        }
    }

    private mutating func take(_ detail: Detail, from new: String?, to old: String?) throws {
        var rows = lists[detail] ?? change.person.rows(detail)
        if let new {
            guard let index = rows.firstIndex(where: { $0.text == new }) else {
                throw changedSince(detail.rawValue)
            }
            rows.remove(at: index)
        }
        if let old, let row = DetailRow(detail, text: old) {
            guard !rows.contains(where: { $0.key == row.key }) else {
                throw changedSince(detail.rawValue)
            }
            if detail == .externalID {
                try refuseTaken([row], besides: change.person.id, in: context.db)
            }
            // Somebody else may be first in line by now.
            rows.append(rows.contains(where: \.isPrimary) ? row.primary(false) : row)
        }
        lists[detail] = rows
    }

    /// Writes what has changed and gives the record's new version.
    mutating func finish() throws -> Int {
        for detail in Detail.allCases {
            guard let rows = lists[detail] else { continue }
            let checked = try checkedRows(detail, rows.map { .success($0) }).get()
            try change.replace(detail, with: checked)
        }
        // A status that was taken back still follows from whatever periods there are.
        try change.settle(
            try MembershipPeriod.fetch(context.db, of: change.person.id),
            on: try chapterDay(context.db, at: context.now), in: context)
        return try change.finish()
    }

    private func changedSince(_ field: String) -> Refusal {
        .changedSince(fieldWords(field), of: change.person.name)
    }
}
