import Chapter
import Hummingbird

/// Merging two contacts, looking at a merge, and taking it back.
struct MergePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/merge", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
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
                let rest = form.all("then")
                if let next = rest.first {
                    let more = rest.dropFirst().map { "&then=\($0)" }.joined()
                    return .seeOther("/people/merge?keep=\(keep)&gone=\(next)\(more)")
                }
                return .seeOther(
                    Notice.after("person_merged", at: "/people/\(keep)", undo: "\(merged.id)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .conflict)
            }
        }
        pages.get("people/merges/:merge", .managePeople) { _, context in
            try backend.kit.show(try await report(context))
        }
        pages.post("people/merges/:merge/undo", .managePeople) { _, context in
            let id = try context.id("merge", "merge", { Int64($0) })
            do {
                _ = try await backend.perform(UndoMerge(id), context)
                return .seeOther("/people/merges/\(id)")
            } catch let refusal as Refusal where refusal.code == .conflict {
                let page = try await report(context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .conflict)
            }
        }
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

    /// The page of two contacts: `keep` and `gone`, or the chosen of a list, which come one after
    /// the other.
    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> MergePage
    {
        var ids = [form["keep"], form["gone"]].compactMap { MemberID($0) }
        ids += (form.all("id") + form.all("then")).compactMap { MemberID($0) }
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
            frame, words, preview, ownFields, form: form, then: Array(ids.dropFirst(2)),
            problems: problems)
    }

    private func report(_ context: Context, _ problems: [Problem] = []) async throws
        -> MergeReportPage
    {
        let id = try context.id("merge", "merge", { Int64($0) })
        let (words, viewer) = (context.words, context.viewer)
        let report = try await backend.chapter.read { db in
            try MergeReport.read(id, in: db, for: viewer)
        }.get()
        var frame = try await backend.frame(
            words.say("duplicates_merge_of", ["name": report.keptName]), part: "people", context)
        frame.isNarrow = true
        return MergeReportPage(frame, words, report, problems)
    }
}
