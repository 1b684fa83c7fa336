import Federation
import GRDB

/// What every relation must keep to, in words.
struct RelationRules {
    let db: Database
    let today: CalendarDay

    init(in context: ActContext) throws {
        db = context.db
        today = try DaySpan.today(in: context.db, at: context.now)
    }

    /// Refuses a relation that makes no sense beside those that are there.
    func check(_ relation: StoredRelation, _ type: RelationType) throws {
        guard relation.from != relation.to else {
            throw Refusal.invalid("other", "A contact has no relation with itself.")
        }
        let from = try ContactEnd.find(relation.from, in: db)
        let to = try ContactEnd.find(relation.to, in: db)
        try checkKinds(type, from, to)
        try checkOnce(relation, from, to)
        let isEitherEnd = type.isMutual && (type.isOneFrom || type.isOneTo)
        if type.isOneFrom || isEitherEnd { try checkOnly(relation, type, from, isEitherEnd) }
        if type.isOneTo || isEitherEnd { try checkOnly(relation, type, to, isEitherEnd) }
    }

    private func checkKinds(_ type: RelationType, _ from: ContactEnd, _ to: ContactEnd) throws {
        for (wanted, end, words) in [
            (type.fromKind, from, type.forward), (type.toKind, to, type.backward),
        ] {
            guard let wanted, wanted != end.kind else { continue }
            throw Refusal.invalid(
                "type",
                "“\(words)” is said of \(wanted.words), and \(end.name) is \(end.kind.words).")
        }
    }

    /// The same two contacts are not related twice in the same way at the same time.
    private func checkOnce(
        _ relation: StoredRelation, _ from: ContactEnd, _ to: ContactEnd
    ) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM relation WHERE from_id = ? AND to_id = ? AND type_id = ?
                AND id IS NOT ?
                """, arguments: [relation.from, relation.to, relation.typeID, relation.id])
        for other in rows.map(StoredRelation.init) {
            if relation.span.overlaps(other.span, today: today) {
                throw Refusal(
                    .conflict,
                    "\(from.name) and \(to.name) have this relation already. Change its dates "
                        + "instead.", field: "type")
            }
            if other.startsOn == relation.startsOn {
                throw Refusal(
                    .conflict,
                    "\(from.name) and \(to.name) had this relation before, with the same "
                        + "beginning. Say on what day it began again.", field: "startsOn")
            }
        }
    }

    /// A household has one head.
    private func checkOnly(
        _ relation: StoredRelation, _ type: RelationType, _ end: ContactEnd, _ isEitherEnd: Bool
    ) throws {
        let ends =
            isEitherEnd
            ? "(from_id = :end OR to_id = :end)"
            : end.id == relation.from ? "from_id = :end" : "to_id = :end"
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT * FROM relation WHERE \(ends) AND type_id = :type AND id IS NOT :id",
            arguments: ["end": end.id, "type": relation.typeID, "id": relation.id])
        for other in rows.map(StoredRelation.init)
        where relation.span.overlaps(other.span, today: today) {
            let far = try ContactEnd.find(other.other(than: end.id), in: db)
            let words = end.id == other.from ? type.forward : type.backward
            throw Refusal(
                .conflict,
                "\(end.name) can have only one relation “\(words)” at a time, and has one with "
                    + "\(far.name). End that one first.", field: "type")
        }
    }
}
