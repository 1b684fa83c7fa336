import Chapter

/// What a list of things would do, or has done.
struct ObjectImportPage: Page {
    /// How many rows have an outcome, with the list of them.
    struct Figure: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    /// A row.
    struct Row: Sendable {
        /// A field that it changes.
        struct Change: Sendable {
            let field: String
            let old: String?
            let new: String
        }

        let row: String
        let name: String
        /// The page of the thing.
        let address: String?
        let changes: [Change]
        /// What happens in words, where no field is to be named.
        let says: String?
        /// What undoing has kept, and why.
        let kept: [String]
    }

    static let template = "objects-imported"
    let frame: Frame
    let t: Wording
    let title: String
    let kind: String
    let back: String
    let address: String
    let state: String
    let isGood: Bool
    let unused: String?
    let figures: [Figure]
    let lastColumn: String
    let rows: [Row]
    let hasRows: Bool
    let next: String?
    let isWaiting: Bool
    let mayApply: Bool
    let mayUndo: Bool

    init(
        _ frame: Frame, _ words: Wording, _ list: ObjectImport, _ kind: String,
        _ found: [ObjectImport.Row], shown: String
    ) {
        self.frame = frame
        t = words
        title = list.file
        self.kind = kind
        back = "/objects/kinds/\(list.type)/import"
        address = list.address
        isWaiting = list.state == .waiting
        state =
            list.state == .undone && list.kept > 0
            ? words.count("objects_import_undone_kept", list.kept)
            : words.say("objects_import_\(list.state.rawValue)")
        isGood = list.state == .applied
        unused =
            list.unused.isEmpty
            ? nil : words.say("objects_import_unused", ["columns": words.list(list.unused)])
        let effect = (list.counts[.new] ?? 0) + (list.counts[.changed] ?? 0)
        mayApply = isWaiting && effect > 0
        mayUndo = list.state == .applied && effect > 0
        let address = list.address
        var figures = [
            Figure(
                name: words.say("objects_import_all"), address: address, isHere: shown.isEmpty)
        ]
        for outcome in ObjectImport.Outcome.allCases {
            guard let count = list.counts[outcome] else { continue }
            figures.append(
                Figure(
                    name: words.say("objects_import_\(outcome.rawValue)")
                        + " (\(words.number(count)))",
                    address: "\(address)?show=\(outcome.rawValue)",
                    isHere: shown == outcome.rawValue))
        }
        if list.kept > 0 {
            figures.append(
                Figure(
                    name: words.say("objects_import_kept") + " (\(words.number(list.kept)))",
                    address: "\(address)?show=kept", isHere: shown == "kept"))
        }
        self.figures = figures
        lastColumn = words.say(isWaiting ? "objects_import_what" : "objects_import_happened")
        let page = found.prefix(ObjectImport.page)
        rows = page.map { Row($0, words) }
        hasRows = !rows.isEmpty
        next =
            found.count > page.count
            ? page.last.map { row in
                "\(address)?" + (shown.isEmpty ? "" : "show=\(shown.forQuery)&")
                    + "after=\(row.row)"
            } : nil
    }
}

extension ObjectImportPage.Row {
    init(_ row: ObjectImport.Row, _ words: Wording) {
        self.row = words.number(row.row)
        name = row.name
        address = row.object.map { "/objects/\($0)" }
        changes = row.changes.map { change in
            let isBuiltIn = change.code == nil
            return Change(
                field: isBuiltIn ? words.say("objects_field_\(change.field)") : change.field,
                old: change.old, new: change.new)
        }
        says =
            switch row.outcome {
            case .left: row.reason.map { words.sentence($0) }
            case .new: words.say("objects_import_new_row")
            case .same: words.say("objects_import_same_row")
            case .changed: nil
            }
        kept = row.kept?.split(separator: "\n").map { words.sentence(String($0)) } ?? []
    }
}
