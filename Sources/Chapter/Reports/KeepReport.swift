import Federation
import GRDB

/// Keeps a report under a name, for everybody who may see people or for its owner alone.
public struct KeepReport: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// What it is called.
    public var name: String
    /// What it is about.
    public var choices: ReportChoices
    /// Whether others see it too.
    public var isShared: Bool

    /// A report to keep.
    public init(_ name: String, _ choices: ReportChoices, isShared: Bool) {
        self.name = name
        self.choices = choices
        self.isShared = isShared
    }

    /// Keeps it and gives its id.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let db = context.db
            try context.checkRoomForReport(isShared: isShared, owner: context.viewer.actor)
            let called = try context.nameOfReport(
                name, isShared: isShared, owner: context.viewer.actor, besides: nil)
            try context.checkReport(choices, isShared: isShared)
            let text = choices.query.text
            guard text.utf8.count <= SearchQuery.bytesAtMost else { throw Refusal.tooLongSearch }
            try db.execute(
                sql: """
                    INSERT INTO kept_report (name, folded_name, query, by_what, by_kind,
                      across_what, across_kind, measure, is_shared, owner, changed_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    called, foldedName(called), text, choices.by.stored.what,
                    choices.by.stored.kind,
                    choices.across?.stored.what, choices.across?.stored.kind,
                    choices.measure.rawValue, isShared, context.viewer.actor,
                    context.now.milliseconds,
                ])
            let id = db.lastInsertedRowID
            try context.logReport("KeepReport", nil, isShared ? called : nil)
            return id
        }
    }
}

extension ActContext {
    /// Writes a line of the log about what everybody sees of a report; nil where they see nothing.
    func logReport(_ act: String, _ old: String?, _ new: String?) throws {
        guard old != new else { return }
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, member: nil,
                field: KeptReport.historyField, old: old, new: new))
    }

    /// Refuses one more report where there are enough: of all that are shared, or of an owner's own.
    func checkRoomForReport(isShared: Bool, owner: String) throws {
        let count = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM kept_report WHERE removed_at IS NULL
                AND is_shared = ? AND (is_shared = 1 OR owner = ?)
                """, arguments: [isShared, owner])
        guard (count ?? 0) < KeptReport.most else {
            throw Refusal(
                .conflict,
                isShared
                    ? "The chapter shares \(KeptReport.most) reports already. Remove one first."
                    : "You keep \(KeptReport.most) reports of your own already. Remove one first."
            )
        }
    }

    /// A name for a report; throws a refusal where another one has it.
    func nameOfReport(_ name: String, isShared: Bool, owner: String, besides id: Int64?) throws
        -> String
    {
        guard let name = try EnteredText.line(name, "name", limit: KeptReport.nameAtMost).get()
        else { throw Refusal.invalid("name", "Give the report a name.") }
        guard try !isTaken(foldedName(name), in: "kept_report", isShared, owner, besides: id) else {
            throw Refusal(
                .conflict, "There is a report called “\(name)” already. Choose another name.",
                field: "name")
        }
        return name
    }

    /// Refuses choices that cannot be counted, and in a shared report a search that only its owner
    /// sees.
    ///
    /// Who lacks what a condition takes besides, as that on answers does, is refused when they
    /// open the report, as with a shared search. No role sees people and lacks it.
    func checkReport(_ choices: ReportChoices, isShared: Bool) throws {
        var search = try SearchSQL(db, for: viewer, at: now)
        _ = try search.piece(choices.query)
        for thing in [choices.by, choices.across].compactMap({ $0 }) { try thing.check(search) }
        guard isShared, let used = try ownSearch(in: choices.query) else { return }
        throw Refusal(
            .conflict,
            "“\(used.name)” is only yours, so a report for everybody cannot use it. Share it first."
        )
    }
}
