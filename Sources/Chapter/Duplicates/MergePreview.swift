import GRDB

/// How many rows of one table a merge moves.
public struct MergeCount: Hashable, Sendable {
    /// The table.
    public let table: String
    /// How many of its rows.
    public let count: Int

    /// The counts in the order of their tables.
    static func sorted(_ counts: [String: Int]) -> [MergeCount] {
        counts.map { MergeCount(table: $0.key, count: $0.value) }
            .sorted { $0.table < $1.table }
    }
}

/// What a merge would do, before it is done.
public struct MergePreview: Hashable, Sendable {
    /// Who is kept.
    public let kept: MemberRecord
    /// Who goes.
    public let gone: MemberRecord
    /// Every field of which one of them says something.
    public let fields: [MergeField]
    /// Everything that speaks of the one who goes and will speak of the kept one.
    public let moves: [MergeCount]
    /// How alike they are; nil for two that are never compared.
    public let score: DuplicateScore?
    /// Why they cannot be merged as things are; nil where they can.
    public let refusal: Refusal?
}

extension Chapter {
    /// Reads what a merge would do, for whoever may manage people.
    public func mergePreview(keep: MemberID, gone: MemberID, for viewer: Viewer) async throws
        -> Result<MergePreview, Refusal>
    {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        return try await read { [ballotBoxes] db in
            guard let mine = try StoredPerson.fetch(db, keep),
                let other = try StoredPerson.fetch(db, gone)
            else { return .failure(.notFound("person")) }
            var refusal: Refusal?
            do {
                _ = try MergeParties.read(
                    keep: keep, gone: gone, in: db, for: viewer, boxes: ballotBoxes)
            } catch let reason as Refusal {
                refusal = reason
            }
            let facts = try ContactFacts.fetch(db, [keep, gone])
            var score: DuplicateScore?
            if let one = facts[keep], let two = facts[gone] { score = DuplicateScore.of(one, two) }
            return .success(
                MergePreview(
                    kept: MemberRecord(mine, roles: try heldRoles(db, keep)),
                    gone: MemberRecord(other, roles: try heldRoles(db, gone)),
                    fields: MergeField.all(mine, other),
                    moves: MergeCount.sorted(try db.mergeCounts(of: gone)), score: score,
                    refusal: refusal))
        }
    }
}
