import Chapter
import Federation
import Hummingbird

/// Putting tags on things that are no contacts, and everything that has a tag.
struct ThingTagPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/tags/things", .seePeople) { request, context in
            try backend.kit.show(try await page(request.query("tag") ?? "", context))
        }
        pages.post("objects/:object/tags", .managePeople) { request, context in
            let id = try context.id("object", "object") { Int64($0) }
            return try await change(.object(id), request, context)
        }
        pages.post("agreements/:agreement/tags", .managePeople) { request, context in
            try await change(.agreement(try context.agreement()), request, context)
        }
        pages.post("meetings/:meeting/tags", .managePeople) { request, context in
            let id = try context.id("meeting", "meeting", ObjectID.init(_:))
            return try await change(.meeting(id), request, context)
        }
        pages.post("votes/:ballot/tags", .managePeople) { request, context in
            let id = try context.id("ballot", "ballot", ObjectID.init(_:))
            return try await change(.ballot(id), request, context)
        }
        pages.post("groups/:group/tags", .managePeople) { request, context in
            let id = try context.id("group", "group", ObjectID.init(_:))
            return try await change(.group(id), request, context)
        }
        pages.post("people/searches/:search/tags", .managePeople) { request, context in
            let id = try context.id("search", "saved search") { Int64($0) }
            return try await change(.savedSearch(id), request, context)
        }
        pages.post("people/import/:import/tags", .managePeople) { request, context in
            let id = try context.id("import", "import") { Int64($0) }
            return try await change(.importedList(id), request, context)
        }
        pages.post("people/map/place/tags", .managePeople) { request, context in
            let place = TaggedThing(kind: "place", id: request.query("name") ?? "")
            guard let place else { throw Refusal.notFound("place") }
            return try await change(place, request, context)
        }
        pages.post("interactions/:interaction/tags", .managePeople) { request, context in
            let id = try context.id("interaction", "entry of a timeline") { Int64($0) }
            return try await change(.interaction(id), request, context)
        }
    }

    private func change(_ thing: TaggedThing, _ request: Request, _ context: Context)
        async throws -> Response
    {
        let form = try await request.form(context)
        let isRemoved = !form["remove"].isEmpty
        let act = TagThing(
            thing, add: isRemoved ? [] : [form["add"]], remove: isRemoved ? [form["remove"]] : [])
        _ = try await backend.perform(act, context)
        // A task has a page of its own, and the way to it over that of an entry loses the notice.
        let viewer = context.viewer
        var page = thing.page
        if case .interaction(let id) = thing {
            let entry = try await backend.chapter.read { db in
                try Interaction.read(id, in: db, for: viewer)
            }
            page = try entry.get().page
        }
        return .seeOther(Notice.after("thing_tagged", at: page))
    }

    private func page(_ tag: String, _ context: Context) async throws -> TaggedThingsPage {
        let (words, viewer) = (context.words, context.viewer)
        let found = try await backend.chapter.read { db in
            try ThingTags.things(with: tag, in: db, for: viewer).get()
        }
        let title = words.say("find_tag_things", ["tag": tag])
        return TaggedThingsPage(
            frame: try await backend.frame(title, part: "people", context), t: words,
            title: title, isEmpty: found.isEmpty,
            kinds: TaggedThing.kinds.compactMap { kind in
                let things = found.filter { $0.thing.kind == kind }
                guard !things.isEmpty else { return nil }
                return TaggedThingsPage.Kind(
                    name: words.kindOfTagged(kind),
                    things: things.map {
                        TaggedThingsPage.Thing(name: $0.name, leadsTo: $0.thing.page)
                    })
            })
    }
}

/// Everything that has a tag and is no contact.
struct TaggedThingsPage: Page {
    /// One of them.
    struct Thing: Sendable {
        let name: String
        let leadsTo: String
    }

    /// Those of one kind.
    struct Kind: Sendable {
        let name: String
        let things: [Thing]
    }

    static let template = "lists-tagged"
    let frame: Frame
    let t: Wording
    let title: String
    let isEmpty: Bool
    let kinds: [Kind]
}
