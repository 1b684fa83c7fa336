import Chapter
import HTTPTypes
import Hummingbird

/// Making, changing and removing rules across two own fields.
struct FieldRulePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("settings/field-rules/add", .changeSettings) { request, context in
            let type = request.query("of").flatMap { Int64($0) }
            let isComparison = request.query("kind") == "compare"
            let entered = EnteredFieldRule(of: type, isComparison: isComparison)
            return try await show(entered, of: nil, context)
        }
        pages.post("settings/field-rules/add", .changeSettings) { request, context in
            let entered = EnteredFieldRule(try await request.form(context))
            return try await save(entered, of: nil, context) {
                _ = try await backend.perform(AddFieldRule(entered.plan), context)
                return "field_rule_added"
            }
        }
        pages.get("settings/field-rules/:rule", .changeSettings) { _, context in
            let rule = try await rule(context)
            return try await show(EnteredFieldRule(rule), of: rule, context)
        }
        pages.post("settings/field-rules/:rule", .changeSettings) { request, context in
            let rule = try await rule(context)
            let entered = EnteredFieldRule(try await request.form(context))
            return try await save(entered, of: rule, context) {
                let act = ChangeFieldRule(
                    rule.id, expectedVersion: entered.version, entered.plan)
                _ = try await backend.perform(act, context)
                return "field_rule_saved"
            }
        }
        pages.post("settings/field-rules/:rule/remove", .changeSettings) { _, context in
            let rule = try await rule(context)
            _ = try await backend.perform(RemoveFieldRule(rule.id), context)
            return .seeOther(
                Notice.after("field_rule_removed", at: OwnFieldsPage.address(of: rule.objectType)))
        }
    }

    private func rule(_ context: Context) async throws -> FieldRule {
        let id = try context.id("rule", "rule") { Int64($0) }
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try FieldRule.read(id, in: db, for: viewer)
        }.get()
    }

    private func save(
        _ entered: EnteredFieldRule, of rule: FieldRule?, _ context: Context,
        _ act: () async throws -> String
    ) async throws -> Response {
        do {
            let address = OwnFieldsPage.address(of: rule?.objectType ?? entered.plan.objectType)
            return .seeOther(Notice.after(try await act(), at: address))
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            let problem = Problem(refusal, context.words)
            return try await show(entered, of: rule, context, [problem])
        }
    }

    private func show(
        _ entered: EnteredFieldRule, of rule: FieldRule?, _ context: Context,
        _ problems: [Problem] = []
    ) async throws -> Response {
        let type = rule?.objectType ?? entered.plan.objectType
        let fields = try await backend.chapter.read { db in try OwnField.all(of: type, in: db) }
        let words = context.words
        let title = words.say(rule == nil ? "fields_rule_add" : "fields_rule_change")
        var frame = try await backend.frame(title, part: "settings", context)
        frame.isNarrow = true
        return try backend.kit.show(
            FieldRulePage(frame, words, entered, of: rule, fields, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// A rule across two own fields as a form sends it.
struct EnteredFieldRule: Sendable {
    let version: Int
    let plan: FieldRulePlan

    /// An empty form.
    init(of objectType: Int64?, isComparison: Bool) {
        version = 0
        plan = FieldRulePlan("", isComparison ? .atMost : .needs, "", objectType: objectType)
    }

    /// A rule as it is.
    init(_ rule: FieldRule) {
        version = rule.version
        plan = FieldRulePlan(
            rule.field, rule.kind, rule.other, when: rule.value, objectType: rule.objectType,
            message: rule.message)
    }

    /// What was sent: `when` is a field with a value, `role=Steward`, or with any, `role=`.
    init(_ form: Form) {
        version = Int(form["version"]) ?? 0
        let kind = FieldRule.Kind(rawValue: form["kind"]) ?? .needs
        let when = form["when"].split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = when.count == 2 && !when[1].isEmpty ? String(when[1]) : nil
        plan = FieldRulePlan(
            kind == .needs ? String(when.first ?? "") : form["field"], kind, form["other"],
            when: kind == .needs ? value : nil, objectType: Int64(form["of"]),
            message: form["message"].isBlank ? nil : form["message"])
    }
}
