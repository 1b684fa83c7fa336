import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Timelines, and what was done with contacts, for programs.
struct TimelineRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.get("people/:person/timeline") { request, context in
            try await timeline(request, context)
        }
        api.post("people/:person/interactions") { request, context in
            let person = try context.person()
            let entered = try await request.json(EnteredInteraction.self, context)
            let done = try await backend.perform(
                RecordInteraction(
                    try entered.content(with: person), followUp: try entered.next()), context,
                because: entered.why)
            return Answer(InteractionIDAnswer(done.id, task: done.task), status: .created)
        }
        let entries = api.group("interactions/:interaction")
        entries.get { _, context in
            Answer(InteractionAnswer(try await backend.entry(context)))
        }
        entries.patch { request, context in
            try context.require(.managePeople)
            let entry = try await backend.entry(context)
            let entered = try await request.json(EnteredInteraction.self, context)
            // Without a version of the caller's own, the one that the rest was read at.
            let version = try await backend.perform(
                ChangeInteraction(
                    entry.id, expectedVersion: entered.expectedVersion ?? entry.version,
                    to: try entered.content(over: entry)), context, because: entered.why)
            return Answer(InteractionIDAnswer(entry.id, version: version))
        }
        entries.delete { request, context in
            let id = try context.id("interaction", "entry of a timeline") { Int64($0) }
            let body = try await request.json(or: Because(), context)
            let version = try await backend.perform(
                RemoveInteraction(id), context, because: body.why)
            return Answer(InteractionIDAnswer(id, version: version))
        }
        entries.get("history") { _, context in
            let id = try context.id("interaction", "entry of a timeline") { Int64($0) }
            let viewer = context.viewer
            let edits = try await backend.chapter.read { db in
                try InteractionHistory.read(id, in: db, for: viewer).get()
            }
            return Answer(edits.map(EditAnswer.init))
        }
        entries.post("history/:entryChange/reversal") { request, context in
            let id = try context.id("interaction", "entry of a timeline") { Int64($0) }
            let change = try context.id("entryChange", "change", { Int64($0) })
            let body = try await request.json(or: Because(), context)
            let version = try await backend.perform(
                RevertInteractionChange(id, change), context, because: body.why)
            return Answer(InteractionIDAnswer(id, version: version))
        }
        entries.post("restoration") { request, context in
            let id = try context.id("interaction", "entry of a timeline") { Int64($0) }
            let body = try await request.json(or: Because(), context)
            let version = try await backend.perform(
                BringBackInteraction(id), context, because: body.why)
            return Answer(InteractionIDAnswer(id, version: version))
        }
    }

    private func timeline(_ request: Request, _ context: Context) async throws -> Response {
        let text = request.query("question") ?? TimelineFilter.everything.rawValue
        guard let filter = TimelineFilter(rawValue: text) else {
            let all = TimelineFilter.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("question", "“question” is one of: \(all).")
        }
        let question = PersonTimeline(
            try context.person(), filter,
            before: request.query("before").flatMap { TimelinePosition($0) },
            limit: try request.number("limit", or: 50, in: 1...PersonTimeline.largestPage))
        let viewer = context.viewer
        let page = try await backend.chapter.read { db in
            try question.answer(in: db, for: viewer)
        }.get()
        return try Answer(page.entries.map(TimelineAnswer.init))
            .response(from: request, context: context)
            .naming(page.next?.description)
    }
}

extension Response {
    /// The same with what asks for the next page, if there is one.
    func naming(_ next: String?) -> Response {
        guard let next, let name = HTTPField.Name(RequestClient.nextPage) else { return self }
        var response = self
        response.headers[name] = next
        return response
    }
}
