import GRDB

/// What a merge of several contacts would do, before it is done.
public struct MergeTogetherPreview: Hashable, Sendable {
    /// One of the contacts.
    public struct Column: Hashable, Sendable {
        /// The contact.
        public let record: MemberRecord
        /// Everything that speaks of the contact, and will speak of the kept one.
        public let moves: [MergeCount]
        /// What it has in common with the kept one; empty for the kept one.
        public let reasons: [DuplicateReason]
    }

    /// A field of which one of them says something.
    public struct Line: Hashable, Sendable {
        /// The field.
        public let field: PersonField
        /// What they say; whoever says nothing is not there.
        public let values: [MemberID: String]
        /// Whose value is taken unless somebody chooses otherwise.
        public let suggested: MemberID
    }

    /// Who is kept.
    public let keep: MemberID
    /// The contacts, in the order in which they were asked for.
    public let columns: [Column]
    /// Every field of which one of them says something.
    public let fields: [Line]
    /// What moves of all who go.
    public let moves: [MergeCount]
    /// Why they cannot be merged as things are; empty where they can.
    public let hindrances: [MergeHindrance]
}

extension Chapter {
    /// Reads what a merge of several contacts would do, for whoever may manage people.
    ///
    /// `keep`: who is kept; nil for whoever is rather to be.
    public func mergeTogetherPreview(
        _ ids: [MemberID], keep: MemberID?, for viewer: Viewer
    ) async throws -> Result<MergeTogetherPreview, Refusal> {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        return try await read { [ballotBoxes] db in
            try refusing {
                try MergeTogetherPreview(ids, keep: keep, in: db, for: viewer, boxes: ballotBoxes)
            }
        }
    }
}

extension MergeTogetherPreview {
    fileprivate init(
        _ ids: [MemberID], keep: MemberID?, in db: Database, for viewer: Viewer, boxes: BallotBoxes
    ) throws {
        let people = try StoredPerson.fetch(db, ids)
        guard people.count == ids.count, Set(ids).count == ids.count, ids.count > 1 else {
            throw Refusal.notFound("person")
        }
        guard ids.count <= MergeTogether.largest else {
            throw Refusal.invalid(
                "others", "At most \(MergeTogether.largest) contacts are merged at once.")
        }
        let records = try people.map { MemberRecord($0, roles: try heldRoles(db, $0.id)) }
        let kept = keep ?? MergeTogetherPreview.rather(records, viewer)
        guard let mine = people.first(where: { $0.id == kept }) else {
            throw Refusal.notFound("person")
        }
        let others = people.filter { $0.id != kept }
        hindrances = try MergeHindrance.all(
            keep: kept, others: others.map(\.id), in: db, for: viewer, boxes: boxes)
        let facts = try ContactFacts.fetch(db, ids)
        var sum: [String: Int] = [:]
        var columns: [Column] = []
        for record in records {
            let id = record.memberID
            let counts = try db.mergeCounts(of: id)
            if id != kept { sum.merge(counts, uniquingKeysWith: +) }
            var score: DuplicateScore?
            if id != kept, let one = facts[kept], let two = facts[id] {
                score = DuplicateScore.of(one, two)
            }
            columns.append(
                Column(
                    record: record, moves: MergeCount.sorted(counts),
                    reasons: score?.reasons ?? []))
        }
        self.keep = kept
        self.columns = columns
        fields = PersonField.allCases.compactMap { field -> Line? in
            var values: [MemberID: String] = [:]
            for person in people { values[person.id] = person.values[field] }
            guard !values.isEmpty else { return nil }
            return Line(
                field: field, values: values, suggested: MergeField.source(field, mine, others))
        }
        moves = MergeCount.sorted(sum)
    }

    /// Who is rather to be kept: oneself, who holds a role, who is a member, or the first.
    private static func rather(_ records: [MemberRecord], _ viewer: Viewer) -> MemberID {
        let own = records.first { viewer.owns($0.memberID) }
        let chosen =
            own ?? records.first { !$0.roles.isEmpty } ?? records.first { $0.status == "member" }
        return (chosen ?? records[0]).memberID
    }
}
