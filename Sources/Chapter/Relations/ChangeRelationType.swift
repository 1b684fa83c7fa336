import Federation
import GRDB

/// Changes the words, the ends or the limits of a kind of relation.
///
/// The words and the ends of those that come with the program stay, because imports rely on them.
/// What relations there are must fit what is changed.
public struct ChangeRelationType: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// What it becomes.
    public var type: EnteredRelationType

    /// A kind of relation and what it becomes.
    public init(_ id: Int64, to type: EnteredRelationType) {
        self.id = id
        self.type = type
    }

    /// Changes it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let db = context.db
            let old = try RelationType.find(id, in: db)
            let checked = try type.checked(besides: id, in: db)
            if old.code != nil {
                guard
                    checked.forward == old.forward, checked.backward == old.backward,
                    checked.fromKind == old.fromKind, checked.toKind == old.toKind
                else {
                    throw Refusal(
                        .conflict,
                        "“\(old.forward)” comes with the program: its words and its ends stay.")
                }
            }
            try refuseWhatIsThere(old, checked, in: context)
            try db.execute(
                sql: """
                    UPDATE relation_type SET forward = ?, backward = ?, folded_forward = ?,
                      folded_backward = ?, from_kind = ?, to_kind = ?, one_from = ?, one_to = ?
                    WHERE id = ?
                    """, arguments: StatementArguments(checked.columns + [id]))
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "ChangeRelationType",
                    field: "kind of relation", old: "\(old.forward)\n\(old.backward)",
                    new: "\(checked.forward)\n\(checked.backward)"))
        }
    }

    private func refuseWhatIsThere(
        _ old: RelationType, _ new: EnteredRelationType, in context: ActContext
    ) throws {
        let wrong =
            try Int.fetchOne(
                context.db,
                sql: """
                    SELECT count(*) FROM relation r
                    JOIN member f ON f.id = r.from_id JOIN member t ON t.id = r.to_id
                    WHERE r.type_id = ? AND (f.kind <> coalesce(?, f.kind)
                      OR t.kind <> coalesce(?, t.kind))
                    """, arguments: [id, new.fromKind?.rawValue, new.toKind?.rawValue]) ?? 0
        guard wrong == 0 else {
            throw Refusal(
                .conflict,
                "Relations of this kind that join other contacts than that: \(wrong). Change or "
                    + "remove those first.")
        }
        guard old.isMutual == new.isMutual else {
            let count =
                try Int.fetchOne(
                    context.db, sql: "SELECT count(*) FROM relation WHERE type_id = ?",
                    arguments: [id]) ?? 0
            guard count == 0 else {
                throw Refusal(
                    .conflict,
                    "Relations of this kind that would no longer say who is who: \(count). Add "
                        + "another kind instead.")
            }
            return
        }
        let today = try DaySpan.today(in: context.db, at: context.now).description
        let columns: [(Bool, [String])] =
            new.isMutual
            ? [(new.isOneFrom, ["from_id", "to_id"])]
            : [(new.isOneFrom, ["from_id"]), (new.isOneTo, ["to_id"])]
        for (isAsked, columns) in columns where isAsked {
            let ends = columns.map {
                "SELECT \($0) AS id FROM relation WHERE type_id = :type "
                    + "AND (ends_on IS NULL OR ends_on > :today)"
            }
            let several =
                try Int.fetchOne(
                    context.db,
                    sql: """
                        SELECT count(*) FROM (SELECT 1 FROM
                          (\(ends.joined(separator: " UNION ALL "))) GROUP BY id HAVING count(*) > 1)
                        """, arguments: ["type": id, "today": today]) ?? 0
            guard several == 0 else {
                throw Refusal(
                    .conflict,
                    "Contacts that have more than one relation of this kind now: \(several). End "
                        + "the others first.")
            }
        }
    }
}
