import Federation
import GRDB

/// An interaction or a task as it is stored, for acts that change it.
struct StoredInteraction {
    let id: Int64
    let version: Int
    let maker: String
    let columns: [InteractionField: DatabaseValue]
    let contacts: [MemberID]
    /// As what contacts spoke.
    let capacities: [MemberID: String]

    var isTask: Bool { self[.kind] == InteractionKind.task.rawValue }
    var isPrivate: Bool { columns[.isPrivate] == true.databaseValue }
    var isDone: Bool { columns[.doneAt]?.isNull == false }
    var isRemoved: Bool { columns[.removedAt]?.isNull == false }
    var moment: Timestamp? {
        columns[.at].flatMap(Int64.fromDatabaseValue).map { Timestamp(milliseconds: $0) }
    }

    /// A column as text.
    subscript(_ field: InteractionField) -> String? {
        columns[field].flatMap(String.fromDatabaseValue)
    }

    /// Whom a task is given to.
    var assignee: MemberID? { columns[.assignee].flatMap(MemberID.fromDatabaseValue) }
}

/// What of `interaction` a viewer sees who sees people: a private one is its author's alone.
///
/// It takes the argument `actor`.
let visibleInteraction = "(i.is_private = 0 OR i.made_by = :actor)"

extension ActContext {
    /// The interaction or task, if the viewer sees it.
    ///
    /// `what` is what it must be; nil takes either. `expected` is the version that the viewer saw:
    /// when somebody else saved in between, the act is refused with who changed what.
    func interaction(
        _ id: Int64, _ what: InteractionSort?, expected: Int? = nil, removedToo: Bool = false
    ) throws -> StoredInteraction {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM interaction i WHERE id = :id AND \(visibleInteraction)",
            arguments: ["id": id, "actor": viewer.actor])
        let parties = try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, capacity FROM interaction_party WHERE interaction_id = ?
                ORDER BY member_id
                """, arguments: [id])
        var capacities: [MemberID: String] = [:]
        for party in parties { capacities[party[0]] = party[1] }
        let noun = what?.rawValue ?? InteractionSort.entry.rawValue
        guard let row else { throw Refusal.notFound(noun) }
        var columns: [InteractionField: DatabaseValue] = [:]
        for field in InteractionField.allCases { columns[field] = row[field.rawValue] }
        let stored = StoredInteraction(
            id: id, version: row["version"], maker: row["made_by"], columns: columns,
            contacts: parties.map { $0[0] }, capacities: capacities)
        guard what.map({ ($0 == .task) == stored.isTask }) ?? true else {
            throw Refusal.notFound(noun)
        }
        if stored.isRemoved, !removedToo {
            let name = try actorName(db, stored[.removedBy] ?? "")
            throw Refusal(
                .conflict, "\(name) has removed this. Bring it back before you go on with it.")
        }
        if let expected, expected != stored.version {
            throw try changedMeanwhile(id, since: expected)
        }
        return stored
    }

    private func changedMeanwhile(_ id: Int64, since version: Int) throws -> Refusal {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT actor, group_concat(DISTINCT field) AS fields FROM interaction_history
                WHERE interaction_id = ? AND version > ? GROUP BY actor ORDER BY max(id)
                """, arguments: [id, version])
        let changes = try rows.map { row in
            let fields: String = row["fields"]
            let words = fields.split(separator: ",").map { field in
                InteractionField(rawValue: String(field))?.words ?? String(field)
            }
            return "\(try actorName(db, row["actor"])) changed \(words.joined(separator: ", "))"
        }
        return Refusal(
            .conflict,
            "While you were writing, \(changes.joined(separator: "; ")). Nothing of yours was "
                + "saved: look at it as it is now and make your change again.")
    }
}

/// Which of the two an act is about, as a refusal names it.
enum InteractionSort: String {
    /// Something that was done.
    case entry = "entry of a timeline"
    /// Something to do.
    case task
}
