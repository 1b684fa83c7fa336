import Chapter

/// What a merge did, and what stayed when it was taken back.
struct MergeReportPage: Page {
    static let template = "duplicates-report"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let sentence: String
    let why: String?
    let keptName: String
    let kept: String
    let goneName: String
    let gone: String
    let undone: String?
    let undo: String?
    let moved: [String]
    let hasMoved: Bool
    let stayed: [String]
    let hasStayed: Bool
}

extension MergeReportPage {
    init(_ frame: Frame, _ words: Wording, _ report: MergeReport, _ problems: [Problem]) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = words.say("duplicates_merge_of", ["name": report.keptName])
        sentence = words.merged(report, gone: report.goneName)
        why = report.why
        keptName = report.keptName
        kept = "/people/\(report.kept)"
        goneName = report.goneName
        gone = "/people/\(report.gone)"
        undone = report.undoneAt.map {
            words.say("duplicates_undone_on", ["day": words.moment($0)])
        }
        undo = report.undoneAt == nil ? "/people/merges/\(report.id)/undo" : nil
        moved = report.moved.map { words.moved($0) }
        hasMoved = !moved.isEmpty
        stayed = words.stayed(report)
        hasStayed = !stayed.isEmpty
    }
}

extension Wording {
    /// Who was merged with whom, by whom and when; `gone` names all who went at once.
    func merged(_ report: MergeReport, gone: String) -> String {
        say(
            "duplicates_merged_on",
            [
                "actor": report.actorName, "gone": gone, "kept": report.keptName,
                "day": moment(report.at),
            ])
    }

    /// What stayed as it is when a merge was taken back, and why.
    func stayed(_ report: MergeReport) -> [String] {
        let changed = report.stayed.map { stayed in
            let what =
                stayed.table == "member"
                ? say("duplicates_stayed_record") : moved(stayed.table, stayed.count)
            let why = say("duplicates_stayed_\(stayed.why.replacing(" ", with: "_"))")
            return "\(what): \(why)"
        }
        let newer = report.newer.map { count in
            "\(moved(count)): \(say("duplicates_stayed_newer", ["name": report.keptName]))"
        }
        return changed + newer
    }
}
