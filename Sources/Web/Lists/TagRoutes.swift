import Chapter
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
            return Answer(
                tags.map { TagAnswer(name: $0.name, people: $0.people, similar: $0.similar) })
        }
        api.post("tags/renaming") { request, context in
            let body = try await request.json(Renaming.self, context)
            let done = try await backend.perform(ChangeTag(body.tag, to: body.name), context)
            return Answer(
                RenamingAnswer(
                    people: done.people, hadBoth: done.hadBoth,
                    change: Nullable(wrappedValue: done.id.map(String.init))))
        }
        api.post("tags/renaming/:bulk/reversal") { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoLabels(change), context)
            return Answer(UndoneAnswer(restored: undone.restored, kept: undone.kept))
        }
    }
}

private struct Renaming: Decodable {
    var tag: String
    var name: String
}

private struct TagAnswer: Encodable, Sendable {
    let name: String
    let people: Int
    let similar: [String]
}

private struct RenamingAnswer: Encodable, Sendable {
    let people: Int
    let hadBoth: Int
    let change: Nullable<String>
}

private struct UndoneAnswer: Encodable, Sendable {
    let restored: Int
    let kept: Int
}
