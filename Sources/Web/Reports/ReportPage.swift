import Chapter
import Foundation

/// The people of a list, counted: as a table, as a picture, each number with its list behind it.
struct ReportPage: Page {
    /// A heading of a column, or the last one of a row.
    struct Heading: Sendable {
        let name: String
    }

    /// One number; with an address it opens its list.
    struct Cell: Sendable {
        let text: String
        let address: String?
    }

    /// A row of the table.
    struct Row: Sendable {
        let name: String
        let cells: [Cell]
        let total: Cell
    }

    static let template = "reports-report"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let who: String
    let listAddress: String
    let hidden: [HiddenField]
    /// By what it is counted, for a form that carries it along.
    let asking: [HiddenField]
    let choices: [Choice]
    let caption: String
    let rowsName: String
    let headings: [Heading]
    let totalName: String
    let rows: [Row]
    let totals: [Cell]
    let all: Cell
    let isEmpty: Bool
    let notes: [String]
    let bars: [BarChart]
    let fileAddress: String
    /// The reports that are kept; none where there is none.
    var kept: KeptReportsPart?
    /// The form that keeps this one.
    var keep: KeepingReport?
    var problems: Problems
}

/// What a report is asked for: the list, and what it is counted by.
struct ReportQuery: Sendable {
    let people: PeopleQuery
    let by: ReportBy
    let across: ReportBy?
    let measure: Report.Measure

    init(_ form: Form) {
        people = PeopleQuery(form)
        by = ReportBy(form["by"]) ?? .status
        let across = ReportBy(form["across"])
        self.across = across == by ? nil : across
        measure = Report.Measure(rawValue: form["count"]) ?? .people
    }

    /// What opens a report that is kept.
    init(_ kept: KeptReport) {
        people = PeopleQuery(finding: kept.choices.query)
        by = kept.choices.by
        across = kept.choices.across
        measure = kept.choices.measure
    }

    /// What is kept of it: the list as conditions, so that it is found anew each time.
    var choices: ReportChoices {
        ReportChoices(people.asConditions, by: by, across: across, measure: measure)
    }

    /// The address of the page.
    var address: String { people.address("/reports", more) }

    /// The pairs besides those of the list.
    var more: [(String, String)] {
        [("by", by.code)] + (across.map { [("across", $0.code)] } ?? [])
            + (measure == .people ? [] : [("count", measure.rawValue)])
    }
}

extension ReportPage {
    /// So many bars are in the picture.
    private static let barsAtMost = 12

    init(
        _ frame: Frame, _ asked: ReportQuery, _ table: ReportTable, _ names: SearchNames,
        _ viewer: Viewer, _ words: Wording
    ) {
        self.frame = frame
        t = words
        tabs = PeopleTabs(.reports, viewer, words)
        who = words.listed(asked.people, names)
        listAddress = asked.people.address("/people")
        hidden = asked.people.hidden()
        choices = Self.choices(asked, names, words)
        let text = ReportText(table, asked, names, words)
        caption = text.caption
        rowsName = words.reportBy(asked.by, names)
        totalName = words.say("report_all")
        let columns = Array(table.columns.prefix(Report.columnsAtMost))
        headings = columns.map { Heading(name: text.name($0, asked.across)) }
        let shown = table.rows.prefix(Report.rowsAtMost)
        rows = zip(shown, table.cells).map { row, cells in
            Row(
                name: text.name(row, asked.by),
                cells: zip(columns, cells).map { column, cell in
                    text.cell(cell, row.conditions + column.conditions)
                }, total: text.cell(row.total, row.conditions))
        }
        totals = columns.map { text.cell($0.total, $0.conditions) }
        all = text.cell(table.all, [])
        isEmpty = table.all.people == 0
        notes = text.notes
        let groups = shown.prefix(Self.barsAtMost).map { row in
            BarChart.Group(
                name: String(text.name(row, asked.by).prefix(10)),
                wholeName: text.name(row, asked.by), value: text.whole(row.total),
                address: asked.people.and(row.conditions).address("/people"))
        }
        let chart = BarChart(
            groups, label: caption,
            headings: (
                group: rowsName, value: words.say("report_\(asked.measure.rawValue)"), less: nil
            ),
            words)
        bars = table.all.people == 0 ? [] : [chart].compactMap { $0 }
        fileAddress = asked.people.address("/reports/table.csv", asked.more)
        asking = asked.more.map { HiddenField(name: $0.0, value: $0.1) }
        problems = Problems([], words)
    }

    private static func choices(_ asked: ReportQuery, _ names: SearchNames, _ words: Wording)
        -> [Choice]
    {
        let kinds = names.thingKinds.compactMap { Int64($0.of) }.map { ReportBy.thing($0) }
        let things =
            ReportBy.usual + kinds + names.ownFields.map { ReportBy.ownField($0.code) }
        let options = things.map { (value: $0.code, name: words.reportBy($0, names)) }
        return [
            Choice("by", label: words.say("report_rows"), options, chosen: asked.by.code),
            Choice(
                "across", label: words.say("report_columns"),
                [(value: "", name: words.say("report_no_columns"))] + options,
                chosen: asked.across?.code ?? ""),
            Choice(
                "count", label: words.say("report_count"),
                Report.Measure.allCases.map {
                    (value: $0.rawValue, name: words.say("report_\($0.rawValue)"))
                }, chosen: asked.measure.rawValue),
        ]
    }
}
