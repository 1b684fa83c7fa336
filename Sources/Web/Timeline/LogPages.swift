import Chapter
import Federation
import Hummingbird

/// Writing down what was done with a contact, in a few words or in all its parts.
struct LogPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/log", .managePeople) { request, context in
            var draft = InteractionDraft(Form(encoded: request.uri.query ?? ""))
            let kind = InteractionKind(rawValue: draft["kind"]) ?? .note
            let now = backend.clock()
            draft["kind"] = kind.rawValue
            draft["side"] = kind == .note ? "about" : "them"
            draft["day"] = LocalTime.day(now, in: context.words.zone)
            draft["time"] = LocalTime.time(now, in: context.words.zone)
            draft.contacts = [try context.person()]
            return try backend.kit.show(try await page(draft, context))
        }
        pages.post("people/:person/log", .managePeople) { request, context in
            let form = try await request.form(context)
            var draft = InteractionDraft(form)
            // Whose page it is is always among them; a box for them need not be sent.
            let person = try context.person()
            if !draft.contacts.contains(person) { draft.contacts.insert(person, at: 0) }
            let sought = try await backend.seek(form, into: &draft, context)
            guard sought.problem == nil, !form.isOn("find") else {
                return try backend.kit.show(
                    try await page(draft, context, sought),
                    status: sought.problem == nil ? .ok : .unprocessableContent)
            }
            do {
                let content = try draft.content(in: context.words.zone, before: nil)
                let done = try await backend.perform(
                    RecordInteraction(content, followUp: draft.followUp), context)
                return .seeOther(
                    Notice.after(
                        done.task == nil ? "entry_added" : "entry_and_task",
                        at: "/people/\(person)", undo: done.task == nil ? "\(done.id)" : nil))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                return try backend.kit.show(
                    try await page(draft, context, sought, [context.words.problem(refusal)]),
                    status: .unprocessableContent)
            }
        }
    }

    private func page(
        _ draft: InteractionDraft, _ context: Context,
        _ sought: ContactsField.Sought = ContactsField.Sought(), _ problems: [Problem] = []
    ) async throws -> EntryFormPage {
        let person = try context.person()
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let (record, around) = try await backend.chapter.read { db in
            (
                try MemberRecord.read(person, in: db, for: viewer).get(),
                try FormSurroundings(draft, in: db, for: viewer, at: now)
            )
        }
        let isCall = draft["kind"] == "call"
        let heading = words.say(
            isCall ? "timeline_log_call" : "timeline_log", ["name": record.name])
        var frame = try await backend.frame(heading, part: "people", context)
        frame.isNarrow = true
        let numbers =
            isCall ? record.phones.map { EntryFormPage.Number($0, of: record, words) } : []
        return EntryFormPage(
            frame, words, draft, around, sought, problems,
            place: .init(
                heading: heading, action: "/people/\(person)/log", back: "/people/\(person)",
                backName: record.name, isNew: true), numbers: numbers,
            mayNotCall: isCall && record.values[.doNotCall] == "yes")
    }
}

extension Wording {
    /// What to put right of what an act, or a form, did not take.
    func problem(_ refusal: Refusal) -> Problem {
        // A form says of its own fields what is wrong with them.
        if refusal.sentence.isEmpty {
            return Problem(refusal.field, say("timeline_wrong_\(refusal.field ?? "form")"))
        }
        return Problem(refusal, self)
    }
}
