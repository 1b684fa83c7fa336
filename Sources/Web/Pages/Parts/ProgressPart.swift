import Federation
import HTTPTypes
import Hummingbird

/// How far long work is, for the partial `frame-progress`.
struct ProgressPart: Sendable {
    /// “318 of 485”, or percent; nil while there is nothing to count.
    let counted: String?
    /// “about 20 seconds left”; nil while that cannot be told.
    let left: String?
    /// What is done and how much there is, for the bar; nil while that is not known.
    let value: String?
    let total: String?
    /// What the bar means, for people who do not see it.
    let label: String
    /// What was kept so far, and what stopping would mean.
    let kept: String
    /// Where “Stop” posts to; nil for what cannot be stopped, or is stopping.
    let stop: String?
    /// What stopping is called.
    let stopLabel: String
    /// The address of this page, to look again.
    let address: String

    /// How many seconds a page waits before it looks again.
    static let pause = 2
    /// Before so many milliseconds nobody can tell how long it will take.
    private static let soonest: Int64 = 2000

    init(
        _ work: Work, at now: Timestamp, counted: String?, label: String, kept: String,
        stop: String?, stopLabel: String, address: String, _ words: Wording
    ) {
        let progress = work.progress
        let isKnown = progress.total > 0
        self.counted = counted
        value = isKnown ? String(progress.done) : nil
        total = isKnown ? String(progress.total) : nil
        self.label = label
        self.kept = work.isStopping ? words.say("progress_stopping") : kept
        self.stop = work.isStopping ? nil : stop
        self.stopLabel = stopLabel
        self.address = address
        let passed = now - work.began
        // After a twentieth the rest can be told from what it took.
        if isKnown, passed >= Self.soonest, progress.done * 20 >= progress.total {
            let rest = passed * Int64(progress.total - progress.done) / Int64(progress.done)
            let seconds = Int(rest / 1000)
            left =
                seconds < 60
                ? words.count("progress_seconds", max(1, seconds))
                : words.count("progress_minutes", (seconds + 59) / 60)
        } else {
            left = nil
        }
    }
}

extension PageKit {
    /// Shows a page with a `ProgressPart`, which looks again by itself.
    func showProgress(_ page: some Page) throws -> Response {
        var response = try show(page)
        if let refresh = HTTPField.Name("Refresh") {
            response.headers[refresh] = String(ProgressPart.pause)
        }
        return response
    }
}
