import Chapter

/// What the columns of lists of people are called, and what stands in them, in words.
struct ColumnWords: Sendable {
    /// Columns to choose that belong together.
    struct Group: Sendable {
        let name: String
        let columns: [Column]
    }

    /// A column to choose.
    struct Column: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    let words: Wording
    private let fields: [OwnField]

    /// `fields` are the chapter's own fields of contacts, those that are retired included.
    init(_ fields: [OwnField], _ words: Wording) {
        self.fields = fields
        self.words = words
    }

    /// The heading of a column.
    func name(_ column: PeopleColumn) -> String {
        switch column {
        case .ownField(let code): field(code)?.name ?? code
        default: words.say("people_column_\(column.rawValue)")
        }
    }

    /// One value, as the page says it.
    func said(_ value: ColumnValue, in column: PeopleColumn) -> String {
        if let name = value.name { return name }
        if column == .roles, let role = Role(rawValue: value.text) {
            return words.say("role_\(role.key)")
        }
        if let field = column.field { return words.value(value.text, of: field.rawValue) }
        guard let field = column.ownField.flatMap(self.field) else { return value.text }
        return PersonFact.Value(value.text, of: field, words).text
    }

    /// Everything that can be chosen; a field that is retired only where it is chosen already.
    func groups(_ view: ListView) -> [Group] {
        func group(_ name: String, _ columns: [PeopleColumn]) -> Group {
            Group(
                name: words.say(name),
                columns: columns.map { column in
                    Column(
                        value: column.rawValue, name: self.name(column),
                        isChosen: view.columns.contains(column))
                })
        }
        let own = fields.filter { !$0.isRetired || view.columns.contains(.ownField($0.code)) }
            .map { PeopleColumn.ownField($0.code) }
        let groups = [
            group("people_columns_first", Array(PeopleColumn.builtIn.prefix(Self.first))),
            group("people_columns_record", Array(PeopleColumn.builtIn.dropFirst(Self.first))),
        ]
        return own.isEmpty ? groups : groups + [group("people_columns_own", own)]
    }

    /// So many of those that each chapter has stand first.
    private static let first = 7

    private func field(_ code: String) -> OwnField? { fields.first { $0.code == code } }
}
