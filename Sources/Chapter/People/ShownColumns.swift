public import Federation
import GRDB

/// A value that a list shows of somebody.
public struct ColumnValue: Hashable, Sendable {
    /// As it is kept: a text, a day as 2026-05-01, yes or no, the number of a contact or a thing.
    public let text: String
    /// The name of whatever the number stands for; nil for other values.
    public var name: String?

    /// In words, a name instead of its number.
    public var said: String { name ?? text }
}

/// The columns that a list is asked for; they are read for the people of the page alone.
public struct ShownColumns: Hashable, Sendable {
    /// Which columns.
    public var columns: [PeopleColumn]
    /// The moment whose day says who works where.
    public var now: Timestamp

    /// Columns as they are at a moment.
    public init(_ columns: [PeopleColumn], at now: Timestamp) {
        self.columns = columns
        self.now = now
    }

    typealias Values = [MemberID: [PeopleColumn: [ColumnValue]]]

    /// What these people have in the columns that `MemberSummary` does not have anyway, with one
    /// query a table.
    func values(of ids: [MemberID], in db: Database) throws -> Values {
        guard !ids.isEmpty else { return [:] }
        var values: Values = [:]
        let list = ids.map(\.description).joined(separator: ",")
        try readFields(list, in: db, &values)
        try readAddresses(list, in: db, &values)
        try readPointPersons(list, in: db, &values)
        try readTies(ids, in: db, &values)
        try readOwnFields(list, in: db, &values)
        try readAges(list, in: db, &values)
        if columns.contains(.number) {
            for id in ids {
                values[id, default: [:]][.number] = [ColumnValue(text: id.description)]
            }
        }
        return values
    }

    private func readFields(_ list: String, in db: Database, _ values: inout Values) throws {
        let fields = columns.compactMap { column in
            column == .status || column == .joined ? nil : column.field.map { (column, $0) }
        }
        guard !fields.isEmpty else { return }
        let names = fields.map(\.1.rawValue).joined(separator: ", ")
        for row in try Row.fetchAll(
            db, sql: "SELECT id, \(names) FROM member WHERE id IN (\(list))")
        {
            for (index, (column, _)) in fields.enumerated() {
                guard let text: String = row[index + 1] else { continue }
                values[row[0], default: [:]][column] = [ColumnValue(text: text)]
            }
        }
    }

    private func readAddresses(_ list: String, in db: Database, _ values: inout Values) throws {
        guard columns.contains(.town) || columns.contains(.postcode) else { return }
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, city, postcode FROM member_address
                WHERE member_id IN (\(list)) AND is_primary = 'primary'
                """)
        {
            let (id, town, postcode): (MemberID, String, String) = (row[0], row[1], row[2])
            for (column, text) in [(PeopleColumn.town, town), (.postcode, postcode)]
            where columns.contains(column) && !text.isEmpty {
                values[id, default: [:]][column] = [ColumnValue(text: text)]
            }
        }
    }

    private func readPointPersons(_ list: String, in db: Database, _ values: inout Values) throws {
        guard columns.contains(.pointPerson) else { return }
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, p.id, p.name FROM member m JOIN member p ON p.id = m.point_person
                WHERE m.id IN (\(list))
                """)
        {
            let number: MemberID = row[1]
            values[row[0], default: [:]][.pointPerson] = [
                ColumnValue(text: number.description, name: row[2])
            ]
        }
    }

    private func readAges(_ list: String, in db: Database, _ values: inout Values) throws {
        guard columns.contains(.age) else { return }
        let today = try chapterDay(db, at: now)
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT id, birth_date FROM member
                WHERE id IN (\(list)) AND birth_date IS NOT NULL
                """)
        {
            guard let age = CalendarDay(row[1] as String)?.age(on: today) else { continue }
            values[row[0], default: [:]][.age] = [ColumnValue(text: "\(age)")]
        }
    }

    private func readTies(_ ids: [MemberID], in db: Database, _ values: inout Values) throws {
        let asked: [ExportColumn] =
            (columns.contains(.organizations) ? [.organizations] : [])
            + (columns.contains(.positions) ? [.positions] : [])
        guard !asked.isEmpty else { return }
        let facts = try ExportFacts(
            of: ids, for: asked, on: try chapterDay(db, at: now), in: db)
        for (column, texts) in [
            (PeopleColumn.organizations, facts.organizations), (.positions, facts.positions),
        ] {
            for (id, names) in texts {
                values[id, default: [:]][column] = names.map { ColumnValue(text: $0) }
            }
        }
    }

    private func readOwnFields(_ list: String, in db: Database, _ values: inout Values) throws {
        let codes = Set(columns.compactMap(\.ownField))
        guard !codes.isEmpty else { return }
        let fields = try OwnField.all(retired: true, in: db).filter { codes.contains($0.code) }
        let kinds = Dictionary(fields.map { ($0.code, $0.kind) }, uniquingKeysWith: { $1 })
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, field_code, value FROM member_own_field
                WHERE member_id IN (\(list))
                  AND field_code IN (\(codes.map { _ in "?" }.joined(separator: ",")))
                ORDER BY member_id, id
                """, arguments: StatementArguments(codes)
        ).filter { kinds[$0[1] as String] != nil }
        var numbers: [OwnField.Kind: Set<Int64>] = [:]
        for row in rows {
            guard let kind = kinds[row[1] as String], let number = Int64(row[2] as String) else {
                continue
            }
            numbers[kind, default: []].insert(number)
        }
        let contacts = try names(numbers[.contact] ?? [], in: "member", db)
        let objects = try names(numbers[.object] ?? [], in: "own_object", db)
        for row in rows {
            let (code, text): (String, String) = (row[1], row[2])
            var value = ColumnValue(text: text)
            switch kinds[code] {
            case .contact: value.name = Int64(text).flatMap { contacts[$0] }
            case .object: value.name = Int64(text).flatMap { objects[$0] }
            default: break
            }
            values[row[0], default: [:]][.ownField(code), default: []].append(value)
        }
    }

    private func names(_ ids: Set<Int64>, in table: String, _ db: Database) throws
        -> [Int64: String]
    {
        guard !ids.isEmpty else { return [:] }
        let list = ids.map(String.init).joined(separator: ",")
        var names: [Int64: String] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT id, name FROM \(table) WHERE id IN (\(list))")
        {
            names[row[0]] = row[1]
        }
        return names
    }
}
