import Chapter

/// The reports that are kept, each with what it counts.
struct KeptReportsPart: Sendable {
    /// One of them.
    struct Report: Sendable {
        let id: String
        let version: String
        let name: String
        let nameLabel: String
        let removeLabel: String
        let address: String
        let caption: String
        let who: String
        let whose: String
        let isShared: Bool
    }

    let reports: [Report]

    /// Nil where none is kept.
    init?(_ kept: [KeptReport], _ names: SearchNames, _ words: Wording) {
        guard !kept.isEmpty else { return nil }
        let sentence = SearchSentence(names, words)
        reports = kept.map { report in
            let choices = report.choices
            return Report(
                id: "\(report.id)", version: "\(report.version)", name: report.name,
                nameLabel: words.say("report_name_of", ["name": report.name]),
                removeLabel: words.say("report_remove_name", ["name": report.name]),
                address: ReportQuery(report).address,
                caption: words.reportCaption(choices.by, choices.across, choices.measure, names),
                who: sentence.whole(choices.query),
                whose: words.whose(
                    isShared: report.isShared, report.owner, named: report.ownerName),
                isShared: report.isShared)
        }
    }
}

/// The form that keeps a report under a name.
struct KeepingReport: Sendable {
    let name: Field
    let isShared: Bool

    init(_ form: Form, _ problems: [Problem], _ words: Wording) {
        name = Field(
            "name", label: words.say("report_name"), value: form["name"],
            help: words.say("report_name_help"), isRequired: true, problems: problems)
        isShared = form["name"].isEmpty || form.isOn("shared")
    }
}
