import Federation
import GRDB

/// Keeps what was decided about an uploaded list, and remembers it for lists with these headings.
public struct ChooseColumns: Act {
    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// The list.
    public var list: String
    /// All that was decided.
    public var plan: ImportPlan
    /// The headings of the list, under which it is remembered; empty to remember nothing.
    public var headings: [String]
    /// The fields of the chapter's own that columns become, by place; they are made with it, and
    /// stay when the import is taken back.
    public var newFields: [Int: OwnFieldPlan]

    /// All that can be chosen for a list.
    public init(
        _ list: String, _ plan: ImportPlan, headings: [String] = [],
        newFields: [Int: OwnFieldPlan] = [:]
    ) {
        self.list = list
        self.plan = plan
        self.headings = headings
        self.newFields = newFields
    }

    /// Keeps it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        var plan = plan
        switch try addFields(in: context) {
        case .success(let targets): plan.choices.columns.merge(targets) { $1 }
        case .failure(let refusal): return .failure(refusal)
        }
        return try keep(plan, in: context)
    }

    /// Makes the new fields; a refusal names the column, as `c3`.
    private func addFields(in context: ActContext) throws -> Result<[Int: ColumnTarget?], Refusal> {
        var targets: [Int: ColumnTarget?] = [:]
        for (place, plan) in newFields.sorted(by: { $0.key < $1.key }) {
            guard context.viewer.may(AddOwnField.permission) else {
                return .failure(.notAllowed(AddOwnField.permission))
            }
            switch try AddOwnField(plan).perform(in: context) {
            case .success(let field):
                targets.updateValue(.ownField(field.code), forKey: place)
            case .failure(let refusal):
                return .failure(Refusal(refusal.code, refusal.sentence, field: "c\(place)"))
            }
        }
        return .success(targets)
    }

    private func keep(_ plan: ImportPlan, in context: ActContext) throws -> Result<Void, Refusal> {
        let db = context.db
        let settings = plan.settings
        let tag: String?
        switch EnteredText.line(plan.tag ?? "", "tag", limit: 80) {
        case .success(let text): tag = text
        case .failure(let refusal): return .failure(refusal)
        }
        try db.execute(
            sql: """
                UPDATE import_list
                SET mode = ?, encoding = ?, delimiter = ?, has_heading = ?, day_first = ?,
                  sheet = ?, recognizes = ?, match_key = ?, tag = ?,
                  as_of = NULL
                WHERE id = ?
                """,
            arguments: [
                plan.mode.rawValue, settings.encoding?.rawValue, settings.delimiter?.words,
                settings.hasHeading, settings.dayFirst, settings.sheet, settings.recognizes,
                plan.key.rawValue, tag, list,
            ])
        guard db.changesCount == 1 else { return .failure(.notFound("list")) }
        try keepChoices(plan.choices, of: list, in: db)
        if !headings.isEmpty {
            try ListMemory(headings).keep(plan, at: context.now, in: db)
        }
        return .success(())
    }
}

/// Makes these the choices for the columns of a list and their words.
func keepChoices(_ choices: ListChoices, of list: String, in db: Database) throws {
    try db.execute(sql: "DELETE FROM import_choice WHERE list_id = ?", arguments: [list])
    try db.execute(sql: "DELETE FROM import_value WHERE list_id = ?", arguments: [list])
    for (place, target) in choices.columns.sorted(by: { $0.key < $1.key })
    where (0..<ImportLimits.columns).contains(place) {
        try db.execute(
            sql: "INSERT INTO import_choice (list_id, place, target) VALUES (?, ?, ?)",
            arguments: [list, place, target?.code ?? ""])
    }
    for (place, words) in choices.values where (0..<ImportLimits.columns).contains(place) {
        for (value, meaning) in words.prefix(ListWords.valuesAtMost) {
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO import_value (list_id, place, value, meaning)
                    VALUES (?, ?, ?, ?)
                    """, arguments: [list, place, value, meaning])
        }
    }
}
