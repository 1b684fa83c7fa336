import GRDB
import Synchronization

/// Compares the rows of one list with the people and stages what would change, a chunk at a time.
final class Staging: Sendable {
    private let importID: Int64
    private let mode: ImportMode
    private let key: MatchKey
    /// What new people are who have no status in the list.
    private let newcomers: String
    /// The chapter's own fields of which no two contacts have the same value.
    private let unique: [OwnField]
    /// Fields whose values are contacts or things.
    private let links: [OwnField]
    private let state = Mutex(State())

    private struct State {
        /// What ties need to know; read once.
        var ties: StagedTies?
        /// Where each person of the file was first, by whatever identifies them.
        var seen = SeenRows()
        /// The row of each known person.
        var members: [MemberID: Int] = [:]
        var newPeople = 0
        /// How many notes are staged.
        var notes = 0
        var keptByHand = 0
        var keptWithRole = 0
        /// What the chapter asks of fields that every chapter has; read once.
        var builtIns: EnteredBuiltIns?
    }

    private struct Seen {
        let row: Int
        let contents: Int
    }

    /// Rows by whatever identifies a person, kept by its hash: a million addresses as texts would
    /// take a hundred MiB.
    ///
    /// Among a million rows two share a hash once in thirty million lists; one of them would then
    /// be left out and named.
    private struct SeenRows {
        private var rows: [Int: Seen] = [:]

        subscript(identity: String) -> Seen? {
            get { rows[identity.hashValue] }
            set { rows[identity.hashValue] = newValue }
        }
    }

    init(importID: Int64, mode: ImportMode, key: MatchKey, newcomers: String, fields: [OwnField]) {
        self.importID = importID
        self.mode = mode
        self.key = key
        self.newcomers = newcomers
        unique = fields.filter(\.isUnique)
        links = fields.filter(\.isLink)
    }

    /// In how many rows a name or pronouns entered by hand were kept.
    var keptByHand: Int { state.withLock { $0.keptByHand } }

    /// In how many rows a member who holds a role stayed a member.
    var keptWithRole: Int { state.withLock { $0.keptWithRole } }

    /// Stages a chunk within one short transaction.
    func stage(_ chunk: [(row: Int, draft: Result<DraftPerson, Refusal>)], in db: Database) throws {
        try state.withLock { state in
            for (row, draft) in chunk {
                switch draft {
                case .failure(let refusal):
                    try write(row, "failed", reason: refusal.sentence, in: db)
                case .success(let person):
                    if state.ties == nil { state.ties = try StagedTies(mode, in: db) }
                    if state.builtIns == nil { state.builtIns = try EnteredBuiltIns(in: db) }
                    try stage(person, &state, in: db)
                }
            }
        }
    }

    private func stage(_ draft: DraftPerson, _ state: inout State, in db: Database) throws {
        let row = draft.row
        var draft = draft
        do {
            try draft.findLinks(links, in: db)
        } catch let refusal as Refusal {
            try write(row, "failed", reason: refusal.sentence, in: db)
            return
        }
        let keys = draft.identities
        let contents = draft.contents
        if let key = keys.first(where: { state.seen[$0] != nil }), let twin = state.seen[key] {
            if twin.contents == contents {
                try write(row, "unchanged", reason: "It repeats row \(twin.row).", in: db)
            } else {
                let reason =
                    "It is the same person as row \(twin.row), with other values. Keep one row."
                try write(row, "conflicting", reason: reason, in: db)
            }
            return
        }
        for key in keys { state.seen[key] = Seen(row: row, contents: contents) }
        switch try draft.match(by: key, in: db) {
        case .unclear(let reason): try write(row, "conflicting", reason: reason, in: db)
        case .nobody:
            var new = draft
            // What every contact is unless its row says otherwise is not worth a line of history.
            if new.values[.kind] == "person" { new.values[.kind] = nil }
            if new.values[.status] == nil {
                new.values[.status] = new.values[.kind] == nil ? newcomers : "contact"
            }
            let nobody = StoredPerson(
                id: MemberID(0), version: 0, values: [.kind: new.values[.kind] ?? "person"],
                details: [:])
            if let reason = try notAMember(new.values) ?? StagedPeriods.fault(
                new.periods, new.values)
                ?? state.builtIns?.fault(new: new)
                ?? ownFieldFault(new, nobody, &state, in: db)
            {
                try write(row, "failed", reason: reason, in: db)
                return
            }
            state.newPeople += 1
            try write(row, "new", ordinal: state.newPeople, in: db)
            try write(row, PersonDifference(new: new), of: nobody, in: db)
            try StagedTies.write(state.ties?.new(new) ?? [], of: row, in: importID, db)
            try StagedPeriods.write(new.periods, of: row, in: importID, db)
            try StagedNotes.write(new.notes, of: row, in: importID, &state.notes, db)
        case .person(let member):
            if let twin = state.members[member] {
                let reason = "Row \(twin) is the same person of this chapter. Keep one row."
                try write(row, "conflicting", member: member, reason: reason, in: db)
                return
            }
            state.members[member] = row
            guard let person = try StoredPerson.fetch(db, member) else { return }
            var difference = try PersonDifference(draft, person, mode, in: db)
            if difference.keptByHand { state.keptByHand += 1 }
            let periods = try StagedPeriods.missing(draft, person, mode, in: db)
            if try difference.keepStatus(of: person, in: db) { state.keptWithRole += 1 }
            let after = difference.applied(to: person)
            if let reason = try notAMember(after.values)
                ?? StagedPeriods.fault(periods.all, after.values)
                ?? state.builtIns?.fault(after, over: person)
                ?? ownFieldFault(draft, person, &state, in: db)
            {
                try write(row, "failed", member: member, reason: reason, in: db)
                return
            }
            let ties = try state.ties?.missing(draft, after, in: db) ?? []
            let notes = try StagedNotes.missing(draft, person, mode, in: db)
            let changesRecord = !difference.isEmpty || !ties.isEmpty || !periods.new.isEmpty
            guard changesRecord || !notes.isEmpty else {
                try write(row, "unchanged", member: member, in: db)
                return
            }
            try write(row, "updated", member: member, version: person.version, in: db)
            try StagedNotes.write(notes, of: row, in: importID, &state.notes, db)
            // A note is no part of the record, whose version then stays.
            guard changesRecord else { return }
            try write(row, difference, of: person, in: db)
            try StagedTies.write(ties, of: row, in: importID, db)
            try StagedPeriods.write(periods.new, of: row, in: importID, db)
            if mode == .ask { try ask(row, difference, person, in: db) }
        }
    }

