import Chapter
import Federation
import Hummingbird

/// A task with all it says: adding, changing, giving away, finishing and opening it again.
struct TaskPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        addForms(to: pages)
        pages.get("tasks/:task", .seePeople) { _, context in
            let task = try await backend.entry(context, "task")
            return task.isTask ? try await show(task, context) : .seeOther(task.page)
        }
        pages.post("tasks/:task/finish", .seePeople) { request, context in
            let task = try await backend.entry(context, "task")
            let form = try await request.form(context)
            _ = try await backend.perform(FinishTask(task.id, note: form["note"]), context)
            return .seeOther(
                Notice.after("task_done", at: Self.way(form, task), undo: "\(task.id)"))
        }
        pages.post("tasks/:task/reopen", .seePeople) { _, context in
            let task = try await backend.entry(context, "task")
            _ = try await backend.perform(ReopenTask(task.id), context)
            let isOwn =
                context.viewer.memberID != nil && task.assignee?.id == context.viewer.memberID
            return .seeOther(Notice.after("task_reopened", at: isOwn ? "/my-day" : task.page))
        }
        pages.post("tasks/:task/assign", .managePeople) { request, context in
            let task = try await backend.entry(context, "task")
            let form = try await request.form(context)
            _ = try await backend.perform(
                AssignTask(task.id, to: MemberID(form["assignee"])), context)
            return .seeOther(Notice.after("task_given", at: task.page))
        }
    }

    /// Where to go on: a word in the form chooses among our own addresses.
    private static func way(_ form: Form, _ task: Interaction) -> String {
        switch form["back"] {
        case "day": "/my-day"
        case "list": "/tasks"
        case "person": MemberID(form["person"]).map { "/people/\($0)" } ?? task.page
        default: task.page
        }
    }

    /// The page of a task, with what kept something from being done.
    func show(_ task: Interaction, _ context: Context, _ problems: [Problem] = []) async throws
        -> Response
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let (edits, days, holders, origin) = try await backend.chapter.read { db in
            let days = try DueDays(at: now, in: db)
            return (
                try InteractionHistory.read(task.id, in: db, for: viewer).get(), days,
                try TaskHolder.all(in: db, for: viewer, today: days.today).get(),
                task.follows.flatMap {
                    try? Interaction.read($0, in: db, for: viewer).get()
                }
            )
        }
        var frame = try await backend.frame(words.say("timeline_task"), part: "people", context)
        frame.isNarrow = true
        return try backend.kit.show(
            TaskPage(
                frame, words, task, edits,
                TaskPage.Around(
                    days: days, holders: holders, origin: origin,
                    tagging: try await backend.tags(
                        of: .interaction(task.id), list: "/tasks", context),
                    problems: problems, viewer: viewer)),
            status: problems.isEmpty ? .ok : .conflict)
    }

    // MARK: - Forms

    private func addForms(to pages: PageRoutes) {
        pages.get("tasks/add", .managePeople) { request, context in
            let draft = InteractionDraft(Form(encoded: request.uri.query ?? ""))
            return try backend.kit.show(try await form(draft, nil, context))
        }
        pages.post("tasks/add", .managePeople) { request, context in
            let form = try await request.form(context)
            var draft = InteractionDraft(form)
            let sought = try await backend.seek(form, into: &draft, context)
            guard sought.problem == nil, !form.isOn("find") else {
                return try backend.kit.show(
                    try await self.form(draft, nil, context, sought),
                    status: sought.problem == nil ? .ok : .unprocessableContent)
            }
            do {
                let id = try await backend.perform(AddTask(draft.task), context)
                return .seeOther(Notice.after("task_added", at: "/tasks/\(id)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                return try backend.kit.show(
                    try await self.form(
                        draft, nil, context, sought, [context.words.problem(refusal)]),
                    status: .unprocessableContent)
            }
        }
        pages.get("tasks/:task/change", .managePeople) { _, context in
            let task = try await backend.entry(context, "task")
            let draft = InteractionDraft(task, in: context.words.zone)
            return try backend.kit.show(try await form(draft, task, context))
        }
        pages.post("tasks/:task/change", .managePeople) { request, context in
            try await change(try await request.form(context), context)
        }
    }

    private func change(_ form: Form, _ context: Context) async throws -> Response {
        let task = try await backend.entry(context, "task")
        var draft = InteractionDraft(form)
        let sought = try await backend.seek(form, into: &draft, context)
        guard sought.problem == nil, !form.isOn("find") else {
            return try backend.kit.show(
                try await self.form(draft, task, context, sought),
                status: sought.problem == nil ? .ok : .unprocessableContent)
        }
        do {
            _ = try await backend.perform(
                ChangeTask(task.id, expectedVersion: draft.version ?? 0, to: draft.task), context,
                because: draft["why"])
            return .seeOther(Notice.after("task_changed", at: task.page))
        } catch let refusal as Refusal where refusal.code == .conflict && !task.isGone {
            let (viewer, since) = (context.viewer, draft.version ?? 0)
            let edits = try await backend.chapter.read { db in
                try InteractionHistory.read(task.id, since: since, in: db, for: viewer).get()
            }
            let both = draft.take(edits)
            draft.version = task.version
            return try backend.kit.show(
                try await self.form(
                    draft, task, context, sought,
                    conflict: ConflictPart(edits, both: both, context.words)), status: .conflict)
        } catch let refusal as Refusal where refusal.code != .notAllowed {
            return try backend.kit.show(
                try await self.form(
                    draft, task, context, sought, [context.words.problem(refusal)]),
                status: .unprocessableContent)
        }
    }

    private func form(
        _ draft: InteractionDraft, _ task: Interaction?, _ context: Context,
        _ sought: ContactsField.Sought = ContactsField.Sought(), _ problems: [Problem] = [],
        conflict: ConflictPart? = nil
    ) async throws -> TaskFormPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let (around, subject) = try await backend.chapter.read { db in
            (
                try FormSurroundings(draft, in: db, for: viewer, at: now),
                try draft.subject.flatMap { try $0.name(in: db, for: viewer) }
            )
        }
        let heading = words.say(task == nil ? "timeline_task_add" : "timeline_change_task")
        var frame = try await backend.frame(heading, part: "people", context)
        frame.isNarrow = true
        let first = around.contacts.first
        let place = EntryFormPage.Place(
            heading: heading, action: task.map { "\($0.page)/change" } ?? "/tasks/add",
            back: task?.page ?? first.map { "/people/\($0.id)" } ?? "/tasks",
            backName: task?.summary ?? first?.name ?? words.say("timeline_tasks"),
            isNew: task == nil)
        return TaskFormPage(
            frame, words, draft, around, sought, problems, place: place, subjectName: subject,
            conflict: conflict)
    }
}
