import Chapter
import Hummingbird

/// Changing a person's record without losing anybody's work.
struct EditPersonPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/edit", .takePart) { _, context in
            let record = try await record(context)
            return try backend.kit.show(try await page(RecordDraft(record), record, context))
        }
        pages.post("people/:person/edit", .takePart) { request, context in
            let record = try await record(context)
            let form = try await request.form(context)
            let fields = PersonField.editable(by: context.viewer)
            let own = try await ownFields(of: record, context)
            var draft = RecordDraft(form, fields: fields, ownFields: own, now: record)
            let links = try await backend.seekLinks(form, own, into: &draft.ownFields, context)
            if !form["more"].isEmpty {
                let page = try await page(
                    draft, record, context, blank: form["more"], links: links)
                return try backend.kit.show(page)
            }
            if !form["find"].isEmpty || !links.problems.isEmpty {
                let page = try await page(
                    draft, record, context, problems: links.problems, links: links)
                return try backend.kit.show(
                    page, status: links.problems.isEmpty ? .ok : .unprocessableContent)
            }
            return try await save(draft, record, context)
        }
    }

    /// The record, for whoever may change it.
    private func record(_ context: Context) async throws -> MemberRecord {
        let member = try context.person()
        let viewer = context.viewer
        guard viewer.memberID == member || viewer.may(.managePeople) else {
            throw Refusal.notAllowed(.managePeople)
        }
        return try await backend.chapter.read { db in
            try MemberRecord.read(member, in: db, for: viewer)
        }.get()
    }

    /// The chapter's own fields of such a contact, for who may change them.
    private func ownFields(of record: MemberRecord, _ context: Context) async throws -> [OwnField] {
        guard context.viewer.may(.managePeople) else { return [] }
        let kind = record.values[.kind].flatMap(ContactKind.init) ?? .person
        return try await backend.chapter.read { db in try OwnField.all(of: kind, in: db) }
    }

    private func save(_ draft: RecordDraft, _ record: MemberRecord, _ context: Context)
        async throws -> Response
    {
        let (member, viewer) = (record.memberID, context.viewer)
        do {
            let act = draft.act(for: member, mayManage: viewer.may(.managePeople))
            let version = try await backend.perform(act, context)
            let isSame = version == draft.version
            return .seeOther(
                Notice.after(
                    isSame ? "person_same" : "person_changed", at: "/people/\(member)",
                    undo: isSame ? nil : "\(member)-\(draft.version)-\(version)"))
        } catch let refusal as Refusal where refusal.code != .notAllowed {
            let since = draft.version
            let meanwhile = try await backend.chapter.read { db in
                try MemberMeanwhile.read(member, since: since, in: db, for: viewer)
            }.get()
            var merged = draft
            guard let meanwhile else {
                let page = try await page(
                    draft, record, context, problems: [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
            let conflict = merged.merge(meanwhile, context.words)
            let page = try await page(merged, meanwhile.now, context, conflict: conflict)
            return try backend.kit.show(page, status: .conflict)
        }
    }

    private func page(
        _ draft: RecordDraft, _ record: MemberRecord, _ context: Context,
        problems: [Problem] = [], conflict: RecordConflict? = nil, blank: String = "",
        links: LinkFields = LinkFields()
    ) async throws -> EditPersonPage {
        let own = try await ownFields(of: record, context)
        var links = links
        links.names = try await backend.linkedNames(draft.ownFields, own, context)
        let words = context.words
        let title = words.say("people_edit", ["name": record.name])
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let (member, viewer) = (record.memberID, context.viewer)
        let readings =
            viewer.may(.managePeople)
            ? try await backend.chapter.read { db in
                try AddressReading.all(of: member, in: db, for: viewer)
            }.get() : []
        let rules = try await backend.chapter.read { db in try BuiltInRule.asking(in: db) }
        return EditPersonPage(
            frame, words, draft, of: record, own, viewer: context.viewer, problems, conflict,
            blank: blank, links: links, readings: readings, rules: rules)
    }
}

extension PersonField {
    /// The fields that a viewer finds in the form.
    static func editable(by viewer: Viewer) -> [PersonField] {
        allCases.filter { $0.isOwn || viewer.may(.managePeople) }
    }
}
