import Federation
import GRDB

/// One act's change of one person: every field that changes gets its history row, and the
/// version counts up once.
struct PersonChange {
    let context: ActContext
    let act: String
    let why: String?
    let importID: Int64?
    /// The person as changed so far.
    private(set) var person: StoredPerson
    private var changed = false
    private var searchChanged = false
    private var likenessChanged = false

    /// Begins a change by an act, with the reason that was given.
    init(
        of person: StoredPerson, by act: String, why: String? = nil, importID: Int64? = nil,
        in context: ActContext
    ) {
        self.importID = importID
        self.person = person
        self.act = act
        self.why = why
        self.context = context
    }

    /// Begins with a person who was just inserted with nothing but name, status and version 1.
    init(
        ofNew person: StoredPerson, by act: String, why: String?, importID: Int64? = nil,
        in context: ActContext
    ) {
        self.init(of: person, by: act, why: why, importID: importID, in: context)
        changed = true
        searchChanged = true
        likenessChanged = true
    }

    /// Sets one field, unless it has this value already.
    mutating func set(_ field: PersonField, _ value: String?) throws {
        let old = person.values[field]
        // Bytes count here: Swift's == would take two spellings of one letter for the same.
        guard old.map({ Array($0.utf8) }) != value.map({ Array($0.utf8) }) else { return }
        if field == .status { try refuseLastCoordinator(old) }
        try countUp()
        try context.db.execute(
            sql: "UPDATE member SET \(field.rawValue) = ? WHERE id = ?",
            arguments: [value, person.id])
        if let column = field.foldedColumn {
            try context.db.execute(
                sql: "UPDATE member SET \(column) = ? WHERE id = ?",
                arguments: [value.map(foldedName), person.id])
        }
        person.values[field] = value
        if PersonField.searched.contains(field) { searchChanged = true }
        if field == .name || field == .birthDate { likenessChanged = true }
        try record(field.rawValue, old: old, new: value)
    }

    /// Refuses to let a chapter lose its only coordinator, whatever the act.
    ///
    /// Only members sign in. The operator may: they can make somebody else coordinator.
    private func refuseLastCoordinator(_ status: String?) throws {
        guard status == "member", context.viewer != .operator,
            try context.isOnlyCoordinator(person.id)
        else { return }
        throw Refusal(
            .conflict,
            "\(person.name) is the only coordinator. Make somebody else coordinator first.")
    }

    /// Makes these the rows of a detail.
    mutating func replace(_ detail: Detail, with rows: [DetailRow]) throws {
        let old = person.rows(detail)
        var before: [String: DetailRow] = [:]
        for row in old { before[row.key] = row }
        let after = Set(rows.map(\.key))
        var added: [(DetailRow, DetailRow?)] = []
        for row in old where !after.contains(row.key) {
            try delete(row)
            try record(detail.rawValue, old: row.text, new: nil)
        }
        for row in rows {
            let same = before[row.key]
            if let same, Array(same.text.utf8) == Array(row.text.utf8) { continue }
            if let same { try delete(same) }
            added.append((row, same))
        }
        for (row, previous) in added {
            try insert(row)
            try record(detail.rawValue, old: previous?.text, new: row.text)
        }
        person.details[detail] = rows
        if detail == .address { try context.db.writeAddressParts(of: person.id, rows) }
    }

    private mutating func delete(_ row: DetailRow) throws {
        try countUp()
        try context.db.execute(
            sql: "DELETE FROM \(row.detail.table) WHERE member_id = ? AND key = ?",
            arguments: [person.id, row.key])
        if row.detail.isSearched { searchChanged = true }
        if row.detail.isCompared { likenessChanged = true }
    }

    private mutating func insert(_ row: DetailRow) throws {
        let head: [any DatabaseValueConvertible] = [person.id, row.key]
        try countUp()
        let statement = try context.db.cachedStatement(sql: row.detail.insertSQL)
        try statement.execute(arguments: StatementArguments(head + row.cells))
        if row.detail.isSearched { searchChanged = true }
        if row.detail.isCompared { likenessChanged = true }
    }

    /// Writes a history row about something that is in no field, such as a role.
    ///
    /// What stands beside the record, such as a sign-in, leaves the version: nobody's editing
    /// must fail because the person signed in meanwhile.
    mutating func record(_ field: String, old: String?, new: String?) throws {
        if !BesideTheRecord.has(field) { try countUp() }
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: act, member: person.id,
                version: person.version, field: field, old: old, new: new, why: why,
                importID: importID))
    }

    /// The version counts up once in a change.
    private mutating func countUp() throws {
        guard !changed else { return }
        try context.db.execute(
            sql: "UPDATE member SET version = version + 1 WHERE id = ?", arguments: [person.id])
        person.version += 1
        changed = true
    }

    /// Ends the change and gives the person's version; the search words follow.
    @discardableResult
    mutating func finish() throws -> Int {
        if searchChanged {
            try context.db.execute(
                sql: "INSERT OR REPLACE INTO member_search (rowid, words) VALUES (?, ?)",
                arguments: [person.id, searchWords(of: person)])
            searchChanged = false
        }
        // Of whole lists everybody is looked through afterwards, in the background.
        if likenessChanged, importID == nil {
            try context.db.refreshDuplicates(of: person.id)
            likenessChanged = false
        }
        return person.version
    }
}
