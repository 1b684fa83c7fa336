import Chapter
import Federation
import Hummingbird

/// Tasks, for programs.
struct TaskRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let tasks = api.group("tasks")
        tasks.get { request, context in try await list(request, context) }
        tasks.post { request, context in
            let entered = try await request.json(EnteredInteraction.self, context)
            let id = try await backend.perform(
                AddTask(try entered.task()), context, because: entered.why)
            return Answer(InteractionIDAnswer(id), status: .created)
        }
        tasks.get(":task") { _, context in
            Answer(InteractionAnswer(try await backend.entry(context, "task")))
        }
        tasks.patch(":task") { request, context in
            try context.require(.managePeople)
            let task = try await backend.entry(context, "task")
            let entered = try await request.json(EnteredInteraction.self, context)
            let version = try await backend.perform(
                ChangeTask(
                    task.id, expectedVersion: entered.expectedVersion ?? task.version,
                    to: try entered.task(over: task)), context, because: entered.why)
            return Answer(InteractionIDAnswer(task.id, version: version))
        }
        tasks.post(":task/completion") { request, context in
            let id = try id(context)
            let body = try await request.json(or: Completion(), context)
            let version = try await backend.perform(
                FinishTask(id, note: body.note ?? ""), context)
            return Answer(InteractionIDAnswer(id, version: version))
        }
        tasks.delete(":task/completion") { _, context in
            let id = try id(context)
            let version = try await backend.perform(ReopenTask(id), context)
            return Answer(InteractionIDAnswer(id, version: version))
        }
        tasks.put(":task/assignee") { request, context in
            let id = try id(context)
            let body = try await request.json(Assignment.self, context)
            let member = try EnteredInteraction.person(body.memberID ?? "", "memberID")
            let version = try await backend.perform(AssignTask(id, to: member), context)
            return Answer(InteractionIDAnswer(id, version: version))
        }
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let holder: TaskList.Holder =
            switch request.query("assignee") {
            case nil: .anybody
            case "nobody": .nobody
            case .some(let id):
                try EnteredInteraction.person(id, "assignee").map { .member($0) } ?? .anybody
            }
        let state = request.query("state") ?? "open"
        guard ["open", "done"].contains(state) else {
            throw Refusal.invalid("state", "“state” is one of: open, done.")
        }
        let question = TaskList(
            holder, isDone: state == "done",
            on: try request.query("contact").flatMap {
                try EnteredInteraction.person($0, "contact")
            }, after: request.query("after"),
            limit: try request.number("limit", or: 50, in: 1...TaskList.largestPage))
        let viewer = context.viewer
        let page = try await backend.chapter.read { db in
            try question.answer(in: db, for: viewer)
        }.get()
        return try Answer(page.tasks.map(InteractionAnswer.init))
            .response(from: request, context: context).naming(page.next)
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("task", "task") { Int64($0) }
    }
}

private struct Completion: Decodable {
    var note: String?
}

private struct Assignment: Decodable {
    var memberID: String?
}
