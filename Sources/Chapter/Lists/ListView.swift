public import GRDB

/// How a kept search is shown: its columns besides the name, and what comes first.
public struct ListView: Hashable, Sendable {
    /// The columns, in the order in which lists show them, each once.
    public let columns: [PeopleColumn]
    /// What comes first.
    public let order: MemberList.Order

    /// How a list is shown before anybody chooses.
    public static let usual = ListView(PeopleColumn.usual, by: .name)
    /// A list shows so many columns besides the name at most: nobody reads a line with more.
    public static let columnsAtMost = 24

    /// These columns, in the order in which lists show them; own fields last, in their own order.
    public init(_ columns: [PeopleColumn], by order: MemberList.Order) {
        var seen: Set<PeopleColumn> = []
        let own = columns.filter { $0.ownField != nil && seen.insert($0).inserted }
        self.columns = PeopleColumn.builtIn.filter { columns.contains($0) } + own
        self.order = order
    }

    /// Reads what another program sent; nil where it said nothing of either.
    ///
    /// What it left out is as usual, and a name that is none is refused. Whether there are such own
    /// fields, `check` says.
    public static func reading(columns: [String]?, sort: String?) -> Result<ListView?, Refusal> {
        guard columns != nil || sort != nil else { return .success(nil) }
        var chosen: [PeopleColumn] = []
        for name in columns ?? PeopleColumn.usual.map(\.rawValue) {
            guard let column = PeopleColumn(rawValue: name) else {
                let all = (PeopleColumn.builtIn.map(\.rawValue) + ["own:CODE"])
                    .joined(separator: ", ")
                return .failure(.invalid("columns", "“columns” are some of: \(all)."))
            }
            chosen.append(column)
        }
        guard let order = MemberList.Order(rawValue: sort ?? "name") else {
            let all = MemberList.Order.allCases.map(\.rawValue).joined(separator: ", ")
            return .failure(.invalid("sort", "“sort” is one of: \(all)."))
        }
        return .success(ListView(chosen, by: order))
    }

    /// Whether it can be shown: not too wide, and each own field is one of this chapter's contacts.
    public func check(in db: Database) throws -> Result<Void, Refusal> {
        guard columns.count <= Self.columnsAtMost else {
            return .failure(
                .invalid(
                    "columns",
                    "A list shows up to \(Self.columnsAtMost) columns. Choose fewer."))
        }
        let codes = columns.compactMap(\.ownField)
        guard !codes.isEmpty else { return .success(()) }
        let known = Set(try OwnField.all(retired: true, in: db).map(\.code))
        guard let missing = codes.first(where: { !known.contains($0) }) else {
            return .success(())
        }
        return .failure(
            .invalid("columns", "Contacts have no field with the code “\(missing)”."))
    }

    /// The columns of an export that say the same: the name and what is chosen.
    ///
    /// `fields` are the chapter's own fields of contacts. Who looks after somebody, when
    /// they came last, how old they are and their roles are no columns of a file.
    public func exported(with fields: [OwnField] = []) -> [ExportColumn] {
        let own = ExportColumn.all(with: fields)
        return [.field(.name)]
            + columns.flatMap { column -> [ExportColumn] in
                switch column {
                case .email: [.email, .emailState]
                case .phone: [.phone, .phoneState]
                case .interests: [.interests]
                case .tags: [.tags]
                case .town: [.city]
                case .postcode: [.postcode]
                case .organizations: [.organizations]
                case .positions: [.positions]
                case .number: [.memberID]
                case .came, .pointPerson, .age, .roles: []
                case .ownField(let code):
                    own.filter { if case .ownField(code, _) = $0 { true } else { false } }
                case .status, .joined, .district, .branch, .language, .employer, .workplace, .job,
                    .shift:
                    column.field.map { [.field($0)] } ?? []
                }
            }
    }

    /// As the table keeps it: nothing for what is usual.
    var stored: (columns: String?, sort: String?) {
        (
            columns == PeopleColumn.usual ? nil : columns.map(\.rawValue).joined(separator: ","),
            order == .name ? nil : order.rawValue
        )
    }

    /// Reads a row of `saved_search`.
    init(_ row: Row) {
        self.init(stored: row["columns"], sort: row["sort"])
    }

    /// Reads what a table keeps; what there is no more is left out.
    init(stored text: String?, sort: String?) {
        self.init(
            text.map { $0.split(separator: ",").compactMap { PeopleColumn(rawValue: "\($0)") } }
                ?? PeopleColumn.usual,
            by: sort.flatMap(MemberList.Order.init(rawValue:)) ?? .name)
    }
}
