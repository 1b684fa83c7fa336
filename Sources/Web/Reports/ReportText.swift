import Chapter
import Foundation

/// The words and numbers of a report.
struct ReportText {
    let table: ReportTable
    let asked: ReportQuery
    let names: SearchNames
    let words: Wording

    init(_ table: ReportTable, _ asked: ReportQuery, _ names: SearchNames, _ words: Wording) {
        self.table = table
        self.asked = asked
        self.names = names
        self.words = words
    }

    var caption: String {
        words.reportCaption(asked.by, asked.across, asked.measure, names)
    }

    /// What has to be known to read it.
    var notes: [String] {
        var notes: [String] = []
        if asked.measure == .attendance {
            notes.append(words.count("report_attendance_what", Report.attendanceDays))
        }
        if asked.by.isSeveral || asked.across?.isSeveral == true {
            notes.append(words.say("report_several"))
        }
        let (rows, columns) = (table.rows.count, table.columns.count)
        if rows > Report.rowsAtMost {
            notes.append(
                words.say(
                    "report_more_rows",
                    ["shown": words.number(Report.rowsAtMost), "all": words.number(rows)]))
        }
        if columns > Report.columnsAtMost {
            notes.append(
                words.say(
                    "report_more_columns",
                    [
                        "shown": words.number(Report.columnsAtMost),
                        "all": words.number(columns),
                    ]))
        }
        return notes
    }

    /// A value as pages say it.
    func name(_ value: ReportTable.Value, _ by: ReportBy?) -> String {
        guard let name = value.name, let by else { return words.say("report_none") }
        switch by {
        case .status: return words.say("people_status_\(name)")
        case .kind: return words.say("find_kind_\(name)")
        case .language: return words.languageName(name)
        case .standing: return words.say("report_standing_\(name)")
        case .month, .quarter, .year, .age: return name
        case .ownField(let code):
            let kind = names.ownFields.first { $0.code == code }?.kind
            if kind == "yes or no" { return words.messages["people_\(name)"] ?? name }
            return kind == "day" ? words.day(name) : name
        default: return name
        }
    }

    /// The number of a cell, with the list behind it.
    func cell(_ cell: ReportTable.Cell, _ conditions: [SearchCondition]) -> ReportPage.Cell {
        let address =
            cell.people == 0
            ? nil
            : (conditions.isEmpty ? asked.people : asked.people.and(conditions)).address("/people")
        return ReportPage.Cell(text: number(cell), address: address)
    }

    func number(_ cell: ReportTable.Cell) -> String {
        switch asked.measure {
        case .people: words.number(cell.people)
        case .attendance:
            cell.average.map {
                $0.formatted(.number.precision(.fractionLength(1)).locale(words.locale))
            } ?? "–"
        }
    }

    /// The number for a bar, whole.
    func whole(_ cell: ReportTable.Cell) -> Int {
        switch asked.measure {
        case .people: cell.people
        case .attendance: Int((cell.average ?? 0).rounded())
        }
    }

    /// All of it as CSV, every row and every column.
    var file: String {
        var lines: [[String]] = [
            [words.reportBy(asked.by, names)]
                + table.columns.map { name($0, asked.across) } + [words.say("report_all")]
        ]
        for (row, cells) in zip(table.rows, table.cells) {
            lines.append(
                [name(row, asked.by)] + cells.map(plain) + [plain(row.total)])
        }
        lines.append(
            [words.say("report_all")] + table.columns.map { plain($0.total) } + [plain(table.all)])
        return lines.map(CSVText.line).joined()
    }

    private func plain(_ cell: ReportTable.Cell) -> String {
        switch asked.measure {
        case .people: "\(cell.people)"
        case .attendance: cell.average.map { "\(Double(Int($0 * 100)) / 100)" } ?? ""
        }
    }
}

extension Wording {
    /// What people are counted by.
    func reportBy(_ by: ReportBy, _ names: SearchNames) -> String {
        switch by {
        case .ownField(let code):
            names.ownFields.first { $0.code == code }?.name ?? say("find_gone")
        case .thing(let kind):
            names.thingKinds.first { $0.of == "\(kind)" }?.name ?? say("find_gone")
        default: say("report_by_\(by.code.lowercased())")
        }
    }

    /// What a report counts, and by what.
    func reportCaption(
        _ by: ReportBy, _ across: ReportBy?, _ measure: Report.Measure, _ names: SearchNames
    ) -> String {
        var values = [
            "what": say("report_\(measure.rawValue)"), "by": reportBy(by, names),
        ]
        guard let across else { return say("report_caption", values) }
        values["across"] = reportBy(across, names)
        return say("report_caption_two", values)
    }

    /// Who is in a list, as a sentence.
    func listed(_ query: PeopleQuery, _ names: SearchNames) -> String {
        let filters = PeopleFilters(query, LabelsInUse.none, names, self)
        let parts =
            filters.on.map { [$0.before, $0.value].filter { !$0.isEmpty }.joined(separator: " ") }
            + (query.search.isEmpty ? [] : ["“\(query.search)”"])
        return parts.isEmpty
            ? say("people_export_everybody") : "\(say("people_who")) \(list(parts))"
    }
}
