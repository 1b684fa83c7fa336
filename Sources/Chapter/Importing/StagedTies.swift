import GRDB

/// Finds out which organizations and positions of a row are not there yet.
struct StagedTies {
    private let type: RelationType?
    private let mode: ImportMode

    init(_ mode: ImportMode, in db: Database) throws {
        self.mode = mode
        let found = try RelationType.find(key: "works at", in: db)
        type = found?.isRetired == true ? nil : found
    }

    /// What the row of somebody new adds.
    func new(_ draft: DraftPerson) -> [DraftTie] {
        let isPerson = draft.values[.kind] ?? "person" == "person"
        var seen: Set<String> = []
        return draft.ties.compactMap { tie in
            reduced(tie, works: isPerson && type != nil, holds: true)
        }.filter { seen.insert($0.key).inserted }
    }

    /// What the row of somebody who is known adds.
    ///
    /// In the mode that only fills blanks, whoever works anywhere gets no other employer, and
    /// whoever holds any position no other one.
    func missing(_ draft: DraftPerson, _ person: StoredPerson, in db: Database) throws
        -> [DraftTie]
    {
        guard mode != .addOnly, !draft.ties.isEmpty else { return [] }
        let isPerson = person.values[.kind] ?? "person" == "person"
        let isOpen = mode == .fillBlanks
        var works = isPerson && type != nil
        if works, let type, isOpen || type.isOneFrom {
            works = try !db.isAnywhere(person.id, type)
        }
        let holds = try !isOpen || !holdsAny(person.id, db)
        return try new(draft).compactMap { tie in
            let isNew = try works && tie.isWork && !isThere(tie, person.id, db)
            let isGiven = try holds && tie.title != nil && !isHeld(tie, person.id, db)
            return reduced(tie, works: isNew, holds: isGiven)
        }
    }

    /// What is left of a tie; nil where nothing is.
    private func reduced(_ tie: DraftTie, works: Bool, holds: Bool) -> DraftTie? {
        let title = holds ? tie.title : nil
        let isWork = works && tie.isWork
        guard isWork || title != nil else { return nil }
        return DraftTie(organization: tie.organization, title: title, isWork: isWork)
    }

    private func isThere(_ tie: DraftTie, _ person: MemberID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM relation r JOIN member o ON o.id = r.to_id
                    WHERE r.from_id = ? AND r.type_id = ? AND o.kind = 'organization'
                    AND o.folded_name = ? AND (r.ends_on IS NULL OR r.starts_on IS NULL) LIMIT 1
                    """),
            arguments: [person, type?.id, tie.organization.map(foldedName)]) != nil
    }

    private func isHeld(_ tie: DraftTie, _ person: MemberID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM position p LEFT JOIN member o ON o.id = p.organization_id
                    WHERE p.member_id = ? AND p.key = ? AND o.folded_name IS ?
                    AND (p.ends_on IS NULL OR p.starts_on IS NULL) LIMIT 1
                    """),
            arguments: [
                person, tie.title.map(foldedName), tie.organization.map(foldedName),
            ]) != nil
    }

    private func holdsAny(_ person: MemberID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT 1 FROM position WHERE member_id = ? AND ends_on IS NULL LIMIT 1"),
            arguments: [person]) != nil
    }

    /// Keeps what a row adds until it is applied.
    static func write(_ ties: [DraftTie], of row: Int, in importID: Int64, _ db: Database) throws {
        guard !ties.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO import_tie
                  (import_id, row, ordinal, organization, key, title, is_work)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for (ordinal, tie) in ties.enumerated() {
            try statement.execute(arguments: [
                importID, row, ordinal, tie.organization, tie.organization.map(foldedName),
                tie.title, tie.isWork,
            ])
        }
    }
}

extension DraftTie {
    /// What makes two the same, however they are spelled.
    fileprivate var key: String {
        [organization, title].map { $0.map(foldedName) ?? "" }.joined(separator: "\n")
            + "\n\(isWork)"
    }
}
