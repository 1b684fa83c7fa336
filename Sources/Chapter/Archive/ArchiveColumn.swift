/// A column of a list in an archive.
struct ArchiveColumn: Sendable {
    /// What its values look like.
    enum Form: Hashable, Sendable {
        /// The row's own number, from 1.
        case number
        /// The number of something in another list.
        case thing(ArchiveThing)
        /// One line of text.
        case line
        /// Text of several lines.
        case text
        /// A whole number.
        case count
        /// yes or no.
        case yesNo
        /// A day: 2026-05-01.
        case day
        /// A day of every year: 05-01.
        case yearDay
        /// A moment in UTC: 2026-05-01T12:00:00.000Z.
        case moment
        /// Degrees: -12.345678.
        case degrees
        /// Points, longitude first: -9.139337 38.722252, -9.139338 38.722253.
        case shape
        /// Who did it: the number of a contact, operator, visitor or gone.
        case actor
        /// The code of an own field.
        case code
        /// A value of the own field whose code stands before it.
        case ownValue
        /// A value in the history of contacts, of the field that stands before it.
        case changed
        /// A value in the history of an interaction, of the field that stands before it.
        case interactionValue
        /// A value in the history of an object.
        case objectValue
        /// A value in the history of an agreement, of the field that stands before it.
        case agreementValue
        /// What else an interaction is about: which kind of thing.
        case subjectKind
        /// The number of what it is about.
        case subject
        /// The conditions of a search.
        case query
        /// The name of a file in the archive.
        case file
    }

    /// What an empty cell means.
    enum Lack: Sendable {
        /// There is no value.
        case nothing
        /// The value is an empty text.
        case empty
        /// It must not be.
        case refused
    }

    /// What stands above it.
    let name: String
    /// The column of the table.
    let source: String
    /// What its values look like.
    let form: Form
    /// What an empty cell means.
    let lack: Lack
    /// Whether archives of the same version were written before there was such a column.
    private(set) var isLater = false

    init(_ name: String, _ source: String, _ form: Form, _ lack: Lack = .nothing) {
        self.name = name
        self.source = source
        self.form = form
        self.lack = lack
    }

    /// A column whose name is that of the table's, with spaces, and that always has a value.
    static func needed(_ source: String, _ form: Form, as name: String? = nil) -> ArchiveColumn {
        ArchiveColumn(name ?? source.replacing("_", with: " "), source, form, .refused)
    }

    /// A column whose name is that of the table's, with spaces, and that may have no value.
    static func optional(_ source: String, _ form: Form, as name: String? = nil) -> ArchiveColumn {
        ArchiveColumn(name ?? source.replacing("_", with: " "), source, form, .nothing)
    }

    /// A text that may be empty.
    static func empty(_ source: String, _ form: Form, as name: String? = nil) -> ArchiveColumn {
        ArchiveColumn(name ?? source.replacing("_", with: " "), source, form, .empty)
    }

    /// The row's own number.
    static let number = ArchiveColumn("number", "id", .number, .refused)
    /// Why something was done and from where, in histories that did not always say so: where an
    /// archive lacks these columns, there is no value.
    static let reason = [optional("why", .text).later, optional("device", .line).later]

    /// The same column, which archives may lack that were written before there was one.
    var later: ArchiveColumn {
        var column = self
        column.isLater = true
        return column
    }

    /// Who wrote a row, and when.
    static func made(_ at: String, _ by: String) -> [ArchiveColumn] {
        [.needed(at, .moment), .needed(by, .actor)]
    }
}
