import GRDB
import Synchronization

/// Compares the rows of one list with the people and stages what would change, a chunk at a time.
final class Staging: Sendable {
    private let importID: Int64
    private let mode: ImportMode
    private let key: MatchKey
    /// What new people are who have no status in the list.
    private let newcomers: String
    private let state = Mutex(State())

    private struct State {
        /// Where each person of the file was first, by whatever identifies them.
        var seen: [String: Seen] = [:]
        /// The row of each known person.
        var members: [MemberID: Int] = [:]
        var newPeople = 0
        var keptByHand = 0
    }

    private struct Seen {
        let row: Int
        let contents: Int
    }

    init(importID: Int64, mode: ImportMode, key: MatchKey, newcomers: String) {
        self.importID = importID
        self.mode = mode
        self.key = key
        self.newcomers = newcomers
    }

    /// In how many rows a name or pronouns entered by hand were kept.
    var keptByHand: Int { state.withLock { $0.keptByHand } }

    /// Stages a chunk within one short transaction.
    func stage(_ chunk: [(row: Int, draft: Result<DraftPerson, Refusal>)], in db: Database) throws {
        try state.withLock { state in
            for (row, draft) in chunk {
                switch draft {
                case .failure(let refusal):
                    try write(row, "failed", reason: refusal.sentence, in: db)
                case .success(let person): try stage(person, &state, in: db)
                }
            }
        }
    }

    private func stage(_ draft: DraftPerson, _ state: inout State, in db: Database) throws {
        let row = draft.row
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
            state.newPeople += 1
            var new = draft
            if new.values[.kind] == nil { new.values[.kind] = "person" }
            if new.values[.status] == nil {
                new.values[.status] = new.values[.kind] == "person" ? newcomers : "contact"
            }
            try write(row, "new", ordinal: state.newPeople, in: db)
            let nobody = StoredPerson(id: MemberID(0), version: 0, values: [:], details: [:])
            try write(row, PersonDifference(new: new), of: nobody, in: db)
        case .person(let member):
            if let twin = state.members[member] {
                let reason = "Row \(twin) is the same person of this chapter. Keep one row."
                try write(row, "conflicting", member: member, reason: reason, in: db)
                return
            }
            state.members[member] = row
            guard let person = try StoredPerson.fetch(db, member) else { return }
            let difference = try PersonDifference(draft, person, mode, in: db)
            if difference.keptByHand { state.keptByHand += 1 }
            guard !difference.isEmpty else {
                try write(row, "unchanged", member: member, in: db)
                return
            }
            try write(row, "updated", member: member, version: person.version, in: db)
            try write(row, difference, of: person, in: db)
            if mode == .ask { try ask(row, difference, person, in: db) }
        }
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

private let personSQL: String = {
    let columns = PersonField.allCases.map(\.rawValue).joined(separator: ", ")
    let marks = Array(repeating: "?", count: PersonField.allCases.count + 4).joined(separator: ", ")
    return "INSERT INTO import_person (import_id, row, folded_name, words, \(columns)) "
        + "VALUES (\(marks))"
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
        return hasher.finalize()
    }
}
