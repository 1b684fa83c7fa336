import Federation
import Foundation
import GRDB
import Synchronization

/// Conditions about what a contact is and how one reaches them.
extension SearchSQL {
    func words(_ condition: SearchCondition) -> Piece {
        guard let typed = condition.value, let expression = searchExpression(typed) else {
            // Nothing that could be a word was asked for, so nothing fits.
            return Piece(sql: "0", cost: .column)
        }
        let found = "SELECT rowid FROM member_search WHERE member_search MATCH ?"
        let bare = typed.filter { !$0.isWhitespace }
        guard !bare.hasPrefix("0"), let number = Int64(bare) else {
            return Piece(among: found, [expression])
        }
        return Piece(sql: "member.id IN (\(found)) OR member.id = ?", [expression, number], .set)
    }

    func label(_ detail: Detail, _ condition: SearchCondition) -> Piece {
        let select = "SELECT member_id FROM \(detail.table)"
        let key = condition.value.map(foldedName)
        switch condition.test {
        case .known: return among(select, [])
        case .contains: return among("\(select) WHERE instr(key, ?) > 0", [key])
        default: return among("\(select) WHERE key = ?", [key])
        }
    }

    func field(_ condition: SearchCondition) throws -> Piece {
        guard let field = condition.of.flatMap(PersonField.init(rawValue:)) else {
            throw Refusal.notFound("field")
        }
        let column = "member.\(field.rawValue)"
        switch field.shape {
        case .day: return try day(column, condition)
        case .yesNo, .choice:
            guard condition.test == .is else {
                return Piece(sql: "\(column) IS NOT NULL", cost: .column)
            }
            return Piece(sql: "\(column) IS ?", [condition.value?.lowercased()], .column)
        case .line, .text:
            // The name has its folded form beside it.
            return field == .name && condition.test != .known
                ? match("member.folded_name", condition.test, condition.value.map(foldedName))
                : try spelled(field, condition) ?? text(column, condition)
        }
    }

    /// A column with an index of its own, where not too many texts are in it: each of them is
    /// compared once, not once for everybody.
    private func spelled(_ field: PersonField, _ condition: SearchCondition) throws -> Piece? {
        guard [.employer, .workplace, .branch].contains(field), condition.test != .known,
            let value = condition.value.map(folded)
        else { return nil }
        let all = try everySpelling(
            of: field.rawValue, atMost: SearchSQL.spellingsAtMost + 1, in: db)
        guard all.count <= SearchSQL.spellingsAtMost else { return nil }
        let fitting = all.filter { spelling in
            let spelling = folded(spelling)
            return switch condition.test {
            case .contains: value.isEmpty || spelling.contains(value)
            case .begins: spelling.hasPrefix(value)
            default: spelling == value
            }
        }
        return Piece(
            sql: "ifnull(member.\(field.rawValue) IN (SELECT value FROM json_each(?)), 0)",
            [String(decoding: try JSONEncoder().encode(fitting), as: UTF8.self)], .column)
    }

    /// So many texts of a column are compared one by one.
    private static let spellingsAtMost = 1000

    /// A column of texts, compared without case and accents.
    func text(_ column: String, _ condition: SearchCondition) -> Piece {
        guard condition.test != .known else {
            return Piece(sql: "ifnull(\(column) <> '', 0)", cost: .column)
        }
        return match(foldedSQL(column), condition.test, condition.value.map(folded))
    }

    private func match(_ folded: String, _ test: SearchTest, _ value: String?) -> Piece {
        let sql =
            switch test {
            case .contains: "instr(\(folded), ?) > 0"
            case .begins: "instr(\(folded), ?) = 1"
            default: "\(folded) = ?"
            }
        return Piece(sql: "ifnull(\(sql), 0)", [value], .text)
    }

