import Chapter
import Hummingbird

/// Removing a contact who was added by mistake, and bringing one back.
struct RemoveContactPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/remove", .managePeople) { _, context in
            try backend.kit.show(try await page(Form(encoded: ""), context))
        }
        pages.post("people/:person/remove", .managePeople) { request, context in
            let member = try context.person()
            let form = try await request.form(context)
            do {
                guard !form["why"].isBlank else {
                    throw Refusal.invalid("why", context.words.say("people_remove_why_needed"))
                }
                return .seeOther(try await remove(member, form["why"], context))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.post("people/:person/unadd", .managePeople) { _, context in
            let member = try context.person()
            do {
                return .seeOther(try await remove(member, nil, context))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                // The page says what has come in between.
                return .seeOther("/people/\(member)/remove")
            }
        }
        pages.post("people/removals/:bulk/undo", .managePeople) { _, context in
            let removal = try context.id("bulk", "removal of a contact", { Int64($0) })
            let back = try await backend.perform(BringBackContact(removal), context)
            return .seeOther(
                Notice.after(
                    back.leftOut == 0 ? "contact_back" : "contact_back_some",
                    at: "/people/\(back.memberID)"))
        }
    }

    private func remove(_ member: MemberID, _ why: String?, _ context: Context) async throws
        -> String
    {
        let removal = try await backend.perform(RemoveContact(member, why: why), context)
        return Notice.after("contact_removed", at: "/people", undo: "\(removal)")
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> RemoveContactPage
    {
        let member = try context.person()
        let words = context.words
        let preview = try await backend.chapter.removalPreview(of: member, for: context.viewer)
            .get()
        let title = words.say("people_remove_of", ["name": preview.name])
        let goes = preview.goes.sorted { $0.key < $1.key }
            .map { words.count("duplicates_moves_\($0.key)", $0.value) }
        return RemoveContactPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), address: "/people/\(member)", name: preview.name,
            title: title,
            goes: goes.isEmpty
                ? words.say("people_remove_bare")
                : words.say("people_remove_goes", ["what": words.list(goes)]),
            endsSignIns: preview.endsSignIns, stays: preview.obstacles.map { words.sentence($0) },
            mayGo: preview.obstacles.isEmpty,
            why: Field(
                "why", label: words.say("people_remove_why"), value: form["why"],
                help: words.say("people_why_help"), isRequired: true, problems: problems))
    }
}

/// What goes with a contact, or why the contact has to stay.
struct RemoveContactPage: Page {
    static let template = "people-remove"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let address: String
    let name: String
    let title: String
    let goes: String
    let endsSignIns: Bool
    let stays: [String]
    let mayGo: Bool
    let why: Field
}
