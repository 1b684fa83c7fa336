import Chapter

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
    let tabs: PeopleTabs
    let today: String
    let parts: [Part]
    let isFree: Bool
    let mayAdd: Bool
    let handed: Part?
    let unassigned: String?
    let export: ExportPart?

    init(
        _ frame: Frame, _ words: Wording, _ day: MyDay, _ days: DueDays, _ viewer: Viewer
    ) {
        self.frame = frame
        t = words
        tabs = PeopleTabs(.tasks, viewer, words)
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
            part("late", day.late, tone: "due"), part("today", day.today),
            part("reminded", day.reminded), part("soon", day.soon), part("later", day.later),
            part("undated", day.undated),
        ].compactMap { $0 }
        isFree = parts.isEmpty
        mayAdd = viewer.may(.managePeople)
        export = viewer.memberID.flatMap {
            ExportPart(
                "/tasks/export", [HiddenField(name: "of", value: "\($0)")], viewer, words)
        }
        handed = part("handed", day.handed, holder: true)
        unassigned =
            day.unassigned == 0 ? nil : words.count("timeline_unassigned", day.unassigned)
    }
}
