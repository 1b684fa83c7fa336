import Chapter
import HTTPTypes
import Hummingbird

/// Looking at a merge, and taking it back.
struct MergeReportPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/merges/:merge", .managePeople) { _, context in
            try await show(context)
        }
        pages.post("people/merges/:merge/undo", .managePeople) { _, context in
            let id = try context.id("merge", "merge", { Int64($0) })
            return try await undo(UndoMerge(id), of: id, context)
        }
        pages.post("people/merges/:merge/undo-all", .managePeople) { _, context in
            let id = try context.id("merge", "merge", { Int64($0) })
            return try await undo(UndoMergeTogether(id), of: id, context)
        }
    }

    private func undo(_ act: some Act, of id: Int64, _ context: Context) async throws -> Response {
        do {
            _ = try await backend.perform(act, context)
            return .seeOther("/people/merges/\(id)")
        } catch let refusal as Refusal where refusal.code == .conflict {
            return try await show(context, [Problem(refusal, context.words)])
        }
    }

    /// The report of one merge, or of all that were done at once with it.
    private func show(_ context: Context, _ problems: [Problem] = []) async throws -> Response {
        let id = try context.id("merge", "merge", { Int64($0) })
        let (words, viewer) = (context.words, context.viewer)
        let reports = try await backend.chapter.read { db in
            try MergeReport.together(id, in: db, for: viewer)
        }.get()
        var frame = try await backend.frame(
            words.say("duplicates_merge_of", ["name": reports[0].keptName]), part: "people",
            context)
        frame.isNarrow = true
        let status: HTTPResponse.Status = problems.isEmpty ? .ok : .conflict
        guard reports.count > 1 else {
            return try backend.kit.show(
                MergeReportPage(frame, words, reports[0], problems), status: status)
        }
        return try backend.kit.show(
            MergeTogetherReportPage(frame, words, reports, problems), status: status)
    }
}
