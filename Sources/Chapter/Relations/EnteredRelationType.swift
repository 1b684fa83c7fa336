import GRDB

/// A kind of relation as somebody entered it.
public struct EnteredRelationType: Hashable, Sendable {
    /// What is said of whoever it begins at.
    public var forward: String
    /// What is said of whoever it leads to; empty where both are said alike.
    public var backward: String
    /// What it begins at; nil for any contact.
    public var fromKind: ContactKind?
    /// What it leads to; nil for any contact.
    public var toKind: ContactKind?
    /// Whether whoever it begins at can have only one at a time.
    public var isOneFrom: Bool
    /// Whether whoever it leads to can have only one at a time.
    public var isOneTo: Bool

    /// A kind with words for both directions.
    public init(
        _ forward: String, _ backward: String = "", from fromKind: ContactKind? = nil,
        to toKind: ContactKind? = nil, isOneFrom: Bool = false, isOneTo: Bool = false
    ) {
        self.forward = forward
        self.backward = backward
        self.fromKind = fromKind
        self.toKind = toKind
        self.isOneFrom = isOneFrom
        self.isOneTo = isOneTo
    }

    /// So many signs fit into the words of a direction.
    static let wordsAtMost = 80

    /// The same, fit for the table; words that are taken are refused.
    func checked(besides id: Int64?, in db: Database) throws -> EnteredRelationType {
        var checked = self
        let first = try EnteredText.line(forward, "relation", limit: Self.wordsAtMost).get()
        guard let first else {
            throw Refusal.invalid(
                "forward", "Say how the relation reads, such as “is the doctor of”.")
        }
        checked.forward = first
        checked.backward =
            try EnteredText.line(backward, "relation", limit: Self.wordsAtMost).get() ?? first
        if checked.isMutual, checked.fromKind != checked.toKind {
            throw Refusal.invalid(
                "toKind",
                "A relation with the same words in both directions joins contacts of one kind.")
        }
        // Read from either end it is the same relation, so one limit is the other.
        if checked.isMutual, checked.isOneFrom || checked.isOneTo {
            (checked.isOneFrom, checked.isOneTo) = (true, true)
        }
        let taken = try Bool.fetchOne(
            db,
            sql: """
                SELECT 1 FROM relation_type WHERE id IS NOT :id
                AND ((folded_forward = :forward AND folded_backward = :backward)
                  OR (folded_forward = :backward AND folded_backward = :forward))
                """,
            arguments: [
                "id": id, "forward": foldedName(checked.forward),
                "backward": foldedName(checked.backward),
            ])
        guard taken == nil else {
            throw Refusal(
                .conflict, "There is a kind of relation with these words already.",
                field: "forward")
        }
        return checked
    }

    var isMutual: Bool { foldedName(forward) == foldedName(backward) }

    /// The values of the columns, in the order of the table.
    var columns: [(any DatabaseValueConvertible)?] {
        [
            forward, backward, foldedName(forward), foldedName(backward), fromKind?.rawValue,
            toKind?.rawValue, isOneFrom, isOneTo,
        ]
    }
}
