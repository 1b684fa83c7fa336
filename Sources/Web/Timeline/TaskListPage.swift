import Chapter

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
    let tabs: PeopleTabs
    let states: [State]
    let holders: [Holder]
    let contact: TaskLine.Name?
    let withoutContact: String
    let filter: TagFilter?
    let lines: [TaskLine]
    let isEmpty: Bool
    let next: String?
    let add: String?
    let export: ExportPart?

    init(
        _ frame: Frame, _ words: Wording, _ asked: TaskQuery, _ found: Found, _ viewer: Viewer
    ) {
        self.frame = frame
        t = words
        tabs = PeopleTabs(.tasks, viewer, words)
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
        filter = TagFilter(asked.tag, without: asked.address { $0.tag = "" })
        lines = found.page.tasks.map {
            TaskLine($0, found.days, viewer, words, back: "list")
        }
        isEmpty = lines.isEmpty
        next = found.page.next.map { next in asked.address { $0.after = next } }
        export = ExportPart("/tasks/export", asked.hidden, viewer, words)
        add =
            viewer.may(.managePeople)
            ? asked.contact.map { "/tasks/add?with=\($0)" } ?? "/tasks/add" : nil
    }
}
