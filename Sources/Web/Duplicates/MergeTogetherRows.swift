import Chapter

/// The rows of a page of contacts side by side: what has to be chosen, and what is kept from all.
struct MergeTogetherRows {
    typealias Choice = MergeTogetherPage.Choice
    typealias Row = MergeTogetherPage.Row
    typealias Texts = MergeTogetherPage.Texts

    let preview: MergeTogetherPreview
    let form: Form
    let words: Wording

    private var records: [MemberRecord] { preview.columns.map(\.record) }

    /// The fields that have one value, where not all say the same.
    func choices(_ ownFields: [OwnField]) -> [Row<Choice>] {
        var rows: [Row<Choice>] = []
        for line in preview.fields where line.field != .kind && differs(line.values) {
            let column = line.field.rawValue
            rows.append(
                row(
                    "take_\(column)", words.field(column),
                    line.values.mapValues { words.value($0, of: column) }, line.suggested,
                    or: words.say("duplicates_nothing")))
        }
        for field in ownFields where !field.isMany {
            let values = self.values(of: field)
            let saying = records.map(\.memberID).filter { values[$0] != nil }
            guard Set(values.values).count > 1, let first = saying.first else { continue }
            rows.append(
                row(
                    "own_\(field.code)", field.name, values.mapValues { text(of: $0) },
                    saying.contains(preview.keep) ? preview.keep : first, or: nil))
        }
        return rows
    }

    /// What is kept from all, and the fields of which all say the same.
    func lines(_ ownFields: [OwnField]) -> [Row<Texts>] {
        var lines: [Row<Texts>] = []
        func add(_ name: String, _ texts: [[String]]) {
            guard texts.contains(where: { !$0.isEmpty }) else { return }
            lines.append(
                Row(name: name, differs: false, cells: texts.map { Texts(texts: $0) }))
        }
        for detail in MergePage.details(words) { add(detail.name, records.map(detail.of)) }
        for field in ownFields {
            let values = self.values(of: field)
            guard field.isMany || Set(values.values).count == 1 else { continue }
            add(
                field.name,
                records.map { record in
                    (values[record.memberID] ?? []).map { text(of: [$0]) }
                })
        }
        for line in preview.fields where line.field != .kind && !differs(line.values) {
            let column = line.field.rawValue
            add(
                words.field(column),
                records.map { record in
                    line.values[record.memberID].map { [words.value($0, of: column)] } ?? []
                })
        }
        return lines
    }

    /// Whether not all say the same, or some say nothing.
    private func differs(_ values: [MemberID: String]) -> Bool {
        values.count < records.count || Set(values.values).count > 1
    }

    private func values(of field: OwnField) -> [MemberID: [String]] {
        var values: [MemberID: [String]] = [:]
        for record in records { values[record.memberID] = record.ownFields[field.code] }
        return values
    }

    private func text(of values: [String]) -> String {
        values.map { words.value("\n\($0)", of: "own field") }.joined(separator: ", ")
    }

    /// A row of which one cell is chosen: what was sent, or what is suggested.
    ///
    /// `nothing` is what stands for no value that can be chosen; nil where a value stays anyway.
    private func row(
        _ input: String, _ name: String, _ texts: [MemberID: String], _ suggested: MemberID,
        or nothing: String?
    ) -> Row<Choice> {
        let chosen = sent(input, texts, mayBeNothing: nothing != nil) ?? suggested
        return Row(
            name: name, differs: Set(texts.values).count > 1,
            cells: records.map { record in
                let id = record.memberID
                return Choice(
                    input: input, legend: name, id: id.description, whose: record.name,
                    text: texts[id] ?? nothing, isChosen: id == chosen,
                    isOther: texts[id] != nil && texts[id] != texts[preview.keep])
            })
    }

    /// What was chosen before.
    ///
    /// What stood at the one who was kept until now follows whoever is from now on.
    private func sent(_ input: String, _ texts: [MemberID: String], mayBeNothing: Bool)
        -> MemberID?
    {
        let shown = form["do"] == "look" ? MemberID(form["shown"]) : nil
        guard let id = MemberID(form[input]), id != shown || id == preview.keep,
            records.contains(where: { $0.memberID == id }),
            mayBeNothing || texts[id] != nil
        else { return nil }
        return id
    }
}
