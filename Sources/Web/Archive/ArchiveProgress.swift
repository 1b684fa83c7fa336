import Foundation
import Hummingbird

/// The page that waits while an archive is written or read.
struct ArchiveProgress {
    let backend: Backend
    /// The address of the page.
    let address: String
    /// Where “Stop” posts to.
    let stop: String
    /// What is being done.
    let title: String
    /// What is kept when it is stopped.
    let kept: String

    func show(_ work: Work, _ context: Context) async throws -> Response {
        let words = context.words
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let progress = work.progress
        let percent =
            progress.total > 0
            ? (Double(progress.done) / Double(progress.total))
                .formatted(.percent.precision(.fractionLength(0)).locale(words.locale)) : nil
        return try backend.kit.showProgress(
            ArchiveProgressPage(
                frame: frame, t: words,
                progress: ProgressPart(
                    work, at: backend.clock(), counted: percent, label: title, kept: kept,
                    stop: stop, stopLabel: words.say("import_stop"), address: address, words)))
    }
}

/// The page that waits.
struct ArchiveProgressPage: Page {
    static let template = "archive-progress"
    let frame: Frame
    let t: Wording
    let progress: ProgressPart
}
