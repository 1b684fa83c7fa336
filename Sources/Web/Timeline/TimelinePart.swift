import Chapter

/// The timeline of a contact with its three questions, as a part of their page.
struct TimelinePart: Sendable {
    /// A question to choose.
    struct Question: Sendable {
        let name: String
        let leadsTo: String
        let isHere: Bool
    }

    let heading: String
    let history: String
    let questions: [Question]
    let rows: [TimelineRow]
    let hasRows: Bool
    let none: String
    let older: String?

    init(
        _ page: PersonTimeline.Page, _ filter: TimelineFilter, of member: MemberID, isOwn: Bool,
        mayManage: Bool, _ words: Wording
    ) {
        let address = "/people/\(member)"
        heading = words.say(isOwn ? "people_own_done" : "people_timeline")
        history = "\(address)/history"
        questions = TimelineFilter.allCases.map { question in
            Question(
                name: words.say("timeline_show_\(question.rawValue)"),
                leadsTo: question == .everything
                    ? "\(address)#timeline" : "\(address)?show=\(question.rawValue)#timeline",
                isHere: question == filter)
        }
        rows = page.entries.map { TimelineRow($0, of: member, words, mayManage: mayManage) }
        hasRows = !rows.isEmpty
        none = words.say(
            filter == .everything ? "people_timeline_none" : "timeline_none_here")
        older = page.next.map {
            "\(address)?show=\(filter.rawValue)&before=\($0)#timeline"
        }
    }
}

/// A few words about a contact, written down at once, and the way to more.
struct QuickLogPart: Sendable {
    /// A kind to press.
    struct Kind: Sendable {
        let value: String
        let name: String
        let icon: String
    }

    let action: String
    let whole: String
    let task: String
    let kinds: [Kind]

    init(_ member: MemberID, _ words: Wording) {
        action = "/people/\(member)/log"
        whole = action
        task = "/tasks/add?with=\(member)"
        kinds = [InteractionKind.note, .call, .visit].map { kind in
            Kind(
                value: kind.rawValue, name: words.name(of: kind),
                icon: TimelineRow.kinds[kind] ?? "edit")
        }
    }
}

/// What is to be done about a contact.
struct PersonTasksPart: Sendable {
    let lines: [TaskLine]
    let all: String

    /// Nil where nothing is to be done.
    init?(
        _ tasks: [Interaction], of member: MemberID, _ days: DueDays, _ viewer: Viewer,
        _ words: Wording
    ) {
        guard !tasks.isEmpty else { return nil }
        lines = tasks.map { TaskLine($0, days, viewer, words, back: "person", of: member) }
        all = "/tasks?with=\(member)"
    }
}
