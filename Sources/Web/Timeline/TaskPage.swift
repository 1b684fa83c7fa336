import Chapter

/// A task with all it says, what to do with it, and who did what.
struct TaskPage: Page {
    /// What a task is shown with.
    struct Around: Sendable {
        let days: DueDays
        let holders: [TaskHolder]
        /// What it came of.
        let origin: Interaction?
        let tagging: ThingTagsPart?
        let problems: [Problem]
        let viewer: Viewer
    }

    static let template = "timeline-task"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let line: TaskLine
    let chips: [Chip]
    /// The text, line by line; nothing where there is none.
    let lines: [String]
    let hasText: Bool
    let due: String?
    let remind: String?
    let holder: String
    let written: String
    let origin: TaskLine.Name?
    let assign: String?
    let holders: [PeopleFilters.Option]
    let change: String?
    let remove: String?
    let reopen: String?
    let bringBack: String?
    let removed: String?
    let edits: [EditLine]
    let tagging: ThingTagsPart?

    init(
        _ frame: Frame, _ words: Wording, _ task: Interaction, _ edits: [InteractionEdit],
        _ around: Around
    ) {
        self.frame = frame
        t = words
        problems = Problems(around.problems, words)
        line = TaskLine(task, around.days, around.viewer, words, back: "task")
        lines = (task.text ?? "").split(separator: "\n").map(String.init)
        hasText = !lines.isEmpty
        due = task.due.map { words.day($0) }
        remind = task.remind.map { words.day($0) }
        holder = task.assignee?.name ?? words.say("timeline_nobody")
        written = words.sentence(of: task)
        chips =
            (task.isPrivate ? [Chip(words.say("timeline_private"), "info")] : [])
            + (task.done == nil ? [] : [Chip(words.say("timeline_done"), "ok")])
            + (task.isOpen ? [words.due(task.due, around.days)].compactMap { $0 } : [])
        origin = around.origin.map { TaskLine.Name(text: $0.summary, leadsTo: $0.page) }
        let mayChange = around.viewer.may(.managePeople)
        let isThere = mayChange && task.removed == nil
        assign = isThere && task.isOpen && !task.isPrivate ? "\(task.page)/assign" : nil
        let chosen = task.assignee?.id
        holders =
            [
                PeopleFilters.Option(
                    value: "", name: words.say("timeline_nobody"), isChosen: chosen == nil)
            ]
            + around.holders.map {
                PeopleFilters.Option(
                    value: "\($0.id)",
                    name: words.count("timeline_holder", $0.open, ["name": $0.name]),
                    isChosen: $0.id == chosen)
            }
        change = isThere ? "\(task.page)/change" : nil
        remove = isThere ? "/interactions/\(task.id)/remove" : nil
        reopen =
            task.done != nil && task.removed == nil && task.mayTick(around.viewer)
            ? "\(task.page)/reopen" : nil
        bringBack =
            mayChange && task.removed != nil ? "/interactions/\(task.id)/bring-back" : nil
        removed = task.removed.map {
            words.say(
                "timeline_removed_by", ["who": words.actor($0.by), "when": words.moment($0.at)])
        }
        tagging = around.tagging
        let history = isThere ? "/interactions/\(task.id)/history" : nil
        self.edits = edits.map { EditLine($0, words, revert: history) }
    }
}
