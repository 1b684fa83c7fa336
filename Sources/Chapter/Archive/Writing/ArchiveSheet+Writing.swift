import Foundation
import GRDB

extension ArchiveSheet {
    /// What is read of the table, the columns first.
    var selectSQL: String {
        let sources = columns.map { $0.form == .file ? "NULL" : "\(table).\($0.source)" }
        return "SELECT \(sources.joined(separator: ", ")) FROM \(table) \(join) WHERE \(which) "
            + "ORDER BY \(order)"
    }

    /// How many rows are taken.
    func count(in db: Database) throws -> Int {
        try db.addFoldedNames()
        let sql = "SELECT count(*) FROM \(table) \(join) WHERE \(which)"
        return try Int.fetchOne(db, sql: sql) ?? 0
    }

    /// The cells of a row, the values of the columns as they come.
    func cells(_ row: Row, number: Int, from source: ArchiveSource) throws -> [String] {
        let words = ArchiveStoredRow(sheet: self, row: row)
        return try columns.enumerated().map { place, column in
            if column.form == .number { return String(number) }
            if column.form == .file {
                return ArchiveFileName.of(number: number, name: words.text("name") ?? "")
            }
            let value: DatabaseValue = row[place]
            if value.isNull { return "" }
            return try column.cell(value, words, from: source) ?? ""
        }
    }
}

/// A row as the table has it, by the names of its columns.
struct ArchiveStoredRow {
    let sheet: ArchiveSheet
    let row: Row

    func text(_ source: String) -> String? { value(source).flatMap(String.fromDatabaseValue) }

    func value(_ source: String) -> DatabaseValue? {
        sheet.columns.firstIndex { $0.source == source }.map { row[$0] }
    }
}

extension ArchiveColumn {
    /// A value as the archive writes it; nil where it names what is not in the archive.
    fileprivate func cell(
        _ value: DatabaseValue, _ row: ArchiveStoredRow, from source: ArchiveSource
    ) throws -> String? {
        let number = Int64.fromDatabaseValue(value)
        let text = String.fromDatabaseValue(value) ?? number.map { String($0) } ?? ""
        func field() -> String { row.text("field") ?? "" }
        switch form {
        case .thing(let thing): return source.number(value, thing).map { String($0) }
        case .yesNo: return number == 1 ? "yes" : "no"
        case .moment: return number.flatMap(ArchiveMoment.text)
        case .degrees: return number.map(ArchiveMoment.degrees)
        case .shape: return Data.fromDatabaseValue(value).map { ArchiveShape.text($0) }
        case .actor: return source.actor(text)
        case .ownValue:
            let linked = source.linked(code: row.text("field_code") ?? "")
            return linked.map { source.translated(text, $0) } ?? text
        case .changed:
            let isOfContact = row.value("member_id")?.isNull == false
            return try source.history(text, field: field(), isOfContact: isOfContact)
        case .interactionValue: return try source.interaction(text, field: field())
        case .agreementValue: return try source.agreement(text, field: field())
        case .objectValue where field() == ObjectContactText.field && row.text("field_code") == nil:
            return try source.objectContact(text)
        case .objectValue:
            let id = row.value("object_id").flatMap(Int64.fromDatabaseValue) ?? 0
            // A field may be called otherwise by now; older lines have only its name.
            let linked =
                try row.text("field_code").map(source.linked(code:))
                ?? source.linked(field: field(), ofObject: id)
            return try linked.map { try source.numbers(text, $0) } ?? text
        case .subjectKind: return subject(row, source) == nil ? nil : text
        case .subject: return subject(row, source)
        case .query:
            return try source.query(SearchQuery.reading(text).get()).text
        case .number, .line, .text, .count, .day, .yearDay, .code, .file: return text
        }
    }

    /// The number of what a row is about, of a place its folded name; nil where that is not in the
    /// archive.
    private func subject(_ row: ArchiveStoredRow, _ source: ArchiveSource) -> String? {
        guard let kind = row.text("subject_kind"), let id = row.text("subject_id") else {
            return nil
        }
        if kind == "place" { return id }
        guard let thing = InteractionSubject.archived[kind] else { return nil }
        let number = source.translated(id, thing)
        return number == "gone" ? nil : number
    }
}

extension InteractionSubject {
    /// What of it is in an archive, by its kind; lists that were imported are not.
    static let archived: [String: ArchiveThing] = [
        "meeting": .meeting, "agreement": .agreement, "saved search": .savedSearch,
        "object": .object, "interaction": .interaction,
    ]
}

/// The names of files of agreements in an archive.
enum ArchiveFileName {
    /// `files/3.pdf`: nothing of a name but its ending, and that only of letters and digits.
    static func of(number: Int, name: String) -> String {
        let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        let ending = parts.count > 1 ? parts.last.map(String.init) ?? "" : ""
        let isPlain = ending.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
        let isEnding = isPlain && (1...8).contains(ending.utf8.count)
        return "files/\(number)" + (isEnding ? ".\(ending)" : "")
    }
}
