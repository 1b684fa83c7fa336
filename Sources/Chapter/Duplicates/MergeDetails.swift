import Federation
import GRDB

/// Brings together what two contacts have several of: no row twice, one first in line.
struct MergeDetails {
    let detail: Detail
    let parties: MergeParties
    /// Whose value is taken of fields of the chapter's own, by their codes.
    let ownFields: [String: MergeSide]

    /// Moves the rows of the one who goes.
    ///
    /// Of an address or a number that both have, the kept one's row stays with the more careful of
    /// the two states: whoever opted out once stays so.
    func move(_ ledger: inout MergeLedger, _ history: inout MergeHistory) throws {
        let own = try rows(of: parties.kept.id, ledger.db)
        for row in try rows(of: parties.gone.id, ledger.db) {
            if let same = own.first(where: { $0["key"] == row["key"] }) {
                try join(same, row, &ledger, &history)
            } else {
                var changes = ["member_id": parties.kept.id.databaseValue]
                if !own.isEmpty, detail.columns.last == "is_primary" {
                    changes["is_primary"] = "".databaseValue
                }
                try ledger.change(row, changes)
                try history.write(detail.rawValue, nil, text(row, changes))
            }
        }
    }

    /// Whether it can be used; of two the one that forbids more is kept.
    private func state(of row: TableRow) -> ReachState? {
        String.fromDatabaseValue(row["state"]).flatMap { ReachState(rawValue: $0) }
    }

    private func join(
        _ same: TableRow, _ row: TableRow, _ ledger: inout MergeLedger,
        _ history: inout MergeHistory
    ) throws {
        if let mine = state(of: same), let other = state(of: row), other.weight > mine.weight {
            let changes = ["state": other.rawValue.databaseValue]
            try ledger.change(same, changes)
            try history.write(detail.rawValue, text(same, [:]), text(same, changes))
        }
        if detail == .ownField, let code = String.fromDatabaseValue(row["field_code"]),
            ownFields[code] == .gone, row["value"] != same["value"]
        {
            let changes = ["value": row["value"]]
            try ledger.change(same, changes)
            try history.write(detail.rawValue, text(same, [:]), text(same, changes))
        }
        try ledger.remove(row)
    }

    private func rows(of member: MemberID, _ db: Database) throws -> [TableRow] {
        try TableRow.fetchAll(db, detail.table, where: "member_id = ?", [member])
    }

    private func text(_ row: TableRow, _ changes: [String: DatabaseValue]) -> String {
        detail.text(of: row, changes)
    }
}

extension Detail {
    /// A row as history writes it.
    func text(of row: TableRow, _ changes: [String: DatabaseValue] = [:]) -> String {
        columns.map { String.fromDatabaseValue(changes[$0] ?? row[$0]) ?? "" }
            .joined(separator: "\n")
    }
}

/// Writes the history of a merge and of its undoing.
struct MergeHistory {
    private let context: ActContext
    private let act: String
    private let person: StoredPerson
    private let why: String?

    init(
        _ context: ActContext, of person: StoredPerson, by act: String = "MergeContacts",
        why: String?
    ) {
        self.context = context
        self.act = act
        self.person = person
        self.why = why
    }

    /// A line of the kept contact, under the version that it is about to get.
    func write(_ field: String, _ old: String?, _ new: String?) throws {
        try line(person.id, person.version + 1, field, old, new)
    }

    /// A line of the contact who goes or comes back.
    func writeOfOther(_ id: MemberID, _ field: String, _ old: String?, _ new: String?) throws {
        try line(id, nil, field, old, new)
    }

    private func line(
        _ id: MemberID, _ version: Int?, _ field: String, _ old: String?, _ new: String?
    ) throws {
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: act, member: id,
                version: version, field: field, old: old, new: new, why: why))
    }
}
