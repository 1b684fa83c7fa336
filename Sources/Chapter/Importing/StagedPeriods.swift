import Federation
import GRDB

/// Finds out which periods of membership of a row are not there yet.
enum StagedPeriods {
    /// The periods that somebody who is known gets, and all that they have then.
    ///
    /// In the mode that only fills blanks, whoever has any period gets no other one.
    static func missing(
        _ draft: DraftPerson, _ person: StoredPerson, _ mode: ImportMode, in db: Database
    ) throws -> (new: [MembershipPeriod], all: [MembershipPeriod]) {
        guard mode != .addOnly, !draft.periods.isEmpty else { return ([], []) }
        let there = try MembershipPeriod.fetch(db, of: person.id)
        guard mode != .fillBlanks || there.isEmpty else { return ([], []) }
        let new = draft.periods.filter { period in !there.contains { $0.isSame(as: period) } }
        return (new, new.isEmpty ? [] : there + new)
    }

    /// Why periods cannot be somebody's; nil where they can.
    static func fault(_ periods: [MembershipPeriod], _ values: [PersonField: String]) -> String? {
        guard !periods.isEmpty else { return nil }
        guard values[.kind] ?? "person" == "person" else {
            return "Only a person can be a member. An organization is a contact or a supporter."
        }
        guard periods.count <= MembershipLimits.periods else {
            return "More than \(MembershipLimits.periods) periods of membership do not fit."
        }
        for (index, period) in periods.enumerated() {
            guard let other = periods[..<index].first(where: { $0.overlaps(period) }) else {
                continue
            }
            return "The membership from \(period.startsOn) overlaps with the one from "
                + "\(other.startsOn)."
        }
        return nil
    }

    /// Keeps what a row adds until it is applied.
    static func write(
        _ periods: [MembershipPeriod], of row: Int, in importID: Int64, _ db: Database
    ) throws {
        guard !periods.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO import_period (import_id, row, ordinal, period) VALUES (?, ?, ?, ?)")
        for (ordinal, period) in periods.enumerated() {
            try statement.execute(arguments: [importID, row, ordinal, period.text])
        }
    }
}

extension ApplyImport {
    /// How many staged rows are read at a time.
    private static let rowsAtATime = 500

    /// Writes periods of membership; the status of whoever has any follows from them.
    func writePeriods(_ context: ActContext) throws {
        let db = context.db
        let today = try chapterDay(db, at: context.now)
        var (last, count) = (0, 0)
        while true {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT r.row, r.outcome, r.member_id FROM import_row r
                    WHERE r.import_id = ?1 AND r.row > ?2 AND r.row IN
                      (SELECT row FROM import_period WHERE import_id = ?1 AND row > ?2)
                    ORDER BY r.row LIMIT ?3
                    """, arguments: [importID, last, Self.rowsAtATime])
            for row in rows where ["new", "updated"].contains(row["outcome"] as String) {
                let member: MemberID = row["member_id"]
                guard let person = try StoredPerson.fetch(db, member) else { continue }
                let periods = try String.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT period FROM import_period WHERE import_id = ? AND row = ?
                            ORDER BY ordinal
                            """), arguments: [importID, row["row"] as Int]
                ).compactMap { MembershipPeriod(text: $0) }
                var change = MembershipChange(
                    of: PersonChange(
                        of: person, by: "ApplyImport", importID: importID, in: context),
                    try MembershipPeriod.fetch(db, of: member), on: today, in: context)
                for period in periods { try change.add(period) }
                var settling = change.change
                try settling.settle(change.periods, on: today, in: context)
                try settling.finish()
                count += periods.count
            }
            guard let end = rows.last, rows.count == Self.rowsAtATime else { break }
            last = end["row"]
        }
        try db.execute(
            sql: "UPDATE import SET periods = ? WHERE id = ?", arguments: [count, importID])
    }
}
