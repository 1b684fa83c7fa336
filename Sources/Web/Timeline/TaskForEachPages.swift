import Chapter
import Hummingbird

/// One task for each of those who were ticked in a list, or found by it.
struct TaskForEachPages {
    let backend: Backend

    /// So many of the chosen are named.
    private static let namesAtMost = 12

    func add(to pages: PageRoutes) {
        pages.get("people/tasks", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/tasks", .managePeople) { request, context in
            let form = try await request.form(context)
            func day(_ name: String) -> String? { form[name].isBlank ? nil : form[name] }
            let content = TaskContent(
                form["summary"], text: form["text"], due: day("due"), remind: day("remind"),
                assignee: MemberID(form["assignee"]))
            do {
                let added = try await backend.perform(
                    AddTaskForEach(content, for: try form.chosenPeople(at: backend.clock())),
                    context)
                return .seeOther(
                    Notice.after(
                        "tasks_for_each", at: PeopleQuery(form).address("/people"),
                        undo: "\(added.first)-\(added.last)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.post("people/tasks/:span/undo", .managePeople) { _, context in
            let span = (context.parameters.get("span") ?? "").split(separator: "-")
                .compactMap { Int64($0) }
            guard span.count == 2 else { throw Refusal.notFound("task") }
            let undone = try await backend.perform(UndoTaskForEach(span[0], span[1]), context)
            return .seeOther(
                Notice.after(
                    undone.kept == 0 ? "tasks_for_each_undone" : "tasks_for_each_undone_some",
                    at: "/tasks"))
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> TaskForEachPage
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let people = form.chosenPeople(of: try PeopleQuery(form).list(at: now))
        let (names, count, holders) = try await backend.chapter.read { db in
            let today = try DueDays(at: now, in: db).today
            let holders = try TaskHolder.all(in: db, for: viewer, today: today).get()
            let chosen = try people.names(in: db, for: viewer, atMost: Self.namesAtMost)
            return (chosen.names, chosen.count, holders)
        }
        let title =
            count == 0
            ? words.say("timeline_task_add") : words.count("timeline_task_each", count)
        func field(
            _ name: String, type: String = "text", lines: Int? = nil, help: String? = nil,
            isRequired: Bool = false
        ) -> Field {
            let label = name == "summary" ? "task" : name
            return Field(
                name, label: words.say("timeline_field_\(label)"), value: form[name],
                help: help.map { words.say($0) }, type: type, lines: lines, isRequired: isRequired,
                problems: problems)
        }
        let nobody = PeopleFilters.Option(
            value: "", name: words.say("timeline_nobody"), isChosen: form["assignee"].isEmpty)
        return TaskForEachPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words),
            names: words.names(names, of: count),
            isNobody: count == 0, back: PeopleQuery(form).address("/people"),
            carried: form.carriedPeople(),
            summary: field("summary", isRequired: true), text: field("text", lines: 4),
            due: field("due", type: "date"),
            remind: field("remind", type: "date", help: "timeline_help_remind"),
            assignee: SelectField(
                name: "assignee", label: words.say("timeline_field_assignee"), help: nil,
                options: [nobody]
                    + holders.map { holder in
                        PeopleFilters.Option(
                            value: "\(holder.id)",
                            name: words.count(
                                "timeline_holder", holder.open, ["name": holder.name]),
                            isChosen: "\(holder.id)" == form["assignee"])
                    }, problem: problems.first { $0.field == "assignee" }?.sentence))
    }
}

/// What is to be done with each of many.
struct TaskForEachPage: Page {
    static let template = "timeline-task-each"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let names: String
    let isNobody: Bool
    let back: String
    let carried: [HiddenField]
    let summary: Field
    let text: Field
    let due: Field
    let remind: Field
    let assignee: SelectField
}
