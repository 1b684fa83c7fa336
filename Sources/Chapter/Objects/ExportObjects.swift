import GRDB

/// Takes a list of things of one kind out of the chapter as CSV; the history says who took which.
///
/// The file looks like that of `ExportPeople`. What a field names by number stands there by name.
public struct ExportObjects: Act {
    /// The permission that exporting takes.
    public static let permission = Permission.exportPeople

    /// Which things; its page and limit do not matter.
    public var list: ObjectList
    /// The columns: `number`, `name`, `contacts` and codes of fields; nil is all of them.
    public var columns: [String]?
    /// What it is for, for the history.
    public var why: String?

    /// The things of a list, with these columns.
    public init(_ list: ObjectList, columns: [String]? = nil, why: String? = nil) {
        self.list = list
        self.columns = columns
        self.why = why
    }

    /// Writes the list and one line of history about it.
    public func perform(in context: ActContext) throws -> Result<ExportPeople.File, Refusal> {
        try refusing {
            let db = context.db
            _ = try checkedWhy(why).get()
            let kind = try ObjectType.find(list.type, in: db)
            let fields = try OwnField.all(of: kind.id, retired: true, in: db)
            let all = ["number", "name"] + fields.map(\.code) + ["contacts"]
            let wanted = columns ?? all
            guard !wanted.isEmpty else {
                throw Refusal.invalid("columns", "Choose at least one column.")
            }
            for column in wanted where !all.contains(column) {
                throw Refusal.invalid(
                    "columns", "There is no field “\(column)” for this kind of objects.")
            }
            let header = wanted.map { column in
                fields.first { $0.code == column }?.name ?? column
            }
            var file = TakenList(of: kind.plural, header)
            let condition = try list.condition(in: db)
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, name FROM own_object WHERE \(condition.sql)
                    ORDER BY folded_name, id
                    """, arguments: condition.arguments)
            while let row = try rows.next() {
                file.add(try cells(row, wanted, fields, context))
            }
            return try file.taken(by: "ExportObjects", why: why, in: context)
        }
    }

    private func cells(
        _ row: Row, _ columns: [String], _ fields: [OwnField], _ context: ActContext
    ) throws -> [String] {
        let (id, db): (Int64, Database) = (row["id"], context.db)
        let values = try OwnObject.values(of: id, in: db)
        let names = try LinkedNames.read(values, of: fields, in: db, for: context.viewer)
        return try columns.map { column in
            switch column {
            case "number": return String(id)
            case "name": return row["name"]
            case "contacts": return try contacts(of: id, in: db)
            default:
                guard let field = fields.first(where: { $0.code == column }) else { return "" }
                return field.exported(values[column] ?? [], names)
            }
        }
    }

    private func contacts(of id: Int64, in db: Database) throws -> String {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.name, c.capacity FROM own_object_contact c
                JOIN member m ON m.id = c.member_id
                WHERE c.object_id = ? ORDER BY m.folded_name, m.id, c.capacity
                """, arguments: [id]
        ).map { row in
            shownTie(row["name"], row["capacity"])
        }.joined(separator: "; ")
    }
}
