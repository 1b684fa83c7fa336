import Chapter
import Hummingbird

/// Merging several contacts at once, side by side.
struct MergeTogetherPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.post("people/merge/together", .managePeople) { request, context in
            let form = try await request.form(context)
            let ids = form.all("id").compactMap { MemberID($0) }
            guard let keep = MemberID(form["keep"]), ids.contains(keep) else {
                throw Refusal.notFound("person")
            }
            let ends = try await ends(of: ids)
            guard ends == ids else {
                // Pressed twice, or merged by somebody else: the page goes on from there.
                return .seeOther("/people/merge?" + ids.map { "id=\($0)" }.joined(separator: "&"))
            }
            let then = form.all("then").compactMap { MemberID($0) }
            guard form["do"] != "look" else {
                return try backend.kit.show(try await page(ids, then: then, form, context))
            }
            do {
                let merged = try await backend.perform(
                    try await act(keep, ids.filter { $0 != keep }, form), context)
                guard then.isEmpty else {
                    let more = then.map { "&id=\($0)" }.joined()
                    return .seeOther("/people/merge?keep=\(keep)\(more)")
                }
                return .seeOther(
                    Notice.after(
                        "people_merged", at: "/people/\(keep)", undo: "\(merged.ids[0])"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let problem = Problem(refusal, context.words)
                return try backend.kit.show(
                    try await page(ids, then: then, form, context, [problem]), status: .conflict)
            }
        }
    }

    /// The page of those who were chosen in a list: as many as can be merged at once, and the rest
    /// afterwards.
    ///
    /// Whoever was merged meanwhile is looked for where they are now.
    func show(_ chosen: [MemberID], _ form: Form, _ context: Context) async throws -> Response {
        let ids = try await ends(of: chosen)
        guard ids.count > 1 else { return one(ids[0]) }
        guard ids.count > 2 else {
            return .seeOther("/people/merge?keep=\(ids[0])&gone=\(ids[1])")
        }
        return try backend.kit.show(
            try await page(
                Array(ids.prefix(MergeTogether.largest)),
                then: Array(ids.dropFirst(MergeTogether.largest)), form, context))
    }

    private func one(_ kept: MemberID) -> Response {
        .seeOther(Notice.after("people_merged_before", at: "/people/\(kept)"))
    }

    /// The contacts that these are now, each once.
    private func ends(of ids: [MemberID]) async throws -> [MemberID] {
        try await backend.chapter.read { db in
            try ids.reduce(into: [MemberID]()) { ends, id in
                let end = try db.keptContact(of: id) ?? id
                if !ends.contains(end) { ends.append(end) }
            }
        }
    }

    private func act(_ keep: MemberID, _ others: [MemberID], _ form: Form) async throws
        -> MergeTogether
    {
        var choices: [PersonField: MemberID] = [:]
        for field in PersonField.allCases {
            choices[field] = MemberID(form["take_\(field.rawValue)"])
        }
        var ownFields: [String: MemberID] = [:]
        for field in try await backend.chapter.read({ db in try OwnField.all(in: db) }) {
            ownFields[field.code] = MemberID(form["own_\(field.code)"])
        }
        var expected: [MemberID: Int] = [:]
        for id in others + [keep] { expected[id] = Int(form["version_\(id)"]) ?? 0 }
        let why = form["why"]
        return MergeTogether(
            keep: keep, others: others, choices: choices, ownFields: ownFields,
            expected: expected, why: why.isEmpty ? nil : why)
    }

    private func page(
        _ ids: [MemberID], then: [MemberID], _ form: Form, _ context: Context,
        _ problems: [Problem] = []
    ) async throws -> MergeTogetherPage {
        let (words, viewer) = (context.words, context.viewer)
        let keep = MemberID(form["keep"]).flatMap { ids.contains($0) ? $0 : nil }
        let preview = try await backend.chapter.mergeTogetherPreview(
            ids, keep: keep, for: viewer
        ).get()
        let ownFields = try await backend.chapter.read { db in try OwnField.all(in: db) }
        let frame = try await backend.frame(
            words.say("duplicates_together_title"), part: "people", context)
        return MergeTogetherPage(
            frame, words, preview, ownFields, form, then: then, problems: problems)
    }
}
