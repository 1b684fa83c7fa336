import GRDB

/// What a row of a list changes about a person who is known.
struct PersonDifference: Sendable {
    /// A row of a detail to add, in place of another where `replaces` is its key.
    struct Addition: Sendable {
        let row: DetailRow
        var replaces: String?
    }

    var values: [PersonField: String] = [:]
    var additions: [Addition] = []
    /// Whether a name, a part of it or pronouns entered by hand were kept against the list.
    var keptByHand = false

    var isEmpty: Bool { values.isEmpty && additions.isEmpty }

    /// Whether the person is found under other words afterwards.
    var changesSearch: Bool {
        PersonField.searched.contains { values[$0] != nil }
            || additions.contains { $0.row.detail.isSearched }
    }

    /// Everything, for somebody new.
    init(new draft: DraftPerson) {
        values = draft.values
        additions = Detail.allCases.flatMap { draft.rows($0).map { Addition(row: $0) } }
    }

    /// Compares a row with the person it is.
    init(_ draft: DraftPerson, _ person: StoredPerson, _ mode: ImportMode, in db: Database) throws {
        guard mode != .addOnly else { return }
        for (field, value) in draft.values {
            let known = person.values[field]
            // That somebody may be called again counts only where a person chose the column.
            let isWish = ReachWay.allCases.contains { $0.wish == field }
            if isWish, known == "yes", !draft.freely.contains(field.rawValue) { continue }
            if known == nil {
                values[field] = value
            } else if mode != .fillBlanks, known != value {
                values[field] = value
            }
        }
        for field in [PersonField.name, .pronouns] + PersonField.partsOfName
        where values[field] != nil && mode != .ask {
            guard person.values[field] != nil, try isByHand(field, of: person.id, in: db) else {
                continue
            }
            values[field] = nil
            keptByHand = true
        }
        for detail in Detail.allCases { add(detail, draft, person, mode) }
    }

    private mutating func add(
        _ detail: Detail, _ draft: DraftPerson, _ person: StoredPerson, _ mode: ImportMode
    ) {
        let known = person.rows(detail)
        let isReach = detail.columns.last == "is_primary"
        if isReach { addStates(detail, draft, known, mode) }
        if mode == .fillBlanks, isReach, !known.isEmpty { return }
        let listed = Set(draft.rows(detail).map(\.key))
        var hasPrimary = known.contains(where: \.isPrimary)
        for row in draft.rows(detail) {
            if let same = known.first(where: { $0.key == row.key }) {
                // One of the chapter's own fields with another value than before.
                if detail == .ownField, mode != .fillBlanks, same.text != row.text {
                    additions.append(Addition(row: row, replaces: same.key))
                }
                continue
            }
            if detail == .address {
                if known.contains(where: { $0.isSamePlace(as: row) }) { continue }
                let old = known.first { $0.cells[6] == row.cells[6] && !listed.contains($0.key) }
                if let old, let new = Self.replacement(of: old, with: row) {
                    additions.append(Addition(row: new, replaces: old.key))
                    continue
                }
            }
            guard known.count + additions.count(where: { $0.row.detail == detail }) < detail.limit
            else { return }
            let first = isReach && !hasPrimary
            additions.append(Addition(row: row.primary(first)))
            hasPrimary = hasPrimary || first
        }
    }

    /// A new address as it takes the place of one of the same kind; nil where both stay.
    ///
    /// Where the old one was opted out of, the new one is, too. What came back stays on record.
    private static func replacement(of old: DetailRow, with row: DetailRow) -> DetailRow? {
        switch old.state {
        case .ok: row.primary(old.isPrimary)
        case .optedOut: row.state(.optedOut).primary(old.isPrimary)
        case .bounced, .wrongNumber: nil
        }
    }

    /// Whether known values can be used, where the list says something else of it.
    ///
    /// A list only ever makes it worse: that something can be used again counts only in a column
    /// that a person has chosen for it.
    private mutating func addStates(
        _ detail: Detail, _ draft: DraftPerson, _ known: [DetailRow], _ mode: ImportMode
    ) {
        for row in draft.rows(detail) {
            guard let same = known.first(where: { $0.key == row.key }), same.state != row.state
            else { continue }
            let isWorse = row.state.weight > same.state.weight
            let isSaid = mode != .fillBlanks && draft.freely.contains(DraftPerson.freely(row))
            guard isWorse || isSaid else { continue }
            additions.append(Addition(row: same.state(row.state), replaces: same.key))
        }
    }

    /// Leaves the status of a member who holds a role as it is; whether the list says another.
    ///
    /// An old list that calls a coordinator former would sign them out, with nobody left who could
    /// let them in again. Roles end on the person's own page, where somebody has decided it.
    mutating func keepStatus(of person: StoredPerson, in db: Database) throws -> Bool {
        guard person.values[.status] == "member", values[.status] != nil,
            try !heldRoles(db, person.id).isEmpty
        else { return false }
        values[.status] = nil
        values[.endedOn] = nil
        return true
    }

    /// The person as they will be.
    func applied(to person: StoredPerson) -> StoredPerson {
        var result = person
        result.values.merge(values) { _, new in new }
        for addition in additions {
            let detail = addition.row.detail
            var rows = result.rows(detail).filter { $0.key != addition.replaces }
            rows.append(addition.row)
            result.details[detail] = rows
        }
        return result
    }
}

/// Whether people, and not a list, said last what a field is.
private func isByHand(_ field: PersonField, of member: MemberID, in db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
        sql: """
            SELECT import_id IS NULL FROM history WHERE member_id = ? AND field = ?
            ORDER BY id DESC LIMIT 1
            """)
    return try Bool.fetchOne(statement, arguments: [member, field.rawValue]) ?? true
}

extension DetailRow {
    /// Whether two addresses are one place, wherever it belongs.
    fileprivate func isSamePlace(as other: DetailRow) -> Bool {
        cells[0..<6].map(foldedName) == other.cells[0..<6].map(foldedName)
    }
}
