import GRDB

/// How a report finds its values: a table of people, keys and names.
extension ReportBy {
    /// A SELECT of `member_id`, `key` and `name`, each key once a person; nobody who has no value.
    func values(_ search: SearchSQL) throws -> (sql: String, arguments: StatementArguments) {
        func column(_ column: String, key: String? = nil) -> String {
            let key = key ?? column
            return "SELECT id AS member_id, \(key) AS key, \(column) AS name FROM member "
                + "WHERE \(column) IS NOT NULL"
        }
        func detail(_ table: String, _ column: String, key: String, also: String = "") -> String {
            "SELECT member_id, \(key) AS key, min(\(column)) AS name FROM \(table) "
                + "WHERE \(column) <> ''\(also) GROUP BY member_id, key"
        }
        switch self {
        case .status: return (column("status"), [])
        case .kind: return (column("kind"), [])
        case .tag: return ("SELECT member_id, key, tag AS name FROM member_tag", [])
        case .interest:
            return ("SELECT member_id, key, interest AS name FROM member_interest", [])
        case .skill: return ("SELECT member_id, key, skill AS name FROM member_skill", [])
        case .district: return (column("district", key: foldedSQL("district")), [])
        case .organization, .standing, .thing: return try ownValues(search)
        case .city: return (detail("member_address", "city", key: foldedSQL("city")), [])
        case .postcode:
            return (detail("member_address", "postcode", key: foldedSQL("postcode")), [])
        case .employer: return (column("employer", key: foldedSQL("employer")), [])
        case .workplace: return (column("workplace", key: foldedSQL("workplace")), [])
        case .branch: return (column("branch", key: foldedSQL("branch")), [])
        case .language: return (column("language", key: foldedSQL("language")), [])
        case .month: return (joined("substr(joined_on, 1, 7)"), [])
        case .quarter:
            return (
                joined(
                    "substr(joined_on, 1, 4) || '-Q' || ((substr(joined_on, 6, 2) + 2) / 3)"), []
            )
        case .year: return (joined("substr(joined_on, 1, 4)"), [])
        case .age: return (Self.ages(search), [])
        case .membership:
            let today = search.today(0)
            return (
                """
                SELECT member_id, CAST(type_id AS TEXT) AS key, membership_type.name AS name
                FROM membership_period JOIN membership_type ON membership_type.id = type_id
                WHERE \(SearchSQL.hasMembership) GROUP BY member_id, type_id
                """, [today, today]
            )
        case .pointPerson:
            return (
                """
                SELECT one.id AS member_id, CAST(two.id AS TEXT) AS key, two.name AS name
                FROM member one JOIN member two ON two.id = one.point_person
                """, []
            )
        case .ownField(let code):
            return (
                detail(
                    "member_own_field", "value", key: foldedSQL("value"),
                    also: " AND field_code = ?"),
                [code]
            )
        }
    }

    private func joined(_ key: String) -> String {
        "SELECT id AS member_id, \(key) AS key, \(key) AS name FROM member "
            + "WHERE joined_on IS NOT NULL"
    }

    private static func ages(_ search: SearchSQL) -> String {
        let today = search.today(0).replacing("-", with: "")
        let age = "((\(today) - CAST(replace(birth_date, '-', '') AS INTEGER)) / 10000)"
        // The first and the last band take whatever is beyond them.
        let cases =
            AgeBand.all.dropLast().map { "WHEN \(age) <= \($0.to) THEN '\($0.key)'" }
            + AgeBand.all.suffix(1).map { "ELSE '\($0.key)'" }
        return """
            SELECT id AS member_id, CASE \(cases.joined(separator: " ")) END AS key,
              CASE \(cases.joined(separator: " ")) END AS name
            FROM member WHERE birth_date IS NOT NULL
            """
    }

    /// The conditions that find exactly those who count under a key; nil for those without any.
    ///
    /// `work` is the kind of relation of whoever works somewhere.
    func conditions(key: String?, name: String?, today: String, work: Int64?) -> [SearchCondition] {
        let isNot = key == nil
        func one(_ about: SearchAbout, of: String? = nil, _ value: String?) -> [SearchCondition] {
            [
                isNot
                    ? SearchCondition(about, of: of, .known, isNot: true)
                    : SearchCondition(about, of: of, .is, value)
            ]
        }
        func joined(_ from: String, _ until: String) -> [SearchCondition] {
            isNot
                ? one(.field, of: "joined_on", nil)
                : [
                    SearchCondition(.field, of: "joined_on", .between, from: from, until: until)
                ]
        }
        let text = key ?? ""
        switch self {
        case .status: return [SearchCondition(.status, .is, text)]
        case .kind: return [SearchCondition(.kind, .is, text)]
        case .tag: return one(.tag, name)
        case .interest: return one(.interest, name)
        case .skill: return one(.skill, name)
        case .district: return one(.field, of: "district", name)
        case .organization: return one(.relation, of: work.map { "\($0)/forward" }, key)
        case .standing: return [SearchCondition(.standing, .known, isNot: key != "yes")]
        case .thing(let kind): return one(.thing, of: "\(kind)", key.map { "#\($0)" })
        case .city: return one(.address, of: "city", name)
        case .postcode: return one(.address, of: "postcode", name)
        case .employer: return one(.field, of: "employer", name)
        case .workplace: return one(.field, of: "workplace", name)
        case .branch: return one(.field, of: "branch", name)
        case .language: return one(.field, of: "language", name)
        case .month: return joined("\(text)-01", lastDay(text))
        case .quarter:
            let month = ((text.last?.wholeNumberValue ?? 1) - 1) * 3
            let year = text.prefix(4)
            return joined("\(year)-\(two(month + 1))-01", lastDay("\(year)-\(two(month + 3))"))
        case .year: return joined("\(text)-01-01", "\(text)-12-31")
        case .age: return Self.born(key, today)
        case .membership:
            return [
                SearchCondition(.membership, of: key, .known, isNot: isNot)
            ]
        case .pointPerson: return one(.pointPerson, key)
        case .ownField(let code): return one(.ownField, of: code, name)
        }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The last day of a month, as 2026-05-31.
    private func lastDay(_ month: String) -> String {
        for day in stride(from: 31, to: 27, by: -1) where CalendarDay("\(month)-\(day)") != nil {
            return "\(month)-\(day)"
        }
        return "\(month)-28"
    }

    /// Born so that the age today is in a band; nil for those whose age nobody knows.
    private static func born(_ key: String?, _ today: String) -> [SearchCondition] {
        guard let key, let band = AgeBand.all.first(where: { $0.key == key }),
            let today = CalendarDay(today)
        else {
            return [SearchCondition(.field, of: "birth_date", .known, isNot: true)]
        }
        func birthday(_ age: Int) -> CalendarDay? {
            let year = today.year - age
            return CalendarDay(year: year, month: today.month, day: today.day)
                ?? CalendarDay(year: year, month: today.month, day: 28)
        }
        var condition = SearchCondition(.field, of: "birth_date", .between)
        condition.until = band.from == 0 ? nil : birthday(band.from)?.description
        // The day after the birthday of whoever is a year older.
        condition.from =
            band.to >= 150
            ? nil : birthday(band.to + 1).flatMap { $0.next }?.description
        return [condition]
    }
}

extension CalendarDay {
    /// The day after this one; nil after the last that a calendar has.
    fileprivate var next: CalendarDay? {
        CalendarDay(year: year, month: month, day: day + 1)
            ?? CalendarDay(year: year, month: month + 1, day: 1)
            ?? CalendarDay(year: year + 1, month: 1, day: 1)
    }
}
