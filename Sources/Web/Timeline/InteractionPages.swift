import Chapter
import Federation
import Hummingbird

/// An entry of a timeline with all it says, changing it, removing it and bringing it back.
struct InteractionPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("interactions/:interaction", .seePeople) { _, context in
            try await show(context)
        }
        pages.get("interactions/:interaction/change", .managePeople) { _, context in
            let entry = try await backend.entry(context)
            let draft = InteractionDraft(entry, in: context.words.zone)
            return try backend.kit.show(try await form(draft, entry, context))
        }
        pages.post("interactions/:interaction/change", .managePeople) { request, context in
            try await change(try await request.form(context), context)
        }
        pages.post("interactions/:interaction/remove", .managePeople) { _, context in
            let entry = try await backend.entry(context)
            _ = try await backend.perform(RemoveInteraction(entry.id), context)
            return .seeOther(
                Notice.after(
                    entry.isTask ? "task_removed" : "entry_removed", at: entry.home,
                    undo: "\(entry.id)"))
        }
        pages.post(
            "interactions/:interaction/history/:entryChange/revert", .managePeople
        ) { _, context in
            let entry = try await backend.entry(context)
            let change = try context.id("entryChange", "change", { Int64($0) })
            do {
                _ = try await backend.perform(
                    RevertInteractionChange(entry.id, change), context)
                return .seeOther(
                    Notice.after(
                        entry.isTask ? "task_changed" : "entry_changed", at: entry.page))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let problems = [Problem(nil, context.words.sentence(refusal))]
                return entry.isTask
                    ? try await TaskPages(backend: backend).show(entry, context, problems)
                    : try await show(context, problems)
            }
        }
        pages.post("interactions/:interaction/bring-back", .managePeople) { _, context in
            let entry = try await backend.entry(context)
            _ = try await backend.perform(BringBackInteraction(entry.id), context)
            return .seeOther(Notice.after("entry_back", at: entry.page))
        }
    }

    private func show(_ context: Context, _ problems: [Problem] = []) async throws -> Response {
        let entry = try await backend.entry(context)
        guard !entry.isTask else { return .seeOther(entry.page) }
        let (words, viewer) = (context.words, context.viewer)
        let edits = try await backend.chapter.read { db in
            try InteractionHistory.read(entry.id, in: db, for: viewer).get()
        }
        var frame = try await backend.frame(words.name(of: entry.kind), part: "people", context)
        frame.isNarrow = true
        return try backend.kit.show(
            InteractionPage(
                frame, words, entry, edits,
                tagging: try await backend.tags(
                    of: .interaction(entry.id), list: "/people/tags/things", context),
                problems, mayChange: viewer.may(.managePeople)),
            status: problems.isEmpty ? .ok : .conflict)
    }

    private func change(_ form: Form, _ context: Context) async throws -> Response {
        let entry = try await backend.entry(context)
        var draft = InteractionDraft(form)
        let sought = try await backend.seek(form, into: &draft, context)
        guard sought.problem == nil, !form.isOn("find") else {
            return try backend.kit.show(
                try await self.form(draft, entry, context, sought),
                status: sought.problem == nil ? .ok : .unprocessableContent)
        }
        do {
            let content = try draft.content(in: context.words.zone, before: entry.at)
            _ = try await backend.perform(
                ChangeInteraction(entry.id, expectedVersion: draft.version ?? 0, to: content),
                context, because: draft["why"])
            return .seeOther(Notice.after("entry_changed", at: entry.page))
        } catch let refusal as Refusal where refusal.code == .conflict && !entry.isGone {
            let (viewer, since) = (context.viewer, draft.version ?? 0)
            let edits = try await backend.chapter.read { db in
                try InteractionHistory.read(entry.id, since: since, in: db, for: viewer).get()
            }
            let both = draft.take(edits)
            draft.version = entry.version
            return try backend.kit.show(
                try await self.form(
                    draft, entry, context, sought,
                    conflict: ConflictPart(edits, both: both, context.words)), status: .conflict)
        } catch let refusal as Refusal where refusal.code != .notAllowed {
            return try backend.kit.show(
                try await self.form(
                    draft, entry, context, sought, [context.words.problem(refusal)]),
                status: .unprocessableContent)
        }
    }

    private func form(
        _ draft: InteractionDraft, _ entry: Interaction, _ context: Context,
        _ sought: ContactsField.Sought = ContactsField.Sought(), _ problems: [Problem] = [],
        conflict: ConflictPart? = nil
    ) async throws -> EntryFormPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let around = try await backend.chapter.read { db in
            try FormSurroundings(draft, in: db, for: viewer, at: now)
        }
        let heading = words.say("timeline_change_\(entry.kind.key)")
        var frame = try await backend.frame(heading, part: "people", context)
        frame.isNarrow = true
        return EntryFormPage(
            frame, words, draft, around, sought, problems,
            place: .init(
                heading: heading, action: "\(entry.page)/change", back: entry.page,
                backName: entry.summary, isNew: false), conflict: conflict)
    }
}

