import Federation
import GRDB

extension ActContext {
    /// The acts for many people at once that only an act made for them takes back.
    private static let withOwnUndo: Set<String> = [
        "BeginMemberships", "RemoveContact", "RenewMemberships", "SetFieldForMany",
    ]

    /// The lines of history that one change of many contacts wrote, newest first; it counts as taken
    /// back.
    ///
    /// Without acts it is a change by any act that has no undo of its own. What is not there, or was
    /// taken back before, is refused.
    func takeBackBulkChange(
        _ change: Int64, by acts: Set<String>? = nil,
        missing: Refusal = .notFound("change of many people"),
        again: Refusal = Refusal(.conflict, "This has been taken back already.")
    ) throws -> [Row] {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT first_history, last_history, undone_at,
                  (SELECT act FROM history WHERE id = b.first_history) AS act
                FROM bulk_change b WHERE id = ?
                """, arguments: [change])
        guard let row, let act: String = row["act"],
            acts?.contains(act) ?? !Self.withOwnUndo.contains(act)
        else { throw missing }
        let undoneAt: Int64? = row["undone_at"]
        guard undoneAt == nil else { throw again }
        let lines = try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, act, version, field, old, new FROM history
                WHERE id BETWEEN ? AND ? ORDER BY id DESC
                """, arguments: [row["first_history"] as Int64, row["last_history"] as Int64])
        try db.execute(
            sql: "UPDATE bulk_change SET undone_at = ? WHERE id = ?",
            arguments: [now.milliseconds, change])
        return lines
    }

    /// Takes back lines of history, the newest first: of each contact all of them, or none; counts
    /// those who were put back and those who were left.
    func putBack(_ lines: [Row], by act: String) throws -> UndoLabels.Undone {
        var people: [MemberID: [Row]] = [:]
        for line in lines {
            guard let member: MemberID = line["member_id"] else { continue }
            people[member, default: []].append(line)
        }
        let restored = try people.sorted { $0.key < $1.key }.count { member, lines in
            try putBack(lines, of: member, by: act)
        }
        return UndoLabels.Undone(restored: restored, kept: people.count - restored)
    }

    /// Takes back lines of history of one contact, the newest first; false where something has
    /// changed again or the contact is gone.
    func putBack(_ lines: [Row], of member: MemberID, by act: String) throws -> Bool {
        guard let person = try StoredPerson.fetch(db, member) else { return false }
        var reversal = ChangeReversal(of: person, by: act, why: nil, in: self)
        do {
            for line in lines { try reversal.take(line) }
        } catch is Refusal {
            // Nothing has been written yet.
            return false
        }
        _ = try reversal.finish()
        return true
    }
}
