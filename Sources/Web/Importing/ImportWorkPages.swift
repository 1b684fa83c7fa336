import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// The pages that wait for the long work of importing, and stop it.
struct ImportWorkPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        for path in ["people/import/lists/:list", "people/import/:import"] {
            pages.get(RouterPath("\(path)/work"), .managePeople) { _, context in
                try await show(context)
            }
            pages.post(RouterPath("\(path)/stop"), .managePeople) { _, context in
                let back = back(context)
                backend.works[back + "/work"]?.stop()
                return .seeOther(back + "/work")
            }
        }
    }

    /// The page of the list or the import that the work is about.
    private func back(_ context: Context) -> String {
        if let list = context.parameters.get("list") { return "/people/import/lists/\(list)" }
        return "/people/import/\(context.parameters.get("import") ?? "")"
    }

    private func show(_ context: Context) async throws -> Response {
        let words = context.words
        let back = back(context)
        let address = back + "/work"
        guard let work = backend.works[address] else {
            // The process that worked has ended: all of it is kept, or nothing.
            return .seeOther(Notice.after("import_cut_off", at: back))
        }
        if case .failed(let request)? = work.outcome {
            backend.works.forget(address)
            throw ImportFailure(sentence: words.say("error_fault", ["request": request])).error
        }
        guard work.outcome == nil else {
            return ImportWork(backend: backend).after(work, at: address, back: back)
        }
        let progress = work.progress
        let phase = progress.phase.isEmpty ? "waiting" : progress.phase
        let title = words.say("import_work_\(phase)")
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let isUndoing = phase == "undoing"
        let percent =
            progress.total > 0
            ? (Double(progress.done) / Double(progress.total))
                .formatted(.percent.precision(.fractionLength(0)).locale(words.locale)) : nil
        let part = ProgressPart(
            work, at: backend.clock(), counted: percent, label: title,
            kept: words.say(isUndoing ? "import_kept_undoing" : "import_kept"),
            stop: back + "/stop",
            stopLabel: words.say(isUndoing ? "import_stop_undoing" : "import_stop"),
            address: address, words)
        return try backend.kit.showProgress(
            ImportWorkPage(
                frame: frame, t: words, steps: ImportSteps(at: isUndoing ? 3 : 2, words),
                progress: part))
    }
}

/// The page that waits for long work.
struct ImportWorkPage: Page {
    static let template = "importing-work"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
    let progress: ProgressPart
}

/// Work that failed; the log says why.
private struct ImportFailure {
    let sentence: String
    var error: HTTPError { HTTPError(.internalServerError, message: sentence) }
}
