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
        pages.post("people/tags/group", .managePeople) { request, context in
            let form = try await request.form(context)
            return try await changeGroup(form, context) {
                _ = try await backend.perform(
                    SetTagGroup(form["tag"], group: form["group"]), context)
            }
        }
        pages.post("people/tags/groups", .managePeople) { request, context in
            let form = try await request.form(context)
            return try await changeGroup(form, context) {
                _ = try await backend.perform(
                    RenameTagGroup(form["group"], to: form["name"]), context)
            }
        }
    }

    /// A change of a group, after which the page is shown again.
    private func changeGroup(
        _ form: Form, _ context: Context, _ change: () async throws -> Void
    ) async throws -> Response {
        do {
            try await change()
            return .seeOther(Notice.after("tag_group", at: "/people/tags"))
        } catch let refusal as Refusal where [.invalid, .notFound].contains(refusal.code) {
            let problem = Problem(nil, context.words.sentence(refusal))
            return try backend.kit.show(
                try await page(context, form, [problem]), status: .unprocessableContent)
        }
    }

    private func page(
        _ context: Context, _ form: Form = Form(encoded: ""), _ problems: [Problem] = []
    ) async throws -> TagsPage {
        let (words, viewer) = (context.words, context.viewer)
        let tags = try await backend.chapter.read { db in
            try TagList.tags(in: db, for: viewer)
        }
        let names = Set(tags.compactMap(\.group)).sorted()
        let all = tags.enumerated().map { number, tag in
            TagsPage.Tag(tag, number, form, words)
        }
        func group(_ name: String?, _ number: Int) -> TagsPage.Group? {
            let some = zip(tags, all).filter { $0.0.group == name }.map { $0.1 }
            guard !some.isEmpty else { return nil }
            return TagsPage.Group(
                number: number,
                heading: name ?? (names.isEmpty ? nil : words.say("find_tag_no_group")),
                name: name, tags: some)
        }
        return TagsPage(
            frame: try await backend.frame(words.say("people_tags"), part: "people", context),
            t: words, tabs: PeopleTabs(.tags, viewer, words), problems: Problems(problems, words),
            groups: names.enumerated().compactMap { group($0.element, $0.offset) }
                + [group(nil, names.count)].compactMap { $0 },
            names: names, known: tags.map(\.name), isEmpty: tags.isEmpty,
            mayChange: viewer.may(.managePeople))
    }
}

extension TagsPage.Tag {
    fileprivate init(_ tag: TagList.Entry, _ number: Int, _ form: Form, _ words: Wording) {
        self.number = number
        name = tag.name
        isOpen = form["tag"] == tag.name
        var query = PeopleQuery(Form(encoded: ""))
        query.tag = tag.name
        address = query.address("/people")
        people = words.count("people_count", tag.people)
        things = tag.things == 0 ? nil : words.count("find_tag_count_things", tag.things)
        thingsAddress = "/people/tags/things?tag=\(tag.name.forQuery)"
        near =
            tag.similar.isEmpty
            ? nil : words.say("find_tag_near", ["tags": words.list(tag.similar)])
        rename = words.say("find_tag_rename", ["tag": tag.name])
        entered = isOpen ? form["name"] : tag.similar.first ?? tag.name
        group = tag.group ?? ""
        groupOf = words.say("find_tag_group_of", ["tag": tag.name])
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
        let things: String?
        let thingsAddress: String
        let near: String?
        let rename: String
        /// What stands in the field.
        let entered: String
        let isOpen: Bool
        /// Its group; empty for none.
        let group: String
        let groupOf: String
    }

    /// Those of one group, or of none.
    struct Group: Sendable {
        let number: Int
        let heading: String?
        /// The group's name; nil for tags in none.
        let name: String?
        let tags: [Tag]
    }

    static let template = "lists-tags"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let problems: Problems
    let groups: [Group]
    let names: [String]
    let known: [String]
    let isEmpty: Bool
    let mayChange: Bool
}
