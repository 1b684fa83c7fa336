import GRDB

/// A column of the list of people; the raw value stands in addresses and in kept searches.
public enum PeopleColumn: String, CaseIterable, Hashable, Sendable {
    /// contact, supporter, member or former.
    case status
    /// The first e-mail address in line.
    case email
    /// The first phone number in line.
    case phone
    /// The interests.
    case interests
    /// The tags.
    case tags
    /// The day the membership began.
    case joined
    /// The latest meeting to which the person came.
    case came

    /// Those that are shown before anybody chooses.
    public static let usual: [PeopleColumn] = [.status, .email, .phone, .interests]
}

/// How a kept search is shown: its columns besides the name, and what comes first.
public struct ListView: Hashable, Sendable {
    /// The columns, in the order in which lists show them, each once.
    public let columns: [PeopleColumn]
    /// What comes first.
    public let order: MemberList.Order

    /// How a list is shown before anybody chooses.
    public static let usual = ListView(PeopleColumn.usual, by: .name)

    /// These columns, in the order in which lists show them.
    public init(_ columns: [PeopleColumn], by order: MemberList.Order) {
        self.columns = PeopleColumn.allCases.filter { columns.contains($0) }
        self.order = order
    }

    /// Reads what another program sent; nil where it said nothing of either.
    ///
    /// What it left out is as usual, and a name that is none is refused.
    public static func reading(columns: [String]?, sort: String?) -> Result<ListView?, Refusal> {
        guard columns != nil || sort != nil else { return .success(nil) }
        var chosen: [PeopleColumn] = []
        for name in columns ?? PeopleColumn.usual.map(\.rawValue) {
            guard let column = PeopleColumn(rawValue: name) else {
                let all = PeopleColumn.allCases.map(\.rawValue).joined(separator: ", ")
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

    /// The columns of an export that say the same: the name and what is chosen.
    public var exported: [ExportColumn] {
        [.field(.name)]
            + columns.compactMap { column in
                switch column {
                case .status: .field(.status)
                case .email: .email
                case .phone: .phone
                case .interests: .interests
                case .tags: .tags
                case .joined: .field(.joinedOn)
                case .came: nil
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
