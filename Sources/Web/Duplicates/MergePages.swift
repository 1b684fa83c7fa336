import Chapter
import Hummingbird

/// Merging two contacts, side by side.
struct MergePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/merge", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            let ids = chosen(form)
            guard ids.count < 3 else {
                return try await MergeTogetherPages(backend: backend).show(ids, form, context)
            }
            if let one = try await one(form) { return one }
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/merge", .managePeople) { request, context in
            let form = try await request.form(context)
            guard let keep = MemberID(form["keep"]), let gone = MemberID(form["gone"]) else {
                throw Refusal.notFound("person")
            }
            if let one = try await one(form) { return one }
            do {
                let merged = try await backend.perform(
                    try await act(keep, gone, form), context)
                return .seeOther(
                    Notice.after("person_merged", at: "/people/\(keep)", undo: "\(merged.id)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .conflict)
            }
        }
    }

    /// Who was chosen: `keep` and `gone`, or those of a list.
    private func chosen(_ form: Form) -> [MemberID] {
        let names = [form["keep"], form["gone"]] + form.all("id") + form.all("then")
        let ids = names.compactMap { MemberID($0) }
        guard ids.count > 2 else { return ids }
        return ids.enumerated().filter { !ids.prefix($0.offset).contains($0.element) }
            .map(\.element)
    }

    /// The contact that the two are already, for whoever goes back to the page or presses twice.
    private func one(_ form: Form) async throws -> Response? {
        guard let keep = MemberID(form["keep"]), let gone = MemberID(form["gone"]) else {
            return nil
        }
        let kept = try await backend.chapter.read { db in
            let ends = [try db.keptContact(of: keep) ?? keep, try db.keptContact(of: gone) ?? gone]
            return ends[0] == ends[1] && keep != gone ? ends[0] : nil
        }
        return kept.map { .seeOther(Notice.after("person_merged_before", at: "/people/\($0)")) }
    }

    private func act(_ keep: MemberID, _ gone: MemberID, _ form: Form) async throws
        -> MergeContacts
    {
        var choices: [PersonField: MergeSide] = [:]
        for field in PersonField.allCases {
            choices[field] = MergeSide(rawValue: form["take_\(field.rawValue)"])
        }
        var ownFields: [String: MergeSide] = [:]
        for field in try await backend.chapter.read({ db in try OwnField.all(in: db) }) {
            ownFields[field.code] = MergeSide(rawValue: form["own_\(field.code)"])
        }
        let why = form["why"]
        return MergeContacts(
            keep: keep, gone: gone, choices: choices, ownFields: ownFields,
            expected: [
                keep: Int(form["keepVersion"]) ?? 0, gone: Int(form["goneVersion"]) ?? 0,
            ], why: why.isEmpty ? nil : why)
    }

    /// The page of two contacts.
    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> MergePage
    {
        let ids = chosen(form)
        guard ids.count > 1 else {
            throw Refusal.invalid("id", "Choose two contacts or more to merge.")
        }
        let (words, viewer) = (context.words, context.viewer)
        let preview = try await backend.chapter.mergePreview(
            keep: ids[0], gone: ids[1], for: viewer
        ).get()
        let ownFields = try await backend.chapter.read { db in try OwnField.all(in: db) }
        let frame = try await backend.frame(
            words.say("duplicates_merge_title"), part: "people", context)
        return MergePage(
            frame, words, preview, ownFields, form: form, problems: problems)
    }
}
