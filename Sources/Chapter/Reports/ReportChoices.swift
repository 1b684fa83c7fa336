/// What a report is about: which list, by what it is counted, and what stands in its cells.
public struct ReportChoices: Hashable, Sendable {
    /// The list.
    public var query: SearchQuery
    /// What the rows are.
    public var by: ReportBy
    /// What the columns are; nil for a single one.
    public var across: ReportBy?
    /// What stands in the cells.
    public var measure: Report.Measure

    /// These choices; rows and columns by the same are rows alone.
    public init(
        _ query: SearchQuery, by: ReportBy, across: ReportBy? = nil,
        measure: Report.Measure = .people
    ) {
        self.query = query
        self.by = by
        self.across = across == by ? nil : across
        self.measure = measure
    }
}

extension ReportBy {
    /// As the table keeps it: the kind of things apart, so that it can be told by the schema.
    var stored: (what: String, kind: Int64?) {
        if case .thing(let kind) = self { ("thing", kind) } else { (code, nil) }
    }

    /// Reads what the table keeps; nil for nothing and for what is none.
    init?(stored what: String?, kind: Int64?) {
        guard let what, (what == "thing") == (kind != nil) else { return nil }
        self.init(kind.map { "thing:\($0)" } ?? what)
    }
}
