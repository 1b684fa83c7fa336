import Chapter

/// A task in a list, with the box to tick.
struct TaskLine: Sendable {
    /// A name that leads to a page.
    struct Name: Sendable {
        let text: String
        let leadsTo: String
    }

    let id: String
    let summary: String
    let page: String
    let due: Chip?
    let isPrivate: Bool
    /// Whom and what it is about.
    let about: [Name]
    let hasAbout: Bool
    /// Whose it is; nil where that is plain.
    let holder: String?
    /// Who did it, and when; nil while it is open.
    let done: String?
    let note: String?
    /// Where the tick goes; nil for whoever may not.
    let finish: String?
    /// Where to go on afterwards: a word, never an address.
    let back: String
    let person: String?
    let tick: String

    init(
        _ task: Interaction, _ days: DueDays, _ viewer: Viewer, _ words: Wording, back: String,
        of member: MemberID? = nil, namesHolder: Bool = true
    ) {
        id = String(task.id)
        summary = task.summary
        page = "/tasks/\(task.id)"
        due = task.isOpen ? words.due(task.due, days) : nil
        isPrivate = task.isPrivate
        var about = task.contacts.filter { $0.id != member }.map {
            Name(text: $0.name, leadsTo: "/people/\($0.id)")
        }
        if let subject = task.subject, let name = task.subjectName, let page = subject.page {
            about.append(Name(text: name, leadsTo: page))
        }
        self.about = about
        hasAbout = !about.isEmpty
        holder =
            namesHolder && task.isOpen ? task.assignee?.name ?? words.say("timeline_nobody") : nil
        done = task.done.map {
            words.say("timeline_done_by", ["who": words.actor($0.by), "when": words.moment($0.at)])
        }
        note = task.doneNote
        finish = task.isOpen && task.mayTick(viewer) ? "/tasks/\(task.id)/finish" : nil
        self.back = back
        person = member.map(\.description)
        tick = words.say("timeline_tick", ["task": task.summary])
    }
}

extension InteractionSubject {
    /// The page of what a task is about; nil where it has none.
    var page: String? {
        switch self {
        case .meeting(let id): "/meetings/\(id)"
        case .importedList(let id): "/people/import/\(id)"
        case .agreement(let id): "/agreements/\(id)"
        case .savedSearch(let id): "/people/searches/\(id)"
        case .object(let id): "/objects/\(id)"
        case .ballot(let id): "/votes/\(id)"
        case .group(let id): "/groups/\(id)"
        }
    }
}

/// How much a member has to do, on the first page.
struct TasksWaitingPart: Sendable {
    let headline: String
    let detail: String

    init(_ tasks: TasksWaiting, _ words: Wording) {
        headline =
            tasks.today > 0
            ? words.count("timeline_home_today", tasks.today)
            : tasks.reminded > 0
                ? words.count("timeline_home_reminded", tasks.reminded)
                : words.say("timeline_home_none")
        let rest =
            tasks.late == 0
            ? words.count("timeline_home_detail_open", tasks.open)
            : words.count("timeline_home_detail_late", tasks.late)
        detail =
            tasks.today > 0 && tasks.reminded > 0
            ? "\(words.count("timeline_home_detail_reminded", tasks.reminded)) \(rest)" : rest
    }
}
