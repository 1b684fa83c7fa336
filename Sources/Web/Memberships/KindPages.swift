import Chapter
import Hummingbird

/// Adding, changing and retiring kinds of membership.
struct KindPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("settings/memberships/kinds", .changeSettings) { _, context in
            try backend.kit.show(try await page(nil, nil, context))
        }
        pages.post("settings/memberships/kinds", .changeSettings) { request, context in
            let form = try await request.form(context)
            return try await trying(form, nil, context) {
                _ = try await backend.perform(AddMembershipType(try form.kindPlan()), context)
                return "kind_added"
            }
        }
        pages.get("settings/memberships/kinds/:kind", .changeSettings) { _, context in
            try backend.kit.show(try await page(nil, try kind(context), context))
        }
        pages.post("settings/memberships/kinds/:kind", .changeSettings) { request, context in
            let id = try kind(context)
            let form = try await request.form(context)
            return try await trying(form, id, context) {
                _ = try await backend.perform(
                    ChangeMembershipType(
                        id, expectedVersion: Int(form["version"]), to: try form.kindPlan()),
                    context)
                return "kind_changed"
            }
        }
        pages.post("settings/memberships/kinds/:kind/retire", .changeSettings) { request, context in
            let isBack = try await request.form(context).isOn("back")
            _ = try await backend.perform(
                RetireMembershipType(try kind(context), isBack: isBack), context)
            return .seeOther(
                Notice.after(isBack ? "kind_back" : "kind_retired", at: "/settings/memberships"))
        }
    }

    private func kind(_ context: Context) throws -> Int64 {
        try context.id("kind", "kind of membership", { Int64($0) })
    }

    /// Does it and goes back to the list, or shows the form again.
    private func trying(
        _ form: Form, _ id: Int64?, _ context: Context, _ act: () async throws -> String
    ) async throws -> Response {
        do {
            return .seeOther(Notice.after(try await act(), at: "/settings/memberships"))
        } catch let refusal as Refusal where refusal.code != .notAllowed {
            let page = try await page(form, id, context, [Problem(refusal, context.words)])
            return try backend.kit.show(page, status: .unprocessableContent)
        }
    }

    private func page(
        _ form: Form?, _ id: Int64?, _ context: Context, _ problems: [Problem] = []
    ) async throws -> KindPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let type = try await backend.chapter.read { db in
            try MembershipType.all(in: db, for: viewer, at: now).first { $0.id == id }
        }
        if id != nil, type == nil { throw Refusal.notFound("kind of membership") }
        let stored = type?.plan.filledIn ?? ["term": "rolling", "months": "12", "graceDays": "30"]
        func value(_ name: String) -> String { form?[name] ?? stored[name] ?? "" }
        func field(_ name: String, type: String = "number", isRequired: Bool = false) -> Field {
            Field(
                name, label: words.say("memberships_kind_\(name)"), value: value(name),
                help: words.messages["memberships_kind_help_\(name)"], type: type,
                isRequired: isRequired, problems: problems)
        }
        func day(_ name: String) -> YearDayField {
            YearDayField(
                name, label: words.say("memberships_kind_\(name)"),
                help: words.say("memberships_kind_help_\(name)"), day: value("\(name)-day"),
                month: value("\(name)-month"), words, problems)
        }
        let title = type?.plan.name ?? words.say("memberships_kind_new")
        let isRetired = type?.isRetired ?? false
        let base = "/settings/memberships/kinds"
        return KindPage(
            frame: try await backend.frame(title, part: "settings", context).narrow(), t: words,
            problems: Problems(problems, words), title: title,
            action: id.map { "\(base)/\($0)" } ?? base,
            version: form?["version"] ?? type.map { String($0.version) } ?? "",
            name: field("name", type: "text", isRequired: true),
            terms: ["rolling", "fixed", "open"].map { term in
                KindPage.Term(
                    value: term, name: words.say("memberships_kind_\(term)"),
                    help: words.say("memberships_kind_help_\(term)"),
                    isChosen: value("term") == term)
            }, months: field("months"), starts: day("starts"), rollover: day("rollover"),
            graceDays: field("graceDays"), rank: field("rank"),
            button: words.say(id == nil ? "memberships_kind_add" : "memberships_kind_save"),
            retire: id.map { "\(base)/\($0)/retire" },
            retireLabel: words.say(
                isRetired ? "memberships_kind_bring_back" : "memberships_kind_retire"),
            retireValue: isRetired ? "1" : "",
            retireHow: words.say(
                isRetired ? "memberships_kind_is_retired" : "memberships_kind_retire_how"))
    }
}