    /// A column of days.
    func day(_ column: String, _ condition: SearchCondition) throws -> Piece {
        func compare(_ operation: String, _ day: String?) -> Piece {
            Piece(sql: "ifnull(\(column) \(operation) ?, 0)", [day], .column)
        }
        switch condition.test {
        case .before: return compare("<", condition.value)
        case .after: return compare(">", condition.value)
        case .is: return compare("=", condition.value)
        case .known: return Piece(sql: "\(column) IS NOT NULL", cost: .column)
        case .last: return between(column, today(-(condition.days ?? 0)), today(0))
        case .next: return between(column, today(0), today(condition.days ?? 0))
        default:
            return between(column, condition.from ?? "0", condition.until ?? "9999-12-31")
        }
    }

    private func between(_ column: String, _ from: String, _ until: String) -> Piece {
        Piece(sql: "ifnull(\(column) BETWEEN ? AND ?, 0)", [from, until], .column)
    }

    func reach(_ condition: SearchCondition) -> Piece {
        let isPhone = condition.about == .phone
        let select = "SELECT member_id FROM \(isPhone ? "member_phone" : "member_email")"
        guard condition.test != .known, let value = condition.value else {
            return among(select, [])
        }
        if isPhone {
            let key = phoneKey(value)
            // Without a digit it is no number of anybody's.
            guard !key.isEmpty else { return Piece(sql: "0", cost: .column) }
            return condition.test == .is
                ? among("\(select) WHERE key = ?", [key])
                : among("\(select) WHERE instr(key, ?) > 0", [key])
        }
        let key = emailKey(value)
        switch condition.test {
        case .contains: return among("\(select) WHERE instr(key, ?) > 0", [key])
        case .begins: return among("\(select) WHERE instr(key, ?) = 1", [key])
        default: return among("\(select) WHERE key = ?", [key])
        }
    }

    func address(_ condition: SearchCondition) -> Piece {
        let part = condition.of.flatMap(AddressPart.init(rawValue:)) ?? .any
        let columns =
            part == .any
            ? AddressPart.allCases.filter { $0 != .any }.map(\.rawValue) : [part.rawValue]
        let pieces = columns.map { text($0, condition) }
        return Piece(
            sql: "member.id IN (SELECT member_id FROM member_address WHERE "
                + pieces.map(\.sql).joined(separator: " OR ") + ")",
            arguments: pieces.reduce(into: []) { $0 += $1.arguments }, cost: .set)
    }

    func reachable(_ condition: SearchCondition) -> Piece {
        let way = condition.of.flatMap(ReachWay.init(rawValue:)) ?? .mail
        let (table, wish) = (way.detail.table, way.wish?.rawValue)
        // Nearly everybody has one: looking for each is less than finding all of them first.
        let works = "EXISTS (SELECT 1 FROM \(table) WHERE member_id = member.id AND state = 'ok')"
        return Piece(
            sql: works + (wish.map { " AND member.\($0) IS NOT 'yes'" } ?? ""), cost: .lookup)
    }
}

/// A column without case and accents: most texts are plain, and those SQLite can do alone.
func foldedSQL(_ column: String) -> String {
    "CASE WHEN \(column) GLOB '*[^ -_a-~]*' THEN folded_text(\(column)) ELSE lower(\(column)) END"
}

extension Database {
    /// Lets SQL on this connection compare texts as people do.
    func addFoldedText() throws {
        // Asking is cheaper than adding, which would throw away prepared statements.
        guard (try? cachedStatement(sql: "SELECT folded_text('')")) == nil else { return }
        let known = FoldedTexts()
        add(
            function: DatabaseFunction("folded_text", argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0]).map(known.form(of:))
            })
    }
}

/// Texts that were folded not long ago: of a million people many work at the same place.
private final class FoldedTexts: Sendable {
    private let known = Mutex<[String: String]>([:])

    /// So many texts are kept, of at most so many bytes.
    private static let texts = 2000
    private static let bytes = 200

    func form(of text: String) -> String {
        guard text.utf8.count <= Self.bytes else { return folded(text) }
        return known.withLock { known in
            if let form = known[text] { return form }
            if known.count == Self.texts { known.removeAll(keepingCapacity: true) }
            let form = folded(text)
            known[text] = form
            return form
        }
    }
}
