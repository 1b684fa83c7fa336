import Chapter
import HTTPTypes
import Hummingbird

/// The chapter's own fields in the API.
struct OwnFieldRoutes {
    let backend: Backend

    /// A list of fields.
    private struct Fields: Encodable, Sendable { let fields: [OwnField] }

    func add(to api: RouterGroup<Context>) {
        let fields = api.group("own-fields")
        fields.get { _, context in
            guard context.viewer.may(.seePeople) else { throw Refusal.notAllowed(.seePeople) }
            let all = try await backend.chapter.read { db in
                try OwnField.all(retired: true, in: db)
            }
            return Answer(Fields(fields: all))
        }
        fields.post { request, context in
            let entered = try await request.json(EnteredOwnField.self, context)
            let added = try await backend.perform(AddOwnField(entered.plan()), context)
            return Answer(added, status: .created)
        }
        fields.put(":field") { request, context in
            let id = try context.id("field", "own field") { Int64($0) }
            let entered = try await request.json(EnteredOwnField.self, context)
            let act = ChangeOwnField(
                id, expectedVersion: entered.expectedVersion ?? 0, entered.plan())
            return Answer(try await backend.perform(act, context))
        }
        fields.post(":field/retire") { _, context in
            let id = try context.id("field", "own field") { Int64($0) }
            return Answer(try await backend.perform(RetireOwnField(id), context))
        }
        fields.post(":field/bring-back") { _, context in
            let id = try context.id("field", "own field") { Int64($0) }
            return Answer(
                try await backend.perform(RetireOwnField(id, isRetired: false), context))
        }
    }
}

/// An own field as it comes in.
struct EnteredOwnField: Decodable {
    let name: String
    let kind: OwnField.Kind?
    let contactKind: String?
    let help: String?
    let isRequired: Bool?
    let isUnique: Bool?
    let least: String?
    let most: String?
    let pattern: String?
    let notBefore: String?
    let message: String?
    let choices: [String]?
    let linkedType: Int64?
    let backName: String?
    let expectedVersion: Int?

    /// The field of contacts, or of a kind of objects.
    func plan(of objectKind: Int64? = nil) -> OwnFieldPlan {
        OwnFieldPlan(
            name, kind ?? .line, objectType: objectKind, contactKind: contactKind, help: help,
            isRequired: isRequired ?? false, isUnique: isUnique ?? false, least: least,
            most: most, pattern: pattern, notBefore: notBefore, message: message,
            choices: choices ?? [], linkedType: linkedType, backName: backName)
    }
}
