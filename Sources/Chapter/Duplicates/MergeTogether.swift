import GRDB

/// Makes one contact of several, all or nothing: each of the others goes into the kept one.
///
/// It is one merge after the other, as `MergeContacts` does them, each with what the kept contact
/// takes from the one who goes. So each can be taken back by itself, and `UndoMergeTogether` takes
/// back all of them.
public struct MergeTogether: Act {
    /// What the merges did.
    public struct Merged: Hashable, Sendable {
        /// What `UndoMerge` takes, in the order in which they were done.
        public let ids: [Int64]
        /// The contact that is left.
        public let kept: MemberID
        /// The record's new version.
        public let version: Int
    }

    /// The permission that merging takes.
    public static let permission = Permission.managePeople

    /// How many contacts become one at once: as many as can be compared side by side.
    public static let largest = 6

    /// Who is kept.
    public var keep: MemberID
    /// Who goes.
    public var others: [MemberID]
    /// Whose value is taken of a field; a field without a choice follows `MergeField.source`.
    public var choices: [PersonField: MemberID]
    /// The same for fields of the chapter's own that have one value, by their codes.
    public var ownFields: [String: MemberID]
    /// The versions that somebody looked at; those without one are merged as they are.
    public var expected: [MemberID: Int]
    /// The reason, for the history.
    public var why: String?

    /// A merge of several contacts.
    public init(
        keep: MemberID, others: [MemberID], choices: [PersonField: MemberID] = [:],
        ownFields: [String: MemberID] = [:], expected: [MemberID: Int] = [:], why: String? = nil
    ) {
        self.keep = keep
        self.others = others
        self.choices = choices
        self.ownFields = ownFields
        self.expected = expected
        self.why = why
    }

    /// Merges all of them in one transaction.
    public func perform(in context: ActContext) throws -> Result<Merged, Refusal> {
        try refusing {
            try checkChoices()
            let hindrance = try MergeHindrance.all(
                keep: keep, others: others, in: context.db, for: context.viewer,
                boxes: context.ballotBoxes
            ).first
            if let hindrance { throw hindrance.refusal }
            let people = try ([keep] + others).map {
                try context.personToChange($0, expected: expected[$0]).get()
            }
            let sources = self.sources(people[0], Array(people.dropFirst()))
            let merges = try others.map {
                try merge(of: $0, sources).perform(in: context).get()
            }
            let ids = merges.map(\.id)
            if ids.count > 1 {
                for id in ids {
                    try context.db.execute(
                        sql: "UPDATE merge SET set_id = ? WHERE id = ?", arguments: [ids[0], id])
                }
            }
            return Merged(
                ids: ids, kept: keep, version: merges.last?.version ?? people[0].version)
        }
    }

    private func checkChoices() throws {
        guard !others.isEmpty else {
            throw Refusal.invalid("others", "Choose two contacts or more to merge.")
        }
        guard others.count < Self.largest else {
            throw Refusal.invalid(
                "others", "At most \(Self.largest) contacts are merged at once.")
        }
        let all = Set(others + [keep])
        guard all.count == others.count + 1 else {
            throw Refusal.invalid("others", "These are one contact already. Choose two.")
        }
        let named = Set(choices.values).union(ownFields.values)
        guard named.isSubset(of: all) else {
            throw Refusal.invalid(
                "choices", "A value is taken from one of the contacts that are merged.")
        }
    }

    /// Whose value the kept contact has in the end.
    private func sources(_ kept: StoredPerson, _ others: [StoredPerson])
        -> [PersonField: MemberID]
    {
        var sources: [PersonField: MemberID] = [:]
        for field in PersonField.allCases {
            sources[field] = choices[field] ?? MergeField.source(field, kept, others)
        }
        return sources
    }

    /// The merge of one of them: what is not taken from that one stays as it is by then.
    private func merge(of gone: MemberID, _ sources: [PersonField: MemberID]) -> MergeContacts {
        MergeContacts(
            keep: keep, gone: gone,
            choices: sources.mapValues { $0 == gone ? MergeSide.gone : .kept },
            ownFields: ownFields.mapValues { $0 == gone ? MergeSide.gone : .kept }, why: why)
    }
}
