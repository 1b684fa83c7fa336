import GRDB

/// Conditions about what the chapter keeps of its own about somebody: things, agreements, roles,
/// and how old they are.
extension SearchSQL {
    /// Things that they have to do with, on a day or whenever it was.
    ///
    /// A thing that was removed finds nobody.
    func thing(_ condition: SearchCondition) -> Piece {
        let (things, ties) = ("own_object thing", "own_object_contact tie")
        let from = isWalking ? "\(ties) CROSS JOIN \(things)" : "\(things) JOIN \(ties)"
        var select = """
            SELECT tie.member_id AS member_id FROM \(from) ON tie.object_id = thing.id
            WHERE thing.removed_at IS NULL
            """
        var arguments: [(any DatabaseValueConvertible)?] = []
        if let type = condition.of.flatMap({ Int64($0) }) {
            select += " AND thing.type_id = ?"
            arguments.append(type)
        }
        if condition.test == .is {
            if let id = condition.thingNumber {
                select += " AND thing.id = ?"
                arguments.append(id)
            } else {
                select += " AND thing.folded_name = ?"
                arguments.append(foldedName(condition.value ?? ""))
            }
        }
        if let capacity = condition.capacity {
            let asked = SearchCondition(.thing, .is, capacity)
            select += " AND \(text("tie.capacity", asked).sql)"
            arguments.append(folded(capacity))
        }
        if !condition.isEver {
            let day = condition.from ?? today(0)
            select += " AND \(holdsSQL(on: "?", of: "tie"))"
            arguments += [day, day]
        }
        return among(select, arguments)
    }

    /// Agreements that they are a party of, as they stand today.
    func agreement(_ condition: SearchCondition) -> Piece {
        let today = today(0)
        var holds = "deal.removed_at IS NULL"
        var arguments: [(any DatabaseValueConvertible)?] = []
        if let own = condition.of.flatMap(AgreementKind.own(historyText:)) {
            holds += " AND deal.kind = 'other' AND deal.own_kind = ?"
            arguments.append(own)
        } else if let kind = condition.of {
            holds += " AND deal.kind = ? AND deal.own_kind IS NULL"
            arguments.append(kind)
        }
        var isUnsigned = false
        let days = condition.days ?? 0
        switch condition.test {
        case .next:
            holds += " AND deal.ends_on BETWEEN ? AND ?"
            arguments += [today, self.today(days)]
        case .last:
            holds += " AND deal.ends_on BETWEEN ? AND ?"
            arguments += [self.today(-days), self.today(-1)]
        case .is:
            switch condition.value.flatMap(AgreementState.init(rawValue:)) {
            case .inForce:
                holds +=
                    " AND (deal.starts_on IS NULL OR deal.starts_on <= ?)"
                    + " AND (deal.ends_on IS NULL OR deal.ends_on >= ?)"
                arguments += [today, today]
            case .over:
                holds += " AND deal.ends_on < ?"
                arguments.append(today)
            case .unsigned:
                isUnsigned = true
                holds +=
                    " AND party.signed_on IS NULL"
                    + " AND (deal.ends_on IS NULL OR deal.ends_on >= ?)"
                arguments.append(today)
            // An address can ask for anything; only what can be finds somebody.
            case nil: return Piece(sql: "0", cost: .column)
            }
        default: break
        }
        let (deals, parties) = ("agreement deal", "agreement_party party")
        // Those who have not signed are few beside all parties of all agreements, and so are the
        // agreements of whoever is looked at.
        let from =
            isUnsigned || isWalking
            ? "\(parties) CROSS JOIN \(deals)" : "\(deals) CROSS JOIN \(parties)"
        return among(
            """
            SELECT party.member_id AS member_id FROM \(from)
            ON party.agreement_id = deal.id WHERE \(holds)
            """, arguments)
    }

    /// What rights they hold in the program now.
    func role(_ condition: SearchCondition) -> Piece {
        let select = "SELECT member_id FROM member_role WHERE until IS NULL"
        return condition.test == .known
            ? among(select, []) : among("\(select) AND role = ?", [condition.value])
    }

    /// How old they are on the chapter's day; nobody whose date of birth is not known.
    func age(_ condition: SearchCondition) -> Piece {
        let (least, most): (Int?, Int?) =
            switch condition.test {
            case .least: (condition.value.flatMap { Int($0) }, nil)
            case .most: (nil, condition.value.flatMap { Int($0) })
            case .between:
                (condition.from.flatMap { Int($0) }, condition.until.flatMap { Int($0) })
            default: (nil, nil)
            }
        var holds = ["someone.birth_date IS NOT NULL"]
        var arguments: [(any DatabaseValueConvertible)?] = []
        if let least {
            holds.append("someone.birth_date <= ?")
            arguments.append(birthday(least))
        }
        if let most {
            holds.append("someone.birth_date > ?")
            arguments.append(birthday(most + 1))
        }
        let sql = holds.joined(separator: " AND ")
        guard isWalking else {
            let select = "SELECT someone.id AS member_id FROM member someone"
            return among("\(select) WHERE \(sql)", arguments)
        }
        return Piece(sql: sql.replacing("someone.", with: "member."), arguments, .column)
    }

    /// The latest date of birth of whoever is so old today, to compare with as text: of 29 February
    /// it can be a day that the year does not have, and who was born on it has their birthday on
    /// 1 March.
    private func birthday(_ age: Int) -> String {
        let today = today(0)
        let year = String((Int(today.prefix(4)) ?? 0) - age)
        let zeros = String(repeating: "0", count: max(0, 4 - year.count))
        return zeros + year + String(today.dropFirst(4))
    }
}

extension SearchCondition {
    /// The number of the thing that is meant, written `#12`; nil where a name is, which can have
    /// digits alone.
    public var thingNumber: Int64? {
        guard about == .thing, let value, value.hasPrefix("#") else { return nil }
        return Int64(value.dropFirst())
    }
}
