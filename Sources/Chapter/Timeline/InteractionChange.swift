import Federation
import GRDB

/// One act's change of one interaction or task: every column that changes gets its line of
/// history, and the version counts up once.
struct InteractionChange {
    private let context: ActContext
    private let act: String
    private let stored: StoredInteraction
    /// Whether what is written about it is its author's own.
    private let isPrivate: Bool
    private var columns: [InteractionField: DatabaseValue] = [:]
    private var contacts: [MemberID]
    private var capacities: [MemberID: String]

    /// Begins a change; `isPrivate` is whether it will be, nil leaves it.
    ///
    /// What something said while it was private stays its author's own, also when it is shown to
    /// others from now on.
    init(
        of stored: StoredInteraction, by act: String, isPrivate: Bool? = nil, in context: ActContext
    ) {
        self.context = context
        self.act = act
        self.stored = stored
        self.isPrivate = stored.isPrivate || isPrivate ?? false
        contacts = stored.contacts
        capacities = stored.capacities
    }

    /// Makes everything as these values say.
    mutating func take(_ values: InteractionValues) {
        for (field, value) in values.columns { set(field, value) }
        contacts = values.contacts
        capacities = values.capacities
    }

    /// Sets one column, unless it has this value already.
    mutating func set(_ field: InteractionField, _ value: (any DatabaseValueConvertible)?) {
        let new = value?.databaseValue ?? .null
        columns[field] = new == stored.columns[field] ? nil : new
    }

    /// Writes what has changed, all columns at once, and gives the version.
    func finish() throws -> Int {
        let (gone, added) = (
            Set(stored.contacts).subtracting(contacts).sorted(),
            Set(contacts).subtracting(stored.contacts).sorted()
        )
        let spoken = contacts.filter { capacities[$0] != stored.capacities[$0] }
        guard !columns.isEmpty || !gone.isEmpty || !added.isEmpty || !spoken.isEmpty else {
            return stored.version
        }
        let version = stored.version + 1
        let fields = InteractionField.allCases.filter { columns[$0] != nil }
        let sets = fields.map { "\($0.rawValue) = ?" } + ["version = ?"]
        try context.db.execute(
            sql: "UPDATE interaction SET \(sets.joined(separator: ", ")) WHERE id = ?",
            arguments: StatementArguments(fields.map { columns[$0] }) + [version, stored.id])
        for field in fields where isTold(field) {
            try record(
                field.rawValue, old: stored.columns[field]?.historyText,
                new: columns[field]?.historyText,
                version: version, isPrivate: field != .isPrivate && isPrivate)
        }
        try write(gone, added, version: version)
        try write(spoken, version: version)
        return version
    }

    /// When a task was made or done moves it along the timeline; nobody changed that.
    private func isTold(_ field: InteractionField) -> Bool {
        field.isTold && !(field == .at && stored.isTask)
    }

    private func write(_ gone: [MemberID], _ added: [MemberID], version: Int) throws {
        let db = context.db
        for contact in gone {
            try db.execute(
                sql: "DELETE FROM interaction_party WHERE interaction_id = ? AND member_id = ?",
                arguments: [stored.id, contact])
            if let spoke = text(stored.capacities[contact], contact) {
                try record(
                    InteractionHistory.capacity, old: spoke, new: nil, version: version,
                    isPrivate: isPrivate)
            }
            try record(
                "contact", old: contact.description, new: nil, version: version,
                isPrivate: isPrivate)
        }
        let at = columns[.at] ?? stored.columns[.at] ?? .null
        for contact in added {
            try db.join(contact, to: stored.id, at: at, as: capacities[contact])
            try record(
                "contact", old: nil, new: contact.description, version: version,
                isPrivate: isPrivate)
        }
        guard columns[.at] != nil else { return }
        try db.execute(
            sql: "UPDATE interaction_party SET at = ? WHERE interaction_id = ?",
            arguments: [at, stored.id])
    }

    /// Writes as what these contacts spoke; those who are new have it already.
    private func write(_ spoken: [MemberID], version: Int) throws {
        for contact in spoken {
            try context.db.execute(
                sql: """
                    UPDATE interaction_party SET capacity = ?
                    WHERE interaction_id = ? AND member_id = ?
                    """, arguments: [capacities[contact], stored.id, contact])
            try record(
                InteractionHistory.capacity, old: text(stored.capacities[contact], contact),
                new: text(capacities[contact], contact), version: version, isPrivate: isPrivate)
        }
    }

    private func text(_ capacity: String?, _ contact: MemberID) -> String? {
        capacity.map { "\(contact)\n\($0)" }
    }

    private func record(
        _ field: String, old: String?, new: String?, version: Int, isPrivate: Bool
    ) throws {
        try context.writeInteractionHistory(
            InteractionLine(
                interaction: stored.id, version: version, field: field, old: old, new: new,
                isPrivate: isPrivate),
            by: act)
    }
}

extension DatabaseValue {
    /// The value as history keeps it.
    var historyText: String? {
        String.fromDatabaseValue(self) ?? Int64.fromDatabaseValue(self).map(String.init)
    }
}
