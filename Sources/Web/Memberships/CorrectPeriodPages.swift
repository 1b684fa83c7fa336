import Chapter
import Hummingbird

/// Correcting the days of one period.
struct CorrectPeriodPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/membership/periods/:period", .managePeople) { _, context in
            try backend.kit.show(try await page(Form(encoded: ""), context))
        }
        pages.post("people/:person/membership/periods/:period", .managePeople) { request, context in
            let member = try context.person()
            let period = try context.id("period", "period of membership", { Int64($0) })
            let form = try await request.form(context)
            do {
                let version = try await backend.perform(
                    CorrectPeriod(
                        period, startsOn: form["startsOn"], runsUntil: form["runsUntil"],
                        endedOn: form["endedOn"], memberSince: form["memberSince"],
                        why: form["why"]), context)
                return .seeOther(
                    Notice.after(
                        "membership_corrected", at: "/people/\(member)",
                        undo: "\(member)-\(version - 1)-\(version)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> MembershipFormPage
    {
        let member = try context.person()
        let id = try context.id("period", "period of membership", { Int64($0) })
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let (record, facts) = try await backend.chapter.read { db in
            (
                try MemberRecord.read(member, in: db, for: viewer).get(),
                try MembershipFacts.read(member, in: db, for: viewer, at: now).get()
            )
        }
        guard let period = facts.periods.first(where: { $0.id == id }) else {
            throw Refusal.notFound("period of membership")
        }
        func field(_ name: String, _ value: String?, isRequired: Bool = false) -> Field {
            Field(
                name, label: words.say("memberships_field_\(name)_correct"),
                value: form.has(name) ? form[name] : value ?? "",
                help: words.messages["memberships_help_\(name)_correct"],
                type: name == "why" ? "text" : "date", isRequired: isRequired, problems: problems)
        }
        let title = words.say("memberships_correct_of", ["name": record.name])
        return MembershipFormPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), back: "/people/\(member)", name: record.name,
            title: title,
            what: ["\(period.kind): \(words.days(period.startsOn, period.lastDay))"],
            action: "/people/\(member)/membership/periods/\(id)", kinds: [], hasKinds: false,
            choices: [], hasChoices: false,
            fields: [
                field("startsOn", period.startsOn, isRequired: true),
                field("runsUntil", period.runsUntil), field("endedOn", period.endedOn),
                field("memberSince", period.memberSince), field("why", nil, isRequired: true),
            ], button: words.say("memberships_correct"), isDanger: false, hadRoles: false)
    }
}
