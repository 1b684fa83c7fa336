import Chapter
import HTTPTypes
import Hummingbird

/// Building a search from conditions, step by step; the address always holds all of it.
struct BuilderPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/searches/build", .seePeople) { request, context in
            let asked = try BuilderQuery(Form(encoded: request.uri.query ?? ""))
            return try backend.kit.show(try await page(asked, context))
        }
        pages.post("people/searches/build", .seePeople) { request, context in
            let form = try await request.form(context)
            var asked = try BuilderQuery(form, rows: true)
            let action = form["do"]
            let query = asked.query
            let viewer = context.viewer
            if action == "show" {
                let now = backend.clock()
                let found = try await backend.chapter.read { db in
                    try BuilderFindings.read(query, in: db, for: viewer, at: now)
                }
                return .seeOther(
                    PeopleQuery(finding: found.complete, shown: asked.view).address("/people"))
            }
            var place = "found"
            if action.contains(".") {
                let names = try await backend.chapter.read { db in
                    try SearchNames.read(for: query, in: db, for: viewer)
                }
                // The rows are those that were sent: their numbers are in the form.
                let rows = SearchRows(query)
                asked.query = rows.doing(action, form, names: names)
                place = rows.place(after: action)
            }
            // Whoever builds with the keyboard goes on where something has changed.
            return .seeOther(asked.address + "#" + place)
        }
        pages.post("people/searches/build/count", .seePeople) { request, context in
            let query = try BuilderQuery(try await request.form(context), rows: true).query
            let (viewer, now) = (context.viewer, backend.clock())
            let found = try await backend.chapter.read { db in
                try BuilderFindings.read(query, in: db, for: viewer, at: now)
            }
            return try Answer(BuilderHint(found, context.words))
                .response(from: request, context: context)
        }
        pages.post("people/searches", .seePeople) { request, context in
            let form = try await request.form(context)
            let asked = try BuilderQuery(form, rows: true)
            return try await saving(asked, context) {
                let act = SaveSearch(
                    asked.name, asked.query, isShared: asked.isShared, view: asked.view)
                let id = try await backend.perform(act, context)
                return .seeOther(Notice.after("search_saved", at: "/people/searches/\(id)"))
            }
        }
        pages.post("people/searches/:search", .seePeople) { request, context in
            let id = try context.id("search", "saved search", { Int64($0) })
            let form = try await request.form(context)
            let asked = try BuilderQuery(form, rows: true)
            return try await saving(asked, context) {
                let act = ChangeSearch(
                    id, version: asked.version ?? 0, name: asked.name, asked.query,
                    isShared: asked.isShared, view: asked.view)
                _ = try await backend.perform(act, context, because: asked.why)
                return .seeOther(Notice.after("search_changed", at: "/people/searches/\(id)"))
            }
        }
    }

    /// Saves, or shows the form again with what is wrong.
    private func saving(
        _ asked: BuilderQuery, _ context: Context, _ save: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await save()
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            let problem = Problem(
                refusal.field == "query" ? nil : refusal.field ?? "name",
                context.words.sentence(refusal))
            return try backend.kit.show(
                try await page(asked, context, [problem]), status: .unprocessableContent)
        }
    }

    private func page(_ asked: BuilderQuery, _ context: Context, _ problems: [Problem] = [])
        async throws -> BuilderPage
    {
        let (viewer, now) = (context.viewer, backend.clock())
        let query = asked.query
        let found = try await backend.chapter.read { db in
            try BuilderFindings.read(query, in: db, for: viewer, at: now)
        }
        let words = context.words
        let title = words.say(asked.saved == nil ? "find_build" : "find_build_change")
        let frame = try await backend.frame(title, part: "people", context)
        return BuilderPage(frame, asked, found, problems, words)
    }
}
