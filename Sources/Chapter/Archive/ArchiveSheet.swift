/// One list of an archive: the rows of one table, or those that are taken of it.
struct ArchiveSheet: Sendable {
    /// Makes the row fit for the table, or refuses it; says whether it is to be written.
    typealias Check = @Sendable (inout ArchiveRow, ArchiveTarget) throws -> Bool

    /// The name of the list; its file is this and `.csv`.
    let name: String
    /// What it is, in English and in Spanish.
    let title: ArchiveWords
    /// The table.
    let table: String
    /// What is numbered by it.
    var thing: ArchiveThing?
    /// The columns in their order.
    let columns: [ArchiveColumn]
    /// Columns of the table that follow from the others.
    var derived: [String] = []
    /// What else the rows are read together with, in SQL.
    var join = ""
    /// Which rows are taken, as a condition in SQL.
    var which = "true"
    /// In which order, the same for the same content.
    var order = "id"
    /// Rows that a chapter has from its beginning, as a condition in SQL: any other rows of the
    /// table keep an archive from being read.
    var mayBeThere = "false"
    /// Whether archives of the same version were written before there was such a list.
    var isLater = false
    /// How many bytes one cell may have.
    var cellBytes = ArchiveLimits.cellBytes
    /// Makes a row fit for the table.
    var check: Check = { _, _ in true }

    /// The file in the archive.
    var file: String { name + ".csv" }

    /// Every list, each after those that it speaks of.
    static let all: [ArchiveSheet] =
        own + places + contacts + belonging + memberships + meetings + agreements + searches
        + timeline + tags + decisions + [history]

    /// The same as people are shown them: contacts first.
    static let shown =
        contacts + all.filter { sheet in !contacts.contains { $0.name == sheet.name } }

    /// The list with this file.
    static func of(_ file: String) -> ArchiveSheet? { all.first { $0.file == file } }
}

/// A text in both languages, for whoever finds the archive in years to come.
public struct ArchiveWords: Hashable, Sendable {
    /// In English.
    public let english: String
    /// In Spanish.
    public let spanish: String

    init(_ english: String, _ spanish: String) {
        self.english = english
        self.spanish = spanish
    }
}
