import Chapter
import Federation
import Hummingbird

/// Tags over the API: how many have each, and new names for them.
struct TagRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.get("tags") { _, context in
            try context.require(.seePeople)
            let viewer = context.viewer
            let tags = try await backend.chapter.read { db in
                try TagList.tags(in: db, for: viewer)
            }
            return Answer(tags.map(TagAnswer.init))
        }
        api.post("tags/renaming") { request, context in
            let body = try await request.json(Renaming.self, context)
            let done = try await backend.perform(
                ChangeTag(body.tag, to: body.name), context, because: body.why)
            return Answer(
                RenamingAnswer(
                    people: done.people, hadBoth: done.hadBoth, things: done.things,
                    change: Nullable(wrappedValue: done.id.map(String.init))))
        }
        api.put("tags/groups") { request, context in
            let body = try await request.json(Grouping.self, context)
            let isNew = try await backend.perform(
                SetTagGroup(body.tag, group: body.group ?? ""), context, because: body.why)
            return Answer(GroupingAnswer(changed: isNew))
        }
        api.post("tags/groups/renaming") { request, context in
            let body = try await request.json(GroupRenaming.self, context)
            let tags = try await backend.perform(
                RenameTagGroup(body.group, to: body.name), context, because: body.why)
            return Answer(GroupRenamingAnswer(tags: tags))
        }
        addThings(to: api)
        api.post("tags/renaming/:bulk/reversal") { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoLabels(change), context)
            return Answer(UndoneAnswer(restored: undone.restored, kept: undone.kept))
        }
    }
}

extension TagRoutes {
    /// Tags of things that are no contacts.
    fileprivate func addThings(to api: RouterGroup<Context>) {
        api.get("tags/things") { request, context in
            let (tag, viewer) = (request.query("tag") ?? "", context.viewer)
            let found = try await backend.chapter.read { db in
                try ThingTags.things(with: tag, in: db, for: viewer).get()
            }
            return Answer(
                found.map {
                    TaggedThingAnswer(kind: $0.thing.kind, id: $0.thing.id, name: $0.name)
                })
        }
        add("objects/:object/tags", to: api) { context in
            .object(try context.id("object", "object") { Int64($0) })
        }
        add("agreements/:agreement/tags", to: api) { context in
            .agreement(try context.agreement())
        }
        add("meetings/:meeting/tags", to: api) { context in
            .meeting(try context.id("meeting", "meeting", ObjectID.init(_:)))
        }
        add("interactions/:interaction/tags", to: api) { context in
            .interaction(try context.id("interaction", "entry of a timeline") { Int64($0) })
        }
        add("ballots/:ballot/tags", to: api) { context in
            .ballot(try context.id("ballot", "ballot", ObjectID.init(_:)))
        }
        add("groups/:group/tags", to: api) { context in
            .group(try context.id("group", "group", ObjectID.init(_:)))
        }
        add("searches/:search/tags", to: api) { context in
            .savedSearch(try context.id("search", "saved search") { Int64($0) })
        }
        add("imports/:import/tags", to: api) { context in
            .importedList(try context.id("import", "import") { Int64($0) })
        }
        addPlaces(to: api)
    }

    /// Tags of named places; the name of one stands in what is sent, as on the map.
    private func addPlaces(to api: RouterGroup<Context>) {
        api.get("meeting-places/tags") { request, context in
            try context.require(.seePeople)
            return try await answer(of: place(request.query("place")), context)
        }
        api.patch("meeting-places/tags") { request, context in
            try context.require(.managePeople)
            let body = try await request.json(PlaceTagging.self, context)
            return try await change(
                place(body.place),
                ThingTagging(add: body.add, remove: body.remove, why: body.why), context)
        }
    }

    private func place(_ name: String?) throws -> TaggedThing {
        guard let place = TaggedThing(kind: "place", id: name ?? "") else {
            throw Refusal.notFound("place")
        }
        return place
    }

    private func answer(of thing: TaggedThing, _ context: Context) async throws
        -> Answer<ThingTagsAnswer>
    {
        let viewer = context.viewer
        let shown = try await backend.chapter.read { db in
            try ThingTags.shown(thing, in: db, for: viewer)
        }
        guard let shown else { throw Refusal.notFound(thing.kind) }
        return Answer(ThingTagsAnswer(tags: shown.tags))
    }

    private func change(_ thing: TaggedThing, _ body: ThingTagging, _ context: Context)
        async throws -> Answer<ThingTagsAnswer>
    {
        let act = TagThing(thing, add: body.add ?? [], remove: body.remove ?? [])
        let tags = try await backend.perform(act, context, because: body.why)
        return Answer(ThingTagsAnswer(tags: tags))
    }

    private func add(
        _ path: RouterPath, to api: RouterGroup<Context>,
        of thing: @escaping @Sendable (Context) throws -> TaggedThing
    ) {
        api.get(path) { _, context in
            try context.require(.seePeople)
            return try await answer(of: thing(context), context)
        }
        api.patch(path) { request, context in
            let thing = try thing(context)
            return try await change(
                thing, request.json(ThingTagging.self, context), context)
        }
    }
}

private struct Grouping: Decodable {
    var tag: String
    var group: String?
    var why: String?
}

private struct GroupingAnswer: Encodable, Sendable {
    let changed: Bool
}

private struct GroupRenaming: Decodable {
    var group: String
    var name: String
    var why: String?
}

private struct GroupRenamingAnswer: Encodable, Sendable {
    let tags: Int
}

private struct TaggedThingAnswer: Encodable, Sendable {
    let kind: String
    let id: String
    let name: String
}

private struct ThingTagging: Decodable {
    var add: [String]?
    var remove: [String]?
    var why: String?
}

private struct PlaceTagging: Decodable {
    var place: String
    var add: [String]?
    var remove: [String]?
    var why: String?
}

private struct ThingTagsAnswer: Encodable, Sendable {
    let tags: [String]
}

private struct Renaming: Decodable {
    var tag: String
    var name: String
    var why: String?
}

private struct TagAnswer: Encodable, Sendable {
    let name: String
    let people: Int
    let things: Int
    let group: Nullable<String>
    let similar: [String]

    init(_ tag: TagList.Entry) {
        name = tag.name
        people = tag.people
        things = tag.things
        group = Nullable(wrappedValue: tag.group)
        similar = tag.similar
    }
}

private struct RenamingAnswer: Encodable, Sendable {
    let people: Int
    let hadBoth: Int
    let things: Int
    let change: Nullable<String>
}

private struct UndoneAnswer: Encodable, Sendable {
    let restored: Int
    let kept: Int
}
