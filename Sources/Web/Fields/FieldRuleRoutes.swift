import Chapter
import HTTPTypes
import Hummingbird

/// Rules across two own fields in the API.
struct FieldRuleRoutes {
    let backend: Backend

    private struct Rules: Encodable, Sendable { let rules: [FieldRule] }

    func add(to api: RouterGroup<Context>) {
        let rules = api.group("field-rules")
        rules.get { request, context in
            guard context.viewer.may(.seePeople) else { throw Refusal.notAllowed(.seePeople) }
            let kind = request.query("objectKind").flatMap { Int64($0) }
            let all = try await backend.chapter.read { db in try FieldRule.all(of: kind, in: db) }
            return Answer(Rules(rules: all))
        }
        rules.post { request, context in
            let entered = try await request.json(EnteredRule.self, context)
            let added = try await backend.perform(AddFieldRule(entered.plan), context)
            return Answer(added, status: .created)
        }
        rules.put(":rule") { request, context in
            let id = try context.id("rule", "rule") { Int64($0) }
            let entered = try await request.json(EnteredRule.self, context)
            let act = ChangeFieldRule(
                id, expectedVersion: entered.expectedVersion ?? 0, entered.plan)
            return Answer(try await backend.perform(act, context))
        }
        rules.delete(":rule") { _, context in
            let id = try context.id("rule", "rule") { Int64($0) }
            return Answer(try await backend.perform(RemoveFieldRule(id), context))
        }
    }
}

/// A rule as it comes in.
private struct EnteredRule: Decodable {
    let objectKind: Int64?
    let kind: FieldRule.Kind
    let field: String
    let value: String?
    let other: String
    let message: String?
    let expectedVersion: Int?

    var plan: FieldRulePlan {
        FieldRulePlan(
            field, kind, other, when: value, objectType: objectKind, message: message)
    }
}