    /// Why the chapter's own rules for its own fields do not let a row in; nil where they do.
    private func ownFieldFault(
        _ draft: DraftPerson, _ person: StoredPerson, _ state: inout State, in db: Database
    ) throws -> String? {
        var values: [String: [String]] = [:]
        for row in draft.rows(.ownField) { values[row.cells[0], default: []].append(row.cells[1]) }
        // Of somebody new the list has to say what is needed; of others it need not say it again.
        if person.id.number == 0 {
            for field in draft.asked where values[field] == nil { values[field] = [] }
        }
        guard !values.isEmpty else { return nil }
        do { _ = try OwnField.rows(values, of: person, in: db) } catch let refusal as Refusal {
            return refusal.sentence
        }
        for field in unique {
            for value in values[field.code] ?? [] {
                let key = "own\n\(field.code)\n\(value)"
                if let twin = state.seen[key], twin.row != draft.row {
                    return field.message ?? "Row \(twin.row) has the same “\(field.name)”."
                }
                state.seen[key] = Seen(row: draft.row, contents: 0)
            }
        }
        return nil
    }

    /// Notes what somebody has to decide: where the list has another value than the person.
    private func ask(
        _ row: Int, _ difference: PersonDifference, _ person: StoredPerson, in db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO import_question (import_id, row, field, key) VALUES (?, ?, ?, ?)")
        for field in difference.values.keys where person.values[field] != nil {
            try statement.execute(arguments: [importID, row, field.rawValue, ""])
        }
        for addition in difference.additions where addition.replaces != nil {
            try statement.execute(
                arguments: [importID, row, addition.row.detail.rawValue, addition.row.key])
        }
    }

    private func write(
        _ row: Int, _ outcome: String, member: MemberID? = nil, version: Int? = nil,
        ordinal: Int? = nil, reason: String? = nil, in db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO import_row
                  (import_id, row, outcome, member_id, member_version, ordinal, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            importID, row, outcome, member, version, ordinal, reason,
        ])
    }

    private func write(
        _ row: Int, _ difference: PersonDifference, of person: StoredPerson, in db: Database
    ) throws {
        let statement = try db.cachedStatement(sql: personSQL)
        let head: [(any DatabaseValueConvertible)?] = [
            importID, row, difference.values[.name].map(foldedName),
            difference.values[.familyName].map(foldedName),
            difference.changesSearch ? searchWords(of: difference.applied(to: person)) : nil,
        ]
        let values: [(any DatabaseValueConvertible)?] = PersonField.allCases.map {
            difference.values[$0]
        }
        try statement.execute(arguments: StatementArguments(head + values))
        for addition in difference.additions {
            let detail = addition.row.detail
            let cells: [(any DatabaseValueConvertible)?] = (0..<9).map { index in
                index < addition.row.cells.count ? addition.row.cells[index] : nil
            }
            let head: [(any DatabaseValueConvertible)?] = [
                importID, detail.rawValue, row, addition.row.key, addition.replaces,
            ]
            let statement = try db.cachedStatement(sql: detailSQL)
            try statement.execute(arguments: StatementArguments(head + cells))
        }
    }
}

/// Why values cannot be one contact's: only a person can be a member.
private func notAMember(_ values: [PersonField: String]) -> String? {
    do { try refuseMembership(of: values[.kind], status: values[.status]) } catch {
        return (error as? Refusal)?.sentence
    }
    return nil
}

private let personSQL: String = {
    let columns = PersonField.allCases.map(\.rawValue).joined(separator: ", ")
    let marks = Array(repeating: "?", count: PersonField.allCases.count + 5).joined(separator: ", ")
    return "INSERT INTO import_person "
        + "(import_id, row, folded_name, folded_family, words, \(columns)) VALUES (\(marks))"
}()

private let detailSQL = """
    INSERT INTO import_detail
      (import_id, detail, row, key, replaces, c0, c1, c2, c3, c4, c5, c6, c7, c8)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

extension DraftPerson {
    /// What identifies the person within one file.
    fileprivate var identities: [String] {
        let key = foldedName(name)
        var keys = rows(.externalID).map { "id\n" + $0.key }
        keys += rows(.email).map { "email\n\($0.key)\n\(key)" }
        // People of one list who have ids of their own are not told apart by name and phone.
        guard keys.isEmpty else { return keys }
        keys += rows(.phone).map { "phone\n\($0.key)\n\(key)" }
        if let birth = values[.birthDate] { keys.append("birth\n\(birth)\n\(key)") }
        return keys.isEmpty ? ["name\n\(key)"] : keys
    }

    /// A hash of everything in the row.
    fileprivate var contents: Int {
        var hasher = Hasher()
        hasher.combine(values)
        hasher.combine(details)
        hasher.combine(ties)
        hasher.combine(periods)
        hasher.combine(notes)
        return hasher.finalize()
    }
}
