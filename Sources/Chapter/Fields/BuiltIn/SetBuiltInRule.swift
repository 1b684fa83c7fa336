import GRDB

/// Says what the chapter asks of a field that every chapter has; an empty rule asks for nothing.
///
/// What is stored stays as it is; the rule is looked at when the field changes or a contact is
/// added.
public struct SetBuiltInRule: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// The code of the field.
    public var field: String
    /// The version that the editor saw; 0 where there has never been a rule.
    public var expectedVersion: Int
    /// Of whom it is needed; nil for nobody.
    public var neededOf: BuiltInRule.Whom?
    /// The earliest day.
    public var least: String?
    /// The latest day.
    public var most: String?
    /// What a text looks like.
    public var pattern: String?
    /// What to say when it is broken, up to 300 characters.
    public var message: String?

    /// A rule for a field.
    public init(
        _ field: String, expectedVersion: Int = 0, neededOf: BuiltInRule.Whom? = nil,
        least: String? = nil, most: String? = nil, pattern: String? = nil, message: String? = nil
    ) {
        self.field = field
        self.expectedVersion = expectedVersion
        self.neededOf = neededOf
        self.least = least
        self.most = most
        self.pattern = pattern
        self.message = message
    }

    /// What the log calls these rules.
    public static let historyField = "rule of a field"

    /// Sets it and gives it as it is now.
    public func perform(in context: ActContext) throws -> Result<BuiltInRule, Refusal> {
        try refusing {
            let db = context.db
            guard let field = BuiltInField(code: field) else {
                throw Refusal.notFound("field with rules")
            }
            let old = try BuiltInRule.find(field, in: db)
            guard old.version == expectedVersion else {
                throw Refusal.changedMeanwhile(field.words)
            }
            try check(field)
            let (least, most) = (try day(least, "least", field), try day(most, "most", field))
            if let least, let most, least > most {
                throw Refusal.invalid(
                    "most", "The least is \(least) and the most is \(most): no value fits.")
            }
            let pattern = try EnteredText.line(pattern ?? "", "pattern", limit: 80).get()
            if pattern != nil, field.asking != .pattern {
                throw Refusal.invalid("pattern", "Only a field of one line can have a pattern.")
            }
            let message = try EnteredText.line(message ?? "", "message", limit: 300).get()
            try db.execute(
                sql: """
                    INSERT INTO built_in_rule (field, needed_of, least, most, pattern, message)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (field) DO UPDATE SET version = version + 1,
                      needed_of = excluded.needed_of, least = excluded.least, most = excluded.most,
                      pattern = excluded.pattern, message = excluded.message
                    """,
                arguments: [field.code, neededOf?.rawValue, least, most, pattern, message])
            let new = try BuiltInRule.find(field, in: db)
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "SetBuiltInRule",
                    member: nil, field: Self.historyField, old: old.words, new: new.words))
            return new
        }
    }

    private func check(_ field: BuiltInField) throws {
        guard let neededOf, !field.wanting.contains(neededOf) else { return }
        throw Refusal.invalid(
            "neededOf", "The \(field.words) is something of persons alone.")
    }

    private func day(_ entered: String?, _ name: String, _ field: BuiltInField) throws -> String? {
        guard let text = try EnteredText.line(entered ?? "", name, limit: 30).get() else {
            return nil
        }
        guard field.asking == .days, let day = CalendarDay(text) else {
            throw Refusal.invalid(
                name,
                "“\(text)” cannot be the \(name) here: it is a day as 2026-05-01, and only days "
                    + "have one.")
        }
        return day.description
    }
}

extension BuiltInRule {
    /// The rule in words, for the history; nil where it asks for nothing.
    fileprivate var words: String? {
        guard asks else { return nil }
        let parts = [
            neededOf.map { "needed of \($0.rawValue)" }, least.map { "not before \($0)" },
            most.map { "not after \($0)" }, pattern.map { "like \($0)" },
        ].compactMap { $0 }
        return "\(field.words): " + parts.joined(separator: ", ")
    }
}
