import Chapter
import Hummingbird

/// The tags of the chapter: how many have each, and new names for them.
struct TagPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/tags", .seePeople) { _, context in
            try backend.kit.show(try await page(context))
        }
        pages.post("people/tags", .managePeople) { request, context in
            let form = try await request.form(context)
            do {
                let done = try await backend.perform(
                    ChangeTag(form["tag"], to: form["name"]), context)
                return .seeOther(
                    Notice.after(
                        done.id == nil ? "tag_same" : "tag_changed", at: "/people/tags",
                        undo: done.id.map(String.init)))
            } catch let refusal as Refusal where refusal.code == .invalid {
                let problem = Problem(nil, context.words.sentence(refusal))
                return try backend.kit.show(
                    try await page(context, form, [problem]), status: .unprocessableContent)
            }
        }
    }

    private func page(
        _ context: Context, _ form: Form = Form(encoded: ""), _ problems: [Problem] = []
    ) async throws -> TagsPage {
        let (words, viewer) = (context.words, context.viewer)
        let tags = try await backend.chapter.read { db in
            try TagList.tags(in: db, for: viewer)
        }
        return TagsPage(
            frame: try await backend.frame(words.say("people_tags"), part: "people", context),
            t: words, tabs: PeopleTabs(.tags, viewer, words), problems: Problems(problems, words),
            tags: tags.enumerated().map { number, tag in
                let isOpen = form["tag"] == tag.name
                var query = PeopleQuery(Form(encoded: ""))
                query.tag = tag.name
                return TagsPage.Tag(
                    number: number, name: tag.name, address: query.address("/people"),
                    people: words.count("people_count", tag.people),
                    near: tag.similar.isEmpty
                        ? nil : words.say("find_tag_near", ["tags": words.list(tag.similar)]),
                    rename: words.say("find_tag_rename", ["tag": tag.name]),
                    entered: isOpen ? form["name"] : tag.similar.first ?? tag.name, isOpen: isOpen)
            },
            known: tags.map(\.name), isEmpty: tags.isEmpty, mayChange: viewer.may(.managePeople))
    }
}

/// The tags of the chapter.
struct TagsPage: Page {
    /// One of them.
    struct Tag: Sendable {
        let number: Int
        let name: String
        let address: String
        let people: String
        let near: String?
        let rename: String
        /// What stands in the field.
        let entered: String
        let isOpen: Bool
    }

    static let template = "lists-tags"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let problems: Problems
    let tags: [Tag]
    let known: [String]
    let isEmpty: Bool
    let mayChange: Bool
}
