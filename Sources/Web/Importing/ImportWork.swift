import Chapter
import Hummingbird

/// The long work of importing: comparing a list with the people, taking it in, taking it back.
struct ImportWork {
    let backend: Backend

    /// Compares a list with the people; leads to its preview, or to a page that waits for it.
    func stage(_ list: UploadedList, _ context: Context) async throws -> Response {
        let act = StageImport(
            backend.importFiles.source(list.id), fileName: list.file, mode: list.mode,
            columns: list.columns, settings: list.settings, list: list.id)
        let (chapter, viewer, now) = (backend.chapter, context.viewer, backend.clock())
        let work = try await backend.works.begin(list.work, at: now, context) { work in
            let report = try await act.run(in: chapter, as: viewer, at: now) { step in
                try work.note(step.phase.rawValue, step.done, of: step.total)
            }
            return report.map { "/people/import/\($0.importID)" }
        }
        return after(work, at: list.work, back: "/people/import/lists/\(list.id)")
    }

    /// Takes in what was staged.
    func apply(_ importID: Int64, _ context: Context) async throws -> Response {
        try await perform(importID, context) { work in
            ApplyImport(importID) { try work.note("applying", $0, of: $1) }
        }
    }

    /// Takes an import back.
    func undo(_ importID: Int64, _ context: Context) async throws -> Response {
        try await perform(importID, context) { work in
            UndoImport(importID) { try work.note("undoing", $0, of: $1) }
        }
    }

    private func perform<A: Act>(
        _ importID: Int64, _ context: Context, _ act: @Sendable @escaping (Work) -> A
    ) async throws -> Response {
        let (chapter, viewer, now) = (backend.chapter, context.viewer, backend.clock())
        let page = "/people/import/\(importID)"
        let work = try await backend.works.begin(page + "/work", at: now, context) { work in
            try await chapter.perform(act(work), as: viewer, at: now).map { _ in page }
        }
        return after(work, at: page + "/work", back: page)
    }

    /// Where the browser goes: to what came of the work, back, or to the page that waits.
    func after(_ work: Work, at address: String, back: String) -> Response {
        switch work.outcome {
        case nil, .failed?: .seeOther(address)
        case .done(let result)?: .seeOther(result)
        case .stopped?: .seeOther(Notice.after("import_stopped", at: back))
        case .refused?: .seeOther(back)
        }
    }
}
