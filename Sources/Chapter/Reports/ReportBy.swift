/// What people are counted by in a report.
public enum ReportBy: Hashable, Sendable {
    /// member, supporter, contact or former.
    case status
    /// person, organization or household.
    case kind
    /// Their tags; whoever has several counts in each.
    case tag
    /// Their interests; whoever has several counts in each.
    case interest
    /// What they can do; whoever has several skills counts in each.
    case skill
    /// The towns of their addresses.
    case city
    /// The postcodes of their addresses.
    case postcode
    /// The electoral district.
    case district
    /// Who pays their wage.
    case employer
    /// Where they work.
    case workplace
    /// The branch of the chapter's region in which they live.
    case branch
    /// The organizations at which they work on the day, by their relations.
    case organization
    /// The language to write to them in.
    case language
    /// The month in which they joined.
    case month
    /// The quarter in which they joined.
    case quarter
    /// The year in which they joined.
    case year
    /// How old they are, in bands.
    case age
    /// The kind of membership that they have today.
    case membership
    /// Whether they are in good standing on the day.
    case standing
    /// Who looks after them.
    case pointPerson
    /// The things of a kind of the chapter's own that they have to do with on the day.
    case thing(Int64)
    /// A field that the chapter has added, by its code.
    case ownField(String)

    /// All but the chapter's own fields and kinds of things.
    public static let usual: [ReportBy] = [
        .status, .kind, .tag, .interest, .skill, .city, .postcode, .branch, .district, .employer,
        .workplace,
        .organization, .language, .month, .quarter, .year, .age, .membership, .standing,
        .pointPerson,
    ]

    /// How it is written in addresses.
    public var code: String {
        switch self {
        case .ownField(let code): "own:\(code)"
        case .thing(let kind): "thing:\(kind)"
        default: "\(self)"
        }
    }

    /// Reads what `code` gives; nil for anything else.
    public init?(_ code: String) {
        if code.hasPrefix("own:") {
            self = .ownField(String(code.dropFirst(4)))
        } else if code.hasPrefix("thing:") {
            guard let kind = Int64(code.dropFirst(6)) else { return nil }
            self = .thing(kind)
        } else if let known = ReportBy.usual.first(where: { $0.code == code }) {
            self = known
        } else {
            return nil
        }
    }

    /// Whether one person can count in several.
    public var isSeveral: Bool {
        switch self {
        case .tag, .interest, .skill, .city, .postcode, .organization, .membership, .thing,
            .ownField:
            true
        default: false
        }
    }

    /// Whether its values have an order of their own; others begin with the largest.
    var isOrdered: Bool {
        switch self {
        case .month, .quarter, .year, .age: true
        default: false
        }
    }
}

/// A band of ages, in whole years.
struct AgeBand: Hashable {
    let from: Int
    let to: Int

    /// From the youngest.
    static let all = [
        AgeBand(from: 0, to: 17), AgeBand(from: 18, to: 25), AgeBand(from: 26, to: 35),
        AgeBand(from: 36, to: 45), AgeBand(from: 46, to: 55), AgeBand(from: 56, to: 65),
        AgeBand(from: 66, to: 150),
    ]

    /// How it is grouped and written: `18–25`, `66+`, with two digits, so that it sorts.
    var key: String {
        let first = from < 10 ? "0\(from)" : "\(from)"
        return to >= 150 ? "\(first)+" : "\(first)–\(to)"
    }
}
