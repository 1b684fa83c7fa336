import GRDB

/// Conditions about how contacts belong to each other and to the chapter.
extension SearchSQL {
    /// A contact by number or whole name, as a SELECT of ids.
    private func contact(_ value: String?) -> (sql: String, argument: any DatabaseValueConvertible)
    {
        if let id = value.flatMap({ MemberID($0) }) { return ("?", id) }
        return ("SELECT id FROM member WHERE folded_name = ?", foldedName(value ?? ""))
    }

    func relation(_ condition: SearchCondition) -> Piece {
        let end = condition.of.flatMap(RelationEnd.init)
        let day = condition.from ?? today(0)
        let other = condition.test == .is ? contact(condition.value) : nil
        func half(_ own: String, _ others: String) -> Piece {
            var sql = "SELECT \(own) AS member_id FROM relation WHERE \(holdsSQL(on: "?"))"
            var arguments: [(any DatabaseValueConvertible)?] = [day, day]
            if let end {
                sql += " AND type_id = ?"
                arguments.append(end.type)
            }
            if let other {
                sql += " AND \(others) IN (\(other.sql))"
                arguments.append(other.argument)
            }
            return among(sql, arguments)
        }
        let (forward, backward) = (half("from_id", "to_id"), half("to_id", "from_id"))
        if let end, !isSymmetric(end.type) { return end.isForward ? forward : backward }
        return Piece(
            sql: "\(forward.sql) OR \(backward.sql)",
            arguments: forward.arguments + backward.arguments, cost: .set)
    }

    /// Whether a kind of relation reads the same from both ends.
    private func isSymmetric(_ type: Int64) -> Bool {
        let sql = "SELECT folded_forward = folded_backward FROM relation_type WHERE id = ?"
        return (try? Bool.fetchOne(db, sql: sql, arguments: [type])) ?? false
    }

    func position(_ condition: SearchCondition) -> Piece {
        let day = condition.from ?? today(0)
        let select = "SELECT member_id FROM position WHERE \(holdsSQL(on: "?"))"
        let key = condition.value.map(foldedName)
        switch condition.test {
        case .known: return among(select, [day, day])
        case .contains: return among("\(select) AND instr(key, ?) > 0", [day, day, key])
        default: return among("\(select) AND key = ?", [day, day, key])
        }
    }

    func pointPerson(_ condition: SearchCondition) -> Piece {
        guard condition.test == .is else {
            return Piece(sql: "member.point_person IS NOT NULL", cost: .column)
        }
        let other = contact(condition.value)
        return Piece(
            sql: "ifnull(member.point_person IN (\(other.sql)), 0)", [other.argument], .column)
    }

    func ownField(_ condition: SearchCondition) throws -> Piece {
        let code = condition.of ?? ""
        let select = "SELECT member_id FROM member_own_field WHERE field_code = ?"
        func value(_ comparison: String, _ value: (any DatabaseValueConvertible)?) -> Piece {
            among("\(select) AND \(comparison)", [code, value])
        }
        if condition.test == .known { return among(select, [code]) }
        switch ownKinds[code] ?? "" {
        case "number":
            let number = condition.value.flatMap(Double.init) ?? 0
            let sign = condition.test == .least ? ">=" : condition.test == .most ? "<=" : "="
            return value("CAST(value AS REAL) \(sign) ?", number)
        case "day":
            let piece = try day("value", condition)
            return Piece(
                sql: "member.id IN (\(select) AND \(piece.sql))",
                arguments: [code] + piece.arguments, cost: .set)
        case "contact", "object": return value("value = ?", condition.value)
        default:
            let piece = text("value", condition)
            return Piece(
                sql: "member.id IN (\(select) AND \(piece.sql))",
                arguments: [code] + piece.arguments, cost: .set)
        }
    }

    /// A period that counts on a day, which is bound twice.
    static let hasMembership = PeriodSQL.counts("membership_period.")

    /// Periods of a kind of membership, or of any.
    ///
    /// What was ended early runs until the day before; otherwise grace counts for having one, and
    /// does not count for when it runs out.
    func membership(_ condition: SearchCondition) -> Piece {
        let today = today(0)
        var kind = ""
        var which: [(any DatabaseValueConvertible)?] = []
        if let type = condition.of.flatMap({ Int64($0) }) {
            kind = " AND type_id = ?"
            which = [type]
        }
        let runs = """
            SELECT member_id FROM membership_period
            JOIN membership_type ON membership_type.id = type_id
            WHERE \(Self.hasMembership)\(kind)
            """
        if condition.test == .known { return among(runs, [today, today] + which) }
        let ends = PeriodSQL.lastDay("membership_period.")
        let days = condition.days ?? 0
        let (from, until) =
            condition.test == .next
            ? (today, self.today(days)) : (self.today(-days), self.today(-1))
        // Whoever has a later period goes on.
        return Piece(
            sql: """
                member.id IN (SELECT member_id FROM membership_period
                WHERE \(ends) BETWEEN ? AND ? AND \(ends) >= starts_on\(kind)) AND NOT EXISTS (
                SELECT 1 FROM membership_period later WHERE later.member_id = member.id
                AND \(PeriodSQL.lastDay("later.")) > ?)
                """, [from, until] + which + [until], .lookup)
    }

    /// Whether they fulfil today what the chapter asks of a member in good standing.
    func standing() throws -> Piece {
        guard let today = CalendarDay(today(0)) else { return Piece(sql: "0", cost: .column) }
        let standing = try standingSQL(on: today, in: db)
        return Piece(sql: standing.sql, arguments: standing.arguments, cost: .text)
    }
}
