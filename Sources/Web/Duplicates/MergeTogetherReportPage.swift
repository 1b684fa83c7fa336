import Chapter

/// What merges of several contacts at once did, and what stayed of those that were taken back.
struct MergeTogetherReportPage: Page {
    /// The merge of one of them.
    struct Part: Sendable {
        let name: String
        let address: String
        let undone: String?
        let moved: [String]
        let hasMoved: Bool
        let stayed: [String]
        let hasStayed: Bool
        /// Where it is taken back alone; nil where it has been.
        let undo: String?
    }

    static let template = "duplicates-report-together"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let sentence: String
    let why: String?
    let keptName: String
    let kept: String
    /// That all of them have been taken back.
    let undone: String?
    let parts: [Part]
    /// Where all that still hold are taken back; nil where none does.
    let undo: String?
    let undoLabel: String
}

extension MergeTogetherReportPage {
    init(_ frame: Frame, _ words: Wording, _ reports: [MergeReport], _ problems: [Problem]) {
        let first = reports[0]
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = words.say("duplicates_merge_of", ["name": first.keptName])
        sentence = words.merged(first, gone: words.list(reports.map(\.goneName)))
        why = first.why
        keptName = first.keptName
        kept = "/people/\(first.kept)"
        let left = reports.filter { $0.undoneAt == nil }
        undone = left.isEmpty ? words.say("duplicates_together_undone_all") : nil
        parts = reports.map { Part($0, words) }
        undo = left.isEmpty ? nil : "/people/merges/\(first.id)/undo-all"
        undoLabel = words.say(
            left.count == reports.count
                ? "duplicates_together_undo" : "duplicates_together_undo_rest")
    }
}

extension MergeTogetherReportPage.Part {
    fileprivate init(_ report: MergeReport, _ words: Wording) {
        name = report.goneName
        address = "/people/\(report.gone)"
        undone = report.undoneAt.map {
            words.say("duplicates_together_undone_on", ["day": words.moment($0)])
        }
        moved = report.moved.map { words.moved($0) }
        hasMoved = !moved.isEmpty
        stayed = words.stayed(report)
        hasStayed = !stayed.isEmpty
        undo = report.undoneAt == nil ? "/people/merges/\(report.id)/undo" : nil
    }
}
