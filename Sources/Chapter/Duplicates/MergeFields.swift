import GRDB

/// Which of two contacts a value comes from.
public enum MergeSide: String, CaseIterable, Hashable, Sendable {
    /// The one who is kept.
    case kept
    /// The one who goes.
    case gone
}

/// A field of two contacts side by side.
public struct MergeField: Hashable, Sendable {
    /// The field.
    public let field: PersonField
    /// What the kept one says; nil for nothing.
    public let kept: String?
    /// What the other says; nil for nothing.
    public let gone: String?
    /// Whose value is taken unless somebody chooses otherwise.
    public let suggested: MergeSide

    /// Whether both say something, and not the same.
    public var differs: Bool { kept != nil && gone != nil && kept != gone }

    /// Everything that one of the two says.
    static func all(_ kept: StoredPerson, _ gone: StoredPerson) -> [MergeField] {
        PersonField.allCases.compactMap { field in
            let (mine, other) = (kept.values[field], gone.values[field])
            guard mine != nil || other != nil else { return nil }
            return MergeField(
                field: field, kept: mine, gone: other, suggested: side(field, kept, gone))
        }
    }

    /// Whose value is taken of several, unless somebody chooses otherwise: by the rule for two, from
    /// each to the next.
    static func source(_ field: PersonField, _ kept: StoredPerson, _ others: [StoredPerson])
        -> MemberID
    {
        others.reduce(kept) { best, other in
            side(field, best, other) == .gone ? other : best
        }.id
    }

    /// Whose value is taken: the kept one's, or the other's where there is none.
    ///
    /// A wish not to be disturbed wins, membership wins over less, and the earlier day of joining.
    private static func side(_ field: PersonField, _ kept: StoredPerson, _ gone: StoredPerson)
        -> MergeSide
    {
        let (mine, other) = (kept.values[field], gone.values[field])
        switch field {
        case .doNotCall, .doNotText, .doNotEmail:
            return mine != "yes" && other == "yes" ? .gone : .kept
        case .status: return rank(other) > rank(mine) ? .gone : .kept
        case .endedOn:
            // It belongs to the status.
            return rank(gone.values[.status]) > rank(kept.values[.status]) ? .gone : .kept
        case .joinedOn:
            guard let mine, let other else { return mine == nil ? .gone : .kept }
            return other < mine ? .gone : .kept
        default: return mine == nil ? .gone : .kept
        }
    }

    private static func rank(_ status: String?) -> Int {
        ["contact", "supporter", "former", "member"].firstIndex(of: status ?? "") ?? -1
    }
}
