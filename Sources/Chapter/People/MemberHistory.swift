public import Federation
public import GRDB

/// One change of a person, in plain words.
public struct HistoryEntry: Hashable, Sendable {
    /// What `RevertChange` takes.
    public let id: Int64
    /// Whose record it was, which may have been merged since; nil for what concerns a list.
    public let member: MemberID?
    /// The version of the record that came of it; nil for what is no part of a record.
    public let version: Int?
    /// When.
    public let at: Timestamp
    /// The operator, or the id of whoever did it.
    public let actor: String
    /// What whoever did it is called; nil for the operator and for somebody who is gone.
    public let actorName: String?
    /// The name of the act.
    public let act: String
    /// The field, as the tables name it.
    public let field: String
    /// What the chapter calls the own field that it is about, if it is about one.
    public let ownField: String?
    /// The value before; nil when there was none.
    public let old: String?
    /// The value after; nil when there is none.
    public let new: String?
    /// The reason that was given.
    public let why: String?
    /// The import that did it, if one did.
    public let importID: Int64?
    /// From where it came, as `ActOrigin` keeps it; nil for what was written before that was kept.
    public let device: String?
    /// All of it in one sentence.
    public let sentence: String
}

/// What became of one person, newest first, for the person and for who may see people.
public struct MemberHistory: Sendable {
    /// Whose history.
    public var member: MemberID
    /// Only entries before this one; nil from the newest.
    public var before: Int64?
    /// How many entries at most, up to 1,000.
    public var limit: Int

    /// The history of a person.
    public init(_ member: MemberID, before: Int64? = nil, limit: Int = 100) {
        self.member = member
        self.before = before
        self.limit = limit
    }

    /// Reads the entries.
    ///
    /// The history of somebody who is gone can still be read.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<
        [HistoryEntry], Refusal
    > {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let been = try db.everBeen(member).map(\.description).joined(separator: ",")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM history WHERE member_id IN (\(been)) AND id < ? AND \(viewer.historySQL)
                ORDER BY id DESC LIMIT ?
                """,
            arguments: [before ?? Int64.max, min(max(1, limit), 1000)])
        return .success(try HistoryEntry.entries(rows, in: db, for: viewer))
    }
}

extension HistoryEntry {
    /// Reads rows of history with the names of those who acted, one query for all of them.
    static func entries(_ rows: [Row], in db: Database, for viewer: Viewer) throws
        -> [HistoryEntry]
    {
        let actors = Set(rows.map { $0["actor"] as String }).compactMap { MemberID($0) }
        let list = actors.map(\.description).joined(separator: ",")
        var names: [String: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM member WHERE id IN (\(list))") {
            let id: MemberID = row[0]
            names[id.description] = row[1]
        }
        let ownFields = try ownFieldNames(rows, in: db)
        let searches = try PlacingText.names(rows, in: db, for: viewer)
        return rows.map { row in
            let actor: String = row["actor"]
            let name = names[actor]
            return HistoryEntry(
                row, actorName: name ?? strangerName(actor), known: name, ownFields, searches)
        }
    }

    /// What the own fields are called that rows speak of, by code.
    private static func ownFieldNames(_ rows: [Row], in db: Database) throws -> [String: String] {
        let isAsked = rows.contains { $0["field"] == Detail.ownField.rawValue }
        guard isAsked else { return [:] }
        var names: [String: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT code, name FROM own_field") {
            names[row[0]] = row[1]
        }
        return names
    }

    private init(
        _ row: Row, actorName: String, known: String?, _ ownFields: [String: String],
        _ searches: [Int64: String]
    ) {
        id = row["id"]
        member = row["member_id"]
        version = row["version"]
        at = Timestamp(milliseconds: row["at"])
        actor = row["actor"]
        self.actorName = known
        act = row["act"]
        field = row["field"]
        old = Self.placed(row["old"], row["field"], searches)
        new = Self.placed(row["new"], row["field"], searches)
        why = row["why"]
        importID = row["import_id"]
        device = row["device"]
        let field: String = row["field"]
        let cell: String? = row["new"] ?? row["old"]
        let code = cell?.split(separator: "\n").first.map(String.init)
        let about: MemberID? = row["member_id"]
        // Of nobody in particular it is the field itself that was changed.
        ownField =
            field == Detail.ownField.rawValue && about != nil
            ? code.map { ownFields[$0] ?? $0 } : nil
        let what = ownField ?? fieldWords(field)
        let before = old.map { shownValue(field, $0) }
        let after = new.map { shownValue(field, $0) }
        let part = ChapterLog.Part(of: row["act"])
        let isTaken = about == nil && part == .out
        var sentence = actorName.prefix(1).uppercased() + actorName.dropFirst()
        switch (before, after) {
        case (nil, .some(let after)) where isTaken: sentence += " took out \(after)"
        case (nil, .some(let after)): sentence += " set the \(what) to “\(after)”"
        case (.some(let before), nil): sentence += " removed the \(what) “\(before)”"
        case (.some(let before), .some(let after)):
            sentence += " changed the \(what) from “\(before)” to “\(after)”"
        case (nil, nil): sentence += " touched the \(what)"
        }
        if let importID: Int64 = row["import_id"] {
            let act: String = row["act"]
            sentence +=
                act == "UndoImport" ? " by undoing import \(importID)" : " by import \(importID)"
        }
        if let why: String = row["why"] { sentence += ": \(why)" }
        self.sentence = sentence.hasSuffix(".") ? sentence : sentence + "."
    }
}

extension HistoryEntry {
    /// A value with what a search is called instead of its number.
    private static func placed(_ text: String?, _ field: String, _ searches: [Int64: String])
        -> String?
    {
        guard field == PlacingText.field, let text, let placing = PlacingText(text) else {
            return text
        }
        return placing.words(searches[placing.search] ?? "a list that is not yours")
    }
}

/// A value of history for a sentence: the cells of a list's row with commas.
private func shownValue(_ field: String, _ text: String) -> String {
    if let tie = tieSentence(field, text) { return tie }
    if field == PeriodInHistory.field { return PeriodInHistory(text)?.words ?? text }
    guard let detail = Detail(rawValue: field) else { return text.replacing("\n", with: ", ") }
    let cells = text.split(separator: "\n")
    if detail == .ownField { return OwnField.shown(String(cells.last ?? "")) }
    guard detail.columns.last == "is_primary" else { return cells.joined(separator: " ") }
    return cells.filter { $0 != "ok" }.joined(separator: ", ")
}
