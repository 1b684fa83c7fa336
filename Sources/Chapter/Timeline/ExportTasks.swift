import GRDB

/// Takes a list of tasks out of the chapter as CSV; the log says who took which.
///
/// What somebody keeps to themselves is in their own list alone, as on the page.
public struct ExportTasks: Act {
    /// The permission that exporting takes.
    public static let permission = Permission.exportPeople

    /// Which tasks; its page does not matter.
    public var list: TaskList
    /// What it is for, for the log.
    public var why: String?

    /// The tasks of a list.
    public init(_ list: TaskList = TaskList(), why: String? = nil) {
        self.list = list
        self.why = why
    }

    /// Writes the list and one line of the log about it.
    public func perform(in context: ActContext) throws -> Result<ExportPeople.File, Refusal> {
        try refusing {
            let zone = try chapterTimeZone(context.db)
            var file = TakenList(
                of: "tasks",
                [
                    "number", "task", "details", "contacts", "about", "assignee", "due on",
                    "made on", "done on", "how it went",
                ])
            var asked = list
            asked.limit = TaskList.largestPage
            asked.after = nil
            repeat {
                let page = try asked.answer(in: context.db, for: context.viewer).get()
                for task in page.tasks {
                    file.add([
                        String(task.id), task.summary, task.text ?? "",
                        task.contacts.map(\.name).joined(separator: "; "), task.subjectName ?? "",
                        task.assignee?.name ?? "", task.due ?? "",
                        CalendarDay(task.made.at, in: zone)?.description ?? "",
                        task.done.flatMap { CalendarDay($0.at, in: zone)?.description } ?? "",
                        task.doneNote ?? "",
                    ])
                }
                asked.after = page.next
            } while asked.after != nil
            return try file.taken(by: "ExportTasks", why: why, in: context)
        }
    }
}
