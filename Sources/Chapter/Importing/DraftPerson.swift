import GRDB

/// A person as one row of a list describes them.
struct DraftPerson: Sendable {
    /// The row.
    let row: Int
    /// The number in this chapter that the row names.
    var number: MemberID?
    /// The chapter's own fields that the list has a column for, by code.
    var asked: [String] = []
    /// The fields of every chapter that the list has a column for.
    var builtIns: Set<BuiltInField> = []
    /// What is said once.
    var values: [PersonField: String] = [:]
    /// What can be said several times.
    var details: [Detail: [DetailRow]] = [:]
    /// Where they work, and what they are there.
    var ties: [DraftTie] = []
    /// Periods of membership.
    var periods: [MembershipPeriod] = []
    /// Wishes, and values as `freely` names them, of which a column says something that a person
    /// has chosen for it: only these may become less strict than they are.
    var freely: Set<String> = []
    /// Notes about them.
    var notes: [SaidText] = []

    var name: String { values[.name] ?? "" }

    func rows(_ detail: Detail) -> [DetailRow] { details[detail] ?? [] }

    /// How a value is named of which the list itself says whether it can be used.
    static func freely(_ row: DetailRow) -> String { "\(row.detail.rawValue)\n\(row.key)" }

    /// Finds whom and what the values of these fields name; what nobody can tell is refused.
    mutating func findLinks(_ fields: [OwnField], in db: Database) throws {
        guard !fields.isEmpty, let rows = details[.ownField] else { return }
        details[.ownField] = try rows.map { row in
            guard let field = fields.first(where: { $0.code == row.cells[0] }) else { return row }
            let value = try LinkNamed(field: field).value(row.cells[1], in: db)
            return DetailRow(.ownField, [field.code, value])
        }
    }
}

/// A value without white space at its ends and without the apostrophe that our export puts before
/// what a spreadsheet could take for a formula.
func unguarded(_ cell: String) -> String {
    let bytes = cell.utf8
    if let first = bytes.first, let last = bytes.last, first > 39, first < 0x80, last > 32,
        last < 0x80
    {
        return cell
    }
    let text = cell.drop { $0.isWhitespace }
    let end = text.lastIndex { !$0.isWhitespace }
    let value = end.map { text[...$0] } ?? ""
    let scalars = value.unicodeScalars
    if scalars.first == "'", let sign = scalars.first(where: { $0 != "'" }),
        "=+-@".unicodeScalars.contains(sign)
    {
        return String(String.UnicodeScalarView(scalars.dropFirst()))
    }
    return String(value)
}