extension Backend {
    /// The entry or the task in the path, if the viewer sees it.
    func entry(_ context: Context, _ name: String = "interaction") async throws -> Interaction {
        let id = try context.id(name, name == "task" ? "task" : "entry of a timeline") { Int64($0) }
        let viewer = context.viewer
        return try await chapter.read { db in try Interaction.read(id, in: db, for: viewer) }.get()
    }
}

extension Interaction {
    /// The page that shows all of it.
    var page: String { isTask ? "/tasks/\(id)" : "/interactions/\(id)" }

    /// Where it is one among others: the page of the first contact, or the list of tasks.
    var home: String { contacts.first.map { "/people/\($0.id)" } ?? "/tasks" }

    /// Whether somebody has removed it.
    var isGone: Bool { removed != nil }
}

/// All that an entry says, and who changed it.
struct InteractionPage: Page {
    static let template = "timeline-entry"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let back: String
    let backName: String
    let kind: String
    let icon: String
    let summary: String
    let when: String
    let chips: [Chip]
    let contacts: [TaskLine.Name]
    let hasContacts: Bool
    let subject: TaskLine.Name?
    /// Where it was, with the page of the place.
    let place: TaskLine.Name?
    /// The text, line by line; nothing where there is none.
    let lines: [String]
    let hasText: Bool
    let written: String
    let change: String?
    let remove: String?
    let bringBack: String?
    let removed: String?
    let edits: [EditLine]
    let tagging: ThingTagsPart?

    init(
        _ frame: Frame, _ words: Wording, _ entry: Interaction, _ edits: [InteractionEdit],
        tagging: ThingTagsPart?, _ problems: [Problem], mayChange: Bool
    ) {
        self.problems = Problems(problems, words)
        self.frame = frame
        t = words
        back = entry.home
        backName = entry.contacts.first?.name ?? words.say("frame_people")
        kind = words.name(of: entry.kind)
        icon = TimelineRow.kinds[entry.kind] ?? "edit"
        summary = entry.summary
        when = words.wholeMoment(entry.at)
        chips = words.states(of: entry)
        contacts = entry.contacts.map {
            TaskLine.Name(text: $0.inWords, leadsTo: "/people/\($0.id)")
        }
        hasContacts = !contacts.isEmpty
        subject = entry.subject.flatMap { subject in
            guard let name = entry.subjectName, let page = subject.page else { return nil }
            return TaskLine.Name(text: name, leadsTo: page)
        }
        place = entry.place.map { name in
            TaskLine.Name(text: name, leadsTo: "/people/map/place?name=\(name.forQuery)")
        }
        lines = (entry.text ?? "").split(separator: "\n").map(String.init)
        hasText = !lines.isEmpty
        written = words.sentence(of: entry)
        let isThere = mayChange && entry.removed == nil
        change = isThere ? "\(entry.page)/change" : nil
        remove = isThere ? "\(entry.page)/remove" : nil
        bringBack = mayChange && entry.removed != nil ? "\(entry.page)/bring-back" : nil
        removed = entry.removed.map {
            words.say(
                "timeline_removed_by", ["who": words.actor($0.by), "when": words.moment($0.at)])
        }
        self.tagging = tagging
        let history = isThere ? "/interactions/\(entry.id)/history" : nil
        self.edits = edits.map { EditLine($0, words, revert: history) }
    }
}
