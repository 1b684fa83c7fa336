import Chapter
import HTTPTypes
import Hummingbird

/// Saying what the chapter asks of a field that every chapter has.
struct BuiltInPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("settings/built-in-fields/:builtIn", .changeSettings) { _, context in
            let rule = try await rule(context)
            return try await show(EnteredBuiltInRule(rule), of: rule.field, context)
        }
        pages.post("settings/built-in-fields/:builtIn", .changeSettings) { request, context in
            let rule = try await rule(context)
            let entered = EnteredBuiltInRule(try await request.form(context))
            do {
                _ = try await backend.perform(entered.act(of: rule.field), context)
                return .seeOther(Notice.after("field_rule_saved", at: "/settings/fields"))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                let problem = Problem(refusal, context.words)
                return try await show(entered, of: rule.field, context, [problem])
            }
        }
    }

    private func rule(_ context: Context) async throws -> BuiltInRule {
        let code = context.parameters.get("builtIn") ?? ""
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try BuiltInRule.read(code, in: db, for: viewer)
        }.get()
    }

    private func show(
        _ entered: EnteredBuiltInRule, of field: BuiltInField, _ context: Context,
        _ problems: [Problem] = []
    ) async throws -> Response {
        let title = context.words.builtIn(field)
        var frame = try await backend.frame(title, part: "settings", context)
        frame.isNarrow = true
        return try backend.kit.show(
            BuiltInRulePage(frame, context.words, entered, of: field, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// A rule for a field of every chapter as a form sends it.
struct EnteredBuiltInRule: Sendable {
    let version: Int
    let neededOf: BuiltInRule.Whom?
    let least: String
    let most: String
    let pattern: String
    let message: String

    /// A rule as it is.
    init(_ rule: BuiltInRule) {
        version = rule.version
        neededOf = rule.neededOf
        least = rule.least ?? ""
        most = rule.most ?? ""
        pattern = rule.pattern ?? ""
        message = rule.message ?? ""
    }

    /// What was sent.
    init(_ form: Form) {
        version = Int(form["version"]) ?? 0
        neededOf = BuiltInRule.Whom(rawValue: form["neededOf"])
        least = form["least"]
        most = form["most"]
        pattern = form["pattern"]
        message = form["message"]
    }

    func act(of field: BuiltInField) -> SetBuiltInRule {
        SetBuiltInRule(
            field.code, expectedVersion: version, neededOf: neededOf, least: least, most: most,
            pattern: pattern, message: message)
    }
}
