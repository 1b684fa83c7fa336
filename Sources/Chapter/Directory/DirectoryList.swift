public import Federation
public import GRDB

/// The directory that the members of a chapter have of each other, by name or by family name.
///
/// Only what somebody lets others see is shown, and only that is searched: a name cannot be guessed
/// out of it, nor a town.
public struct DirectoryList: Sendable {
    /// A page of it.
    public struct Page: Hashable, Sendable {
        /// Who is in it.
        public let entries: [DirectoryEntry]
        /// How many fit in all.
        public let count: Int
        /// What to ask for the next ones with; nil on the last page.
        public let next: String?
    }

    /// Beginnings of words of names, positions, towns, workplaces, interests and skills; empty for all.
    public var search: String
    /// Persons or organizations alone; nil for both.
    public var kind: ContactKind?
    /// A part of the map; nil for everywhere.
    public var cell: PlaceCell?
    /// What `next` said; nil from the beginning.
    public var after: String?
    /// How many at most, up to 200.
    public var limit: Int
    /// Whether it is in order of family name, as far as the names that are shown say it.
    public var isByFamily = false

    /// So many words of a search are looked for.
    private static let wordsAtMost = 12

    /// A directory, or a part of it.
    public init(
        search: String = "", kind: ContactKind? = nil, cell: PlaceCell? = nil,
        after: String? = nil, limit: Int = 50
    ) {
        self.search = search
        self.kind = kind
        self.cell = cell
        self.after = after
        self.limit = limit
    }

    /// Reads a page for somebody who takes part in the chapter.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        Page, Refusal
    > {
        guard viewer.may(.takePart) else { return .failure(.notAllowed(.takePart)) }
        try db.addFoldedText()
        let today = try DaySpan.today(in: db, at: now).description
        var (sql, arguments) = condition(today: today)
        let count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) \(Self.from) WHERE \(sql)", arguments: arguments) ?? 0
        if let last = after.flatMap(NamePosition.init) {
            sql += " AND (\(key), m.id) > (:afterName, :afterID)"
            arguments += ["afterName": last.name, "afterID": last.id]
        }
        let most = min(max(1, limit), 200)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, \(key) AS key \(Self.from) WHERE \(sql)
                ORDER BY key, m.id LIMIT \(most + 1)
                """, arguments: arguments)
        let shown = rows.prefix(most)
        let next: String? =
            rows.count > most
            ? shown.last.map { NamePosition(id: $0[0], name: $0[1]).description } : nil
        return .success(
            Page(
                entries: try DirectoryEntry.fetch(shown.map { $0[0] }, in: db, today: today),
                count: count, next: next))
    }

    /// The ids of everybody who fits, in order.
    func ids(in db: Database, today: String) throws -> [MemberID] {
        try db.addFoldedText()
        let (sql, arguments) = condition(today: today)
        return try MemberID.fetchAll(
            db,
            sql: "SELECT m.id \(Self.from) WHERE \(sql) ORDER BY \(key), m.id",
            arguments: arguments)
    }

    /// What it is in order of.
    private var key: String { isByFamily ? Self.shownFamily : "m.folded_name" }

    /// The same as the order of lists of people, of what the directory shows: a family name that
    /// somebody keeps to themselves must not be told by their place in line.
    private static let shownFamily = """
        (CASE WHEN m.kind <> 'person' THEN m.folded_name
          WHEN instr(' ' || m.folded_name || ' ', ' ' || m.folded_family || ' ') > 0
          THEN m.folded_family
          ELSE substr(m.folded_name,
            length(rtrim(m.folded_name, replace(m.folded_name, ' ', ''))) + 1) END
        || '  ' || m.folded_name)
        """

    private static let from =
        "FROM directory_field d CROSS JOIN member m ON m.id = d.member_id"

    private func condition(today: String) -> (sql: String, arguments: StatementArguments) {
        var sql = "d.field = 'name' AND \(DirectoryEntry.isListed)"
        var arguments: [String: any DatabaseValueConvertible] = [:]
        if let kind {
            sql += " AND m.kind = :kind"
            arguments["kind"] = kind.rawValue
        }
        if let box = cell?.box {
            sql += """
                 AND m.id IN (SELECT id FROM (\(DirectoryMap.points))
                  WHERE latitude >= :south AND latitude < :north
                    AND longitude >= :west AND longitude < :east)
                """
            arguments.merge(
                ["south": box.south, "north": box.north, "west": box.west, "east": box.east]
            ) { $1 }
        }
        let words = foldedWords(search).prefix(Self.wordsAtMost)
        for (index, word) in words.enumerated() {
            sql += " AND \(Self.found("word\(index)"))"
            arguments["word\(index)"] = " " + word
        }
        if !words.isEmpty { arguments["today"] = today }
        return (sql, StatementArguments(arguments))
    }

    /// Whether a word begins like this in anything that the contact lets others see.
    private static func found(_ word: String) -> String {
        func begins(_ text: String) -> String { "instr(' ' || \(text), :\(word)) > 0" }
        func sees(_ fields: String, _ rows: String) -> String {
            "EXISTS (SELECT 1 FROM directory_field s \(rows) AND s.member_id = m.id "
                + "AND s.field IN (\(fields)))"
        }
        let position = "\(begins("p.key")) AND \(DirectoryEntry.isHeld)"
        let town = "a.is_primary = 'primary' AND a.state = 'ok' AND \(begins(foldedSQL("a.city")))"
        let work =
            begins(foldedSQL("coalesce(m.workplace, '')")) + " OR "
            + begins(foldedSQL("coalesce(m.employer, '')"))
        let parts = [
            begins("m.folded_name"),
            sees(
                "'interests'",
                "JOIN member_interest i ON i.member_id = s.member_id WHERE \(begins("i.key"))"),
            sees(
                "'skills'",
                "JOIN member_skill i ON i.member_id = s.member_id WHERE \(begins("i.key"))"),
            sees("'positions'", "JOIN position p ON p.member_id = s.member_id WHERE \(position)"),
            sees(
                "'town', 'address'",
                "JOIN member_address a ON a.member_id = s.member_id WHERE \(town)"),
            sees("'workplace'", "WHERE (\(work))"),
        ]
        return "(\(parts.joined(separator: " OR ")))"
    }
}

extension DirectoryEntry {
    /// Reads one contact for somebody who takes part in the chapter.
    ///
    /// Who is not in the directory and who is not there at all are answered alike.
    public static func read(
        _ member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<DirectoryEntry, Refusal> {
        guard viewer.may(.takePart) else { return .failure(.notAllowed(.takePart)) }
        let today = try DaySpan.today(in: db, at: now).description
        guard let entry = try fetch([member], in: db, today: today).first else {
            return .failure(.notFound("contact in the directory"))
        }
        return .success(entry)
    }
}
