import Foundation
import GRDB

extension ArchiveColumn {
    /// The value to store for a cell; what cannot be meant is thrown as a refusal.
    func value(_ text: String, in row: ArchiveRow, for target: ArchiveTarget) throws
        -> DatabaseValue
    {
        guard !text.isEmpty else {
            switch lack {
            case .nothing: return .null
            case .empty: return "".databaseValue
            case .refused: throw strange
            }
        }
        switch form {
        case .number:
            guard archiveNumber(text) == target.number else { throw strange }
            return .null
        case .thing(let thing):
            guard let number = archiveNumber(text), let id = target.id(number, thing) else {
                throw Refusal.danglingNumber(name)
            }
            return id
        case .line, .text:
            try checkLines(text)
            return text.databaseValue
        case .count: return try known(archiveNumber(text))
        case .yesNo:
            guard text == "yes" || text == "no" else { throw strange }
            return (text == "yes" ? 1 : 0).databaseValue
        case .day:
            guard CalendarDay(text) != nil else { throw strange }
            return text.databaseValue
        case .yearDay:
            // A leap year has every day.
            guard CalendarDay("2024-" + text) != nil else { throw strange }
            return text.databaseValue
        case .moment: return try known(ArchiveMoment.read(text))
        case .degrees: return try known(ArchiveMoment.millionths(text))
        case .shape:
            guard let points = ArchiveShape.read(text) else { throw strange }
            return OutlineRing(area: nil, isHole: false, points: points).bytes.databaseValue
        case .actor:
            if text == "operator" || text == "visitor" { return text.databaseValue }
            return try target.translated(text, .contact).databaseValue
        case .code:
            guard target.fields[text] != nil else { throw Refusal.danglingNumber(name) }
            return text.databaseValue
        case .file:
            let name = ArchiveFileName.of(number: Int(target.number), name: row.text("name") ?? "")
            guard text == name else { throw strange }
            return Data(try target.file(name)).databaseValue
        case .ownValue, .changed, .interactionValue, .agreementValue, .objectValue,
            .subjectKind, .subject, .query:
            return try translated(text, in: row, for: target)
        }
    }

    /// A value in which numbers of other things stand.
    private func translated(_ text: String, in row: ArchiveRow, for target: ArchiveTarget) throws
        -> DatabaseValue
    {
        let field = row.text("field") ?? ""
        switch form {
        case .ownValue:
            try checkLines(text)
            let kind = row.text("field_code").flatMap { target.fields[$0] }
            if let thing = row.text("field_code").flatMap(target.linked(code:)) {
                return try target.translated(text, thing).databaseValue
            }
            guard kind != .webAddress || isWebAddress(text) else { throw strange }
            return text.databaseValue
        case .changed:
            let isOfContact = !row["member_id"].isNull
            return try target.history(text, field: field, isOfContact: isOfContact).databaseValue
        case .interactionValue:
            return try target.interaction(text, field: field)?.databaseValue ?? .null
        case .agreementValue: return try target.agreement(text, field: field).databaseValue
        case .objectValue
        where field == ObjectContactText.field && row.text("field_code") == nil:
            return try target.objectContact(text).databaseValue
        case .objectValue:
            let id = Int64.fromDatabaseValue(row["object_id"]) ?? 0
            let linked =
                row.text("field_code").map(target.linked(code:))
                ?? target.linked(field: field, ofObject: id)
            return (try linked.map { try target.numbers(text, $0) } ?? text).databaseValue
        case .subjectKind:
            guard text == "place" || InteractionSubject.archived[text] != nil else {
                throw strange
            }
            return text.databaseValue
        case .subject where row.text("subject_kind") == "place":
            try checkLines(text)
            guard let key = PlaceKey.meeting(text) else { throw strange }
            return key.databaseValue
        case .subject:
            let kind = row.text("subject_kind").flatMap { InteractionSubject.archived[$0] }
            guard let kind, text != "gone" else { throw strange }
            return try target.translated(text, kind).databaseValue
        default:
            let query = try SearchQuery.reading(text).get()
            return try target.query(query).text.databaseValue
        }
    }

    private func checkLines(_ text: String) throws {
        guard form == .text || !text.utf8.contains(where: { $0 == 10 || $0 == 13 }) else {
            throw strange
        }
    }

    private func known(_ number: Int64?) throws -> DatabaseValue {
        guard let number else { throw strange }
        return number.databaseValue
    }

    private var strange: Refusal { .strangeCell(name) }
}
