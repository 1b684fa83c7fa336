import GRDB

/// Why several contacts cannot become one as things are.
public struct MergeHindrance: Hashable, Sendable {
    /// Whom of those who go it is about: one, two of them with each other, or nobody in particular.
    public let members: [MemberID]
    /// What stands in the way.
    public let refusal: Refusal

    /// Everything that stands in the way: of each of the others what would with the kept one alone,
    /// and of each two of the others what they would bring together in it.
    static func all(
        keep: MemberID, others: [MemberID], in db: Database, for viewer: Viewer, boxes: BallotBoxes
    ) throws -> [MergeHindrance] {
        var found: [MergeHindrance] = []
        for other in others {
            let refusal = try refused {
                _ = try MergeParties.read(
                    keep: keep, gone: other, in: db, for: viewer, boxes: boxes)
            }
            if let refusal { found.append(MergeHindrance(members: [other], refusal: refusal)) }
        }
        let people = try StoredPerson.fetch(db, others)
        for (place, second) in people.enumerated() {
            for first in people.prefix(place) {
                let refusal = try refused {
                    try MergeParties(kept: first, gone: second).checkAmongOthers(in: db)
                }
                if let refusal {
                    found.append(
                        MergeHindrance(members: [first.id, second.id], refusal: refusal))
                }
            }
        }
        guard found.isEmpty else { return found }
        let all = try StoredPerson.fetch(db, [keep] + others)
        let refusal = try refused { try MergeParties.checkLimits(of: all) }
        return refusal.map { [MergeHindrance(members: [], refusal: $0)] } ?? []
    }

    /// What a check refuses; nil where it passes.
    private static func refused(by check: () throws -> Void) throws -> Refusal? {
        do {
            try check()
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}
