import Chapter
import Federation
import Hummingbird

/// The long work of importing: comparing a list with the people, taking it in, taking it back.
struct ImportWork {
    let backend: Backend

    /// Compares a list with the people; leads to its preview, or to a page that waits for it.
    func stage(_ list: UploadedList, _ context: Context) async throws -> Response {
        let act = StageImport(
            backend.importFiles.source(list.id), fileName: list.file, plan: list.plan,
            list: list.id)
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
    ///
    /// The file of a list goes at once, unless rows of it were left out: they can be taken from it
    /// for a day.
    func apply(_ importID: Int64, confirmed: Set<String>, _ context: Context) async throws
        -> Response
    {
        let viewer = context.viewer
        return try await perform("applying", importID, context) { work in
            ApplyImport(importID, confirmed: confirmed) { try work.note("applying", $0, of: $1) }
        } then: { report, now in
            guard report.conflicting + report.failedCount == 0 else { return }
            let list = try await backend.chapter.read { db in
                try UploadedList.read(of: importID, in: db, for: viewer)
            }
            guard let list else { return }
            _ = try await backend.chapter.perform(DiscardList(list.id), as: viewer, at: now)
            backend.importFiles.remove(list.id)
        }
    }

    /// Takes an import back.
    func undo(_ importID: Int64, _ context: Context) async throws -> Response {
        try await perform("undoing", importID, context) { work in
            UndoImport(importID) { try work.note("undoing", $0, of: $1) }
        }
    }

    /// The page that waits says which phase it is from the beginning, before the first step is done.
    private func perform<A: Act>(
        _ phase: String, _ importID: Int64, _ context: Context,
        _ act: @Sendable @escaping (Work) -> A,
        then: @Sendable @escaping (A.Value, Timestamp) async throws -> Void = { _, _ in }
    ) async throws -> Response {
        let (chapter, viewer, now) = (backend.chapter, context.viewer, backend.clock())
        let origin = context.origin
        let page = "/people/import/\(importID)"
        let work = try await backend.works.begin(page + "/work", at: now, context) { work in
            try work.note(phase, 0, of: 0)
            switch try await chapter.perform(act(work), as: viewer, from: origin, at: now) {
            case .success(let value):
                try await then(value, now)
                return .success(page)
            case .failure(let refusal): return .failure(refusal)
            }
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
