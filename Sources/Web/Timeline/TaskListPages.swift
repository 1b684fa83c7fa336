import Chapter
import Federation
import Foundation
import Hummingbird
import NIOCore

/// What a member has to do, and the tasks of everybody.
struct TaskListPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("my-day", .seePeople) { _, context in
            try backend.kit.show(try await day(context))
        }
        pages.get("tasks", .seePeople) { request, context in
            try backend.kit.show(try await list(request, context))
        }
        pages.post("tasks/export", .exportPeople) { request, context in
            let form = try await request.form(context)
            let file = try await backend.perform(
                ExportTasks(TaskQuery(form).list, why: form.exportReason), context)
            return Response.download(ByteBuffer(string: file.text), .csv, named: "tasks.csv")
        }
    }

    private func day(_ context: Context) async throws -> MyDayPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let (day, days) = try await backend.chapter.read { db in
            (try MyDay.read(in: db, for: viewer, at: now).get(), try DueDays(at: now, in: db))
        }
        let frame = try await backend.frame(words.say("timeline_my_day"), part: "people", context)
        return MyDayPage(frame, words, day, days, viewer)
    }

    private func list(_ request: Request, _ context: Context) async throws -> TaskListPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let asked = TaskQuery(request)
        let (page, holders, unassigned, contact, days) = try await backend.chapter.read { db in
            let days = try DueDays(at: now, in: db)
            return (
                try asked.list.answer(in: db, for: viewer).get(),
                try TaskHolder.all(in: db, for: viewer, today: days.today).get(),
                try TaskHolder.unassigned(in: db, for: viewer),
                try ContactNames.read(asked.contact.map { [$0] } ?? [], in: db, for: viewer).first,
                days
            )
        }
        let frame = try await backend.frame(words.say("timeline_tasks"), part: "people", context)
        return TaskListPage(
            frame, words, asked,
            TaskListPage.Found(
                page: page, holders: holders, unassigned: unassigned, contact: contact,
                days: days), viewer)
    }
}

/// What the address of the list of tasks asks for.
struct TaskQuery: Sendable {
    var holder: String
    var isDone: Bool
    var contact: MemberID?
    var tag: String
    var after: String?

    init(_ request: Request) {
        holder = request.query("of") ?? ""
        isDone = request.query("state") == "done"
        contact = request.query("with").flatMap { MemberID($0) }
        tag = request.query("tag") ?? ""
        after = request.query("after")
    }

    /// The list that a form carries along.
    init(_ form: Form) {
        holder = form["of"]
        isDone = form["state"] == "done"
        contact = MemberID(form["with"])
        tag = form["tag"]
    }

    /// What a form carries along so that it means this list.
    var hidden: [HiddenField] {
        [
            HiddenField(name: "of", value: holder),
            HiddenField(name: "state", value: isDone ? "done" : ""),
            HiddenField(name: "with", value: contact?.description ?? ""),
            HiddenField(name: "tag", value: tag),
        ]
    }

    var list: TaskList {
        let whose: TaskList.Holder =
            holder == "nobody" ? .nobody : MemberID(holder).map { .member($0) } ?? .anybody
        var list = TaskList(whose, isDone: isDone, on: contact, after: after)
        list.tag = tag
        return list
    }

    /// The address of this list with something else.
    func address(_ change: (inout TaskQuery) -> Void) -> String {
        var query = self
        query.after = nil
        change(&query)
        var parts: [String] = []
        if !query.holder.isEmpty { parts.append("of=\(query.holder.forQuery)") }
        if query.isDone { parts.append("state=done") }
        if let contact = query.contact { parts.append("with=\(contact)") }
        if !query.tag.isEmpty { parts.append("tag=\(query.tag.forQuery)") }
        if let after = query.after { parts.append("after=\(after.forQuery)") }
        return parts.isEmpty ? "/tasks" : "/tasks?" + parts.joined(separator: "&")
    }
}
