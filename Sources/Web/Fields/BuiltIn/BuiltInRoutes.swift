import Chapter
import HTTPTypes
import Hummingbird

/// Rules for the fields that every chapter has in the API.
struct BuiltInRoutes {
    let backend: Backend

    private struct Fields: Encodable, Sendable { let fields: [BuiltInRule] }

    func add(to api: RouterGroup<Context>) {
        let fields = api.group("built-in-fields")
        fields.get { _, context in
            guard context.viewer.may(.seePeople) else { throw Refusal.notAllowed(.seePeople) }
            let all = try await backend.chapter.read { db in try BuiltInRule.all(in: db) }
            return Answer(Fields(fields: all))
        }
        fields.put(":builtIn") { request, context in
            let code = context.parameters.get("builtIn") ?? ""
            let entered = try await request.json(EnteredRule.self, context)
            return Answer(try await backend.perform(entered.act(of: code), context))
        }
    }
}

/// A rule as it comes in.
private struct EnteredRule: Decodable {
    let expectedVersion: Int?
    let neededOf: BuiltInRule.Whom?
    let least: String?
    let most: String?
    let pattern: String?
    let message: String?

    func act(of code: String) -> SetBuiltInRule {
        SetBuiltInRule(
            code, expectedVersion: expectedVersion ?? 0, neededOf: neededOf, least: least,
            most: most, pattern: pattern, message: message)
    }
}
