import Chapter
import Federation
import Foundation
import Hummingbird

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
    var after: String?

    init(_ request: Request) {
        holder = request.query("of") ?? ""
        isDone = request.query("state") == "done"
        contact = request.query("with").flatMap { MemberID($0) }
        after = request.query("after")
    }

    var list: TaskList {
        let whose: TaskList.Holder =
            holder == "nobody" ? .nobody : MemberID(holder).map { .member($0) } ?? .anybody
        return TaskList(whose, isDone: isDone, on: contact, after: after)
    }

    /// The address of this list with something else.
    func address(_ change: (inout TaskQuery) -> Void) -> String {
        var query = self
        query.after = nil
        change(&query)
        var parts: [String] = []
        if !query.holder.isEmpty { parts.append("of=\(query.holder.asQuery)") }
        if query.isDone { parts.append("state=done") }
        if let contact = query.contact { parts.append("with=\(contact)") }
        if let after = query.after { parts.append("after=\(after.asQuery)") }
        return parts.isEmpty ? "/tasks" : "/tasks?" + parts.joined(separator: "&")
    }
}

extension String {
    /// The text as a value in an address.
    fileprivate var asQuery: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// What a member has to do, by when.
struct MyDayPage: Page {
    /// Tasks under a heading.
    struct Part: Sendable {
        let heading: String
        let count: String
        let tone: String
        let lines: [TaskLine]
    }

    static let template = "timeline-my-day"
    let frame: Frame
    let t: Wording
    let today: String
    let parts: [Part]
    let isFree: Bool
    let mayAdd: Bool
    let handed: Part?
    let unassigned: String?

    init(
        _ frame: Frame, _ words: Wording, _ day: MyDay, _ days: DueDays, _ viewer: Viewer
    ) {
        self.frame = frame
        t = words
        today = words.day(day.day)
        func part(_ key: String, _ tasks: [Interaction], tone: String = "", holder: Bool = false)
            -> Part?
        {
            guard !tasks.isEmpty else { return nil }
            return Part(
                heading: words.say("timeline_day_\(key)"), count: words.number(tasks.count),
                tone: tone,
                lines: tasks.map {
                    TaskLine($0, days, viewer, words, back: "day", namesHolder: holder)
                })
        }
        parts = [
            part("late", day.late, tone: "due"), part("today", day.today), part("soon", day.soon),
            part("later", day.later), part("undated", day.undated),
        ].compactMap { $0 }
        isFree = parts.isEmpty
        mayAdd = viewer.may(.managePeople)
        handed = part("handed", day.handed, holder: true)
        unassigned =
            day.unassigned == 0 ? nil : words.count("timeline_unassigned", day.unassigned)
    }
}

/// The tasks of everybody, with what each has to do.
struct TaskListPage: Page {
    /// What was found.
    struct Found: Sendable {
        let page: TaskList.Page
        let holders: [TaskHolder]
        let unassigned: Int
        let contact: Interaction.Contact?
        let days: DueDays
    }

    /// Somebody with what they have to do.
    struct Holder: Sendable {
        let name: String
        let face: Face?
        let count: String
        let late: String?
        let leadsTo: String
        let isHere: Bool
    }

    /// Open or done.
    struct State: Sendable {
        let name: String
        let leadsTo: String
        let isHere: Bool
    }

    static let template = "timeline-task-list"
    let frame: Frame
    let t: Wording
    let states: [State]
    let holders: [Holder]
    let contact: TaskLine.Name?
    let withoutContact: String
    let lines: [TaskLine]
    let isEmpty: Bool
    let next: String?
    let add: String?

    init(
        _ frame: Frame, _ words: Wording, _ asked: TaskQuery, _ found: Found, _ viewer: Viewer
    ) {
        self.frame = frame
        t = words
        states = [false, true].map { isDone in
            State(
                name: words.say(isDone ? "timeline_done" : "timeline_open"),
                leadsTo: asked.address { $0.isDone = isDone }, isHere: asked.isDone == isDone)
        }
        let open = found.holders.map(\.open).reduce(0, +) + found.unassigned
        let everybody = Holder(
            name: words.say("timeline_everybody"), face: nil,
            count: words.count("timeline_open_tasks", open), late: nil,
            leadsTo: asked.address { $0.holder = "" }, isHere: asked.holder.isEmpty)
        let nobody = Holder(
            name: words.say("timeline_nobody"), face: nil,
            count: words.count("timeline_open_tasks", found.unassigned), late: nil,
            leadsTo: asked.address { $0.holder = "nobody" }, isHere: asked.holder == "nobody")
        holders =
            [everybody]
            + found.holders.map { holder in
                Holder(
                    name: holder.name, face: Face(holder.name, number: holder.id.number),
                    count: words.count("timeline_open_tasks", holder.open),
                    late: holder.late == 0 ? nil : words.count("timeline_late", holder.late),
                    leadsTo: asked.address { $0.holder = "\(holder.id)" },
                    isHere: asked.holder == "\(holder.id)")
            } + [nobody]
        contact = found.contact.map {
            TaskLine.Name(text: $0.name, leadsTo: "/people/\($0.id)")
        }
        withoutContact = asked.address { $0.contact = nil }
        lines = found.page.tasks.map {
            TaskLine($0, found.days, viewer, words, back: "list")
        }
        isEmpty = lines.isEmpty
        next = found.page.next.map { next in asked.address { $0.after = next } }
        add =
            viewer.may(.managePeople)
            ? asked.contact.map { "/tasks/add?with=\($0)" } ?? "/tasks/add" : nil
    }
}
