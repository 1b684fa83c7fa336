import Chapter
import HTTPTypes
import Hummingbird

/// What the chapter asks of its contacts beyond what every chapter asks.
struct OwnFieldPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("settings/fields", .changeSettings) { request, context in
            let viewer = context.viewer
            let asked = request.query("of").flatMap { Int64($0) }
            let (types, fields, rules, builtIns) = try await backend.chapter.read { db in
                (
                    try ObjectType.all(in: db, for: viewer).get(),
                    try OwnField.all(of: asked, retired: true, in: db),
                    try FieldRule.all(of: asked, in: db),
                    asked == nil ? try BuiltInRule.all(in: db) : []
                )
            }
            var frame = try await backend.frame(
                context.words.say("fields_title"), part: "settings", context)
            frame.isNarrow = true
            return try backend.kit.show(
                OwnFieldsPage(
                    frame, fields, rules, types, asked, context.words, builtIns: builtIns))
        }
        pages.get("settings/fields/add", .changeSettings) { request, context in
            let type = request.query("of").flatMap { Int64($0) }
            return try await show(EnteredField(of: type), of: nil, context)
        }
        pages.post("settings/fields/add", .changeSettings) { request, context in
            let entered = EnteredField(try await request.form(context))
            return try await save(entered, of: nil, context) {
                _ = try await backend.perform(AddOwnField(entered.plan), context)
                return "field_added"
            }
        }
        pages.get("settings/fields/:field", .changeSettings) { _, context in
            let field = try await field(context)
            return try await show(EnteredField(field), of: field, context)
        }
        pages.post("settings/fields/:field", .changeSettings) { request, context in
            let field = try await field(context)
            let entered = EnteredField(try await request.form(context))
            return try await save(entered, of: field, context) {
                let act = ChangeOwnField(
                    field.id, expectedVersion: entered.version, entered.plan)
                _ = try await backend.perform(act, context)
                return "field_saved"
            }
        }
        pages.post("settings/fields/:field/retire", .changeSettings) { _, context in
            let field = try await field(context)
            _ = try await backend.perform(
                RetireOwnField(field.id, isRetired: !field.isRetired), context)
            return .seeOther(
                Notice.after(
                    field.isRetired ? "field_back" : "field_retired",
                    at: OwnFieldsPage.address(of: field.objectType)))
        }
    }

    private func field(_ context: Context) async throws -> OwnField {
        let id = try context.id("field", "own field") { Int64($0) }
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try OwnField.read(id, in: db, for: viewer)
        }.get()
    }

    private func save(
        _ entered: EnteredField, of field: OwnField?, _ context: Context,
        _ act: () async throws -> String
    ) async throws -> Response {
        do {
            let address = OwnFieldsPage.address(of: field?.objectType ?? entered.plan.objectType)
            return .seeOther(Notice.after(try await act(), at: address))
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            let problem = Problem(refusal, context.words)
            return try await show(entered, of: field, context, [problem])
        }
    }

    private func show(
        _ entered: EnteredField, of field: OwnField?, _ context: Context, _ problems: [Problem] = []
    ) async throws -> Response {
        let words = context.words
        let type = field?.objectType ?? entered.plan.objectType
        let viewer = context.viewer
        let (own, kinds) = try await backend.chapter.read { db in
            (try OwnField.all(of: type, in: db), try ObjectType.all(in: db, for: viewer).get())
        }
        let known = type == nil ? PersonField.allCases.filter { $0.shape == .day } : []
        let days =
            known.map { (code: $0.rawValue, name: words.field($0.rawValue)) }
            + own.filter { $0.kind == .day && $0.id != field?.id }.map {
                (code: $0.code, name: $0.name)
            }
        let title = field?.name ?? words.say("fields_add")
        var frame = try await backend.frame(title, part: "settings", context)
        frame.isNarrow = true
        return try backend.kit.show(
            OwnFieldPage(frame, words, entered, of: field, days: days, kinds: kinds, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
