import Chapter
import Hummingbird

/// Ending a membership, with the reason and what goes with it.
struct EndPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/end", .managePeople) { _, context in
            try backend.kit.show(try await page(Form(encoded: ""), context))
        }
        pages.post("people/:person/end", .managePeople) { request, context in
            let member = try context.person()
            let form = try await request.form(context)
            do {
                let on = form["on"]
                let version = try await backend.perform(
                    EndMembership(member, on: on.isEmpty ? nil : on, why: form["why"]), context)
                let hadRoles = form.isOn("roles")
                return .seeOther(
                    Notice.after(
                        hadRoles ? "person_ended_roles" : "person_ended", at: "/people/\(member)",
                        undo: hadRoles ? nil : "\(member)-\(version - 1)-\(version)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> EndPage
    {
        let member = try context.person()
        let (words, viewer) = (context.words, context.viewer)
        let record = try await backend.chapter.read { db in
            try MemberRecord.read(member, in: db, for: viewer)
        }.get()
        let title = words.say("people_end_of", ["name": record.name])
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let roles = record.roles.map { Chip($0, words).text }.sorted()
        return EndPage(
            frame: frame, t: words, problems: Problems(problems, words),
            address: "/people/\(member)", name: record.name, title: title,
            roles: roles.isEmpty
                ? nil : words.say("people_end_roles", ["roles": words.list(roles)]),
            why: Field(
                "why", label: words.say("people_end_why"), value: form["why"],
                help: words.say("people_why_help"), isRequired: true, problems: problems),
            on: Field(
                "on", label: words.say("people_end_on"), value: form["on"],
                help: words.say("people_end_on_help"), type: "date",
                problems: problems.map {
                    Problem($0.field == "endedOn" ? "on" : $0.field, $0.sentence)
                }))
    }
}

/// What ends with a membership, and why it ends.
struct EndPage: Page {
    static let template = "people-end"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let address: String
    let name: String
    let title: String
    let roles: String?
    let why: Field
    let on: Field
}
