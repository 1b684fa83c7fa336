import GRDB

/// What people were tagged with, cared about or worked at at the end of a day, and what today.
///
/// What is there today is read from its table; what has changed since the day, from history. The
/// first change of a label after the day says what was before. Somebody of whom nothing was written
/// yet on that day had none.
struct LabelsThroughTime {
    /// One label of one person.
    private struct Pair: Hashable {
        let label: Int32
        let position: Int32

        init(label: Int, position: Int) {
            self.label = Int32(label)
            self.position = Int32(position)
        }
    }

    private let kind: DashboardLabel
    /// How each label is spelled first, by its number.
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    /// The numbers of texts as they are written, so that each is folded once.
    private var written: [String: Int] = [:]
    /// Whether a label that has changed since the day was there.
    private var changed: [Pair: Bool] = [:]
    /// What people have today.
    private var today: [Pair] = []
    private let day: DayNumber
    private let recorded: [Bool]

    /// Reads one kind.
    init(
        _ kind: DashboardLabel, until day: DayNumber, of people: MembersThroughTime,
        in db: Database
    ) throws {
        self.kind = kind
        self.day = day
        recorded = (0..<people.count).map { people.recorded($0) <= day }
        try readChanges(people, in: db)
        try readToday(people, in: db)
    }

    private mutating func readChanges(_ people: MembersThroughTime, in db: Database) throws {
        let rows = try kind.changes(after: day, in: db)
        while let row = try rows.next() {
            guard let position = people.position(of: row[0]), recorded[position] else { continue }
            note(row[1], of: position, wasThere: true)
            note(row[2], of: position, wasThere: false)
        }
    }

    private mutating func note(_ text: String?, of position: Int, wasThere: Bool) {
        guard let text else { return }
        let pair = Pair(label: number(of: text), position: position)
        if changed[pair] == nil { changed[pair] = wasThere }
    }

    private mutating func readToday(_ people: MembersThroughTime, in db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: kind.sql)
        var (last, label) = ("", -1)
        while let row = try rows.next() {
            guard let position = people.position(of: row[1]) else { continue }
            let text: String = row[0]
            if label < 0 || text != last { (last, label) = (text, number(of: text)) }
            today.append(Pair(label: label, position: position))
        }
    }

    /// The number of a label in any spelling.
    private mutating func number(of text: String) -> Int {
        if let known = written[text] { return known }
        let key = foldedName(text)
        let number = numbers[key] ?? names.count
        if number == names.count {
            numbers[key] = number
            names.append(text)
        }
        written[text] = number
        return number
    }

    /// Calls with every label of every person: its number, the place of the person, whether it was
    /// there on the day, whether it is there today.
    private func forEach(_ body: (_ label: Int, _ position: Int, _ then: Bool, _ now: Bool) -> Void)
    {
        for pair in today {
            let then = changed.isEmpty ? true : changed[pair] == nil
            let position = Int(pair.position)
            body(Int(pair.label), position, then && recorded[position], true)
        }
        for (pair, wasThere) in changed where wasThere {
            body(Int(pair.label), Int(pair.position), true, false)
        }
    }

    /// The labels that most members had on the day, then those that most have today.
    func most(_ members: [Bool], _ membersToday: [Bool], _ limit: Int, in db: Database) throws
        -> [Dashboard.Label]
    {
        var (then, now) = (names.map { _ in 0 }, names.map { _ in 0 })
        forEach { label, position, wasThere, isThere in
            if wasThere, members[position] { then[label] += 1 }
            if isThere, membersToday[position] { now[label] += 1 }
        }
        let order = names.indices.filter { then[$0] + now[$0] > 0 }.sorted {
            (then[$0], now[$0], names[$1]) > (then[$1], now[$1], names[$0])
        }
        return try order.prefix(limit).map { label in
            Dashboard.Label(
                name: try kind.spelled(names[label], in: db), then: then[label], now: now[label])
        }
    }
}

extension DashboardLabel {
    /// What was written of people's labels after a day, the earliest first: of whom, the label that
    /// went and the one that came; of everybody, or of a list of ids as JSON.
    func changes(after day: DayNumber, of ids: String? = nil, in db: Database) throws
        -> RowCursor
    {
        let over = try day.plus(days: 1).begins(in: chapterTimeZone(db))
        let (index, some): (String, String) =
            ids == nil
            ? ("history_of_labels", "member_id NOT NULL")
            : ("history_by_member", "member_id IN (SELECT value FROM json_each(?))")
        return try Row.fetchCursor(
            db,
            sql: """
                SELECT member_id, old, new FROM history INDEXED BY \(index)
                WHERE \(historyOfLabels) AND field = ? AND at >= ? AND \(some)
                ORDER BY at, id
                """, arguments: [rawValue, over] + (ids.map { [$0] } ?? []))
    }

    /// What people have today, label by label.
    fileprivate var sql: String {
        switch self {
        case .interest: "SELECT key, member_id FROM member_interest ORDER BY key"
        case .tag: "SELECT key, member_id FROM member_tag ORDER BY key"
        case .employer:
            "SELECT employer, id FROM member WHERE employer IS NOT NULL ORDER BY employer"
        case .workplace:
            "SELECT workplace, id FROM member WHERE workplace IS NOT NULL ORDER BY workplace"
        }
    }

    /// How a label is spelled where it was written first; as it is where nobody has it any more.
    fileprivate func spelled(_ name: String, in db: Database) throws -> String {
        guard self == .interest || self == .tag else { return name }
        return try String.fetchOne(
            db,
            sql: """
                SELECT \(rawValue) FROM member_\(rawValue) WHERE key = ? ORDER BY member_id LIMIT 1
                """, arguments: [foldedName(name)]) ?? name
    }
}
