/// Something of which a person can have several: one table each.
enum Detail: String, CaseIterable, Sendable {
    case email
    case phone
    case address
    case messenger
    case externalID = "external id"
    case tag
    case interest
    case skill
    case ownField = "own field"

    /// The table that holds the rows.
    var table: String {
        switch self {
        case .email: "member_email"
        case .phone: "member_phone"
        case .address: "member_address"
        case .messenger: "member_messenger"
        case .externalID: "member_external_id"
        case .tag: "member_tag"
        case .interest: "member_interest"
        case .skill: "member_skill"
        case .ownField: "member_own_field"
        }
    }

    /// The columns that people see, in the order in which history writes them.
    var columns: [String] {
        switch self {
        case .email: ["address", "kind", "state", "is_primary"]
        case .phone: ["number", "kind", "state", "is_primary"]
        case .address:
            [
                "line1", "line2", "city", "region", "postcode", "country", "kind", "state",
                "is_primary",
            ]
        case .messenger: ["service", "handle", "state", "is_primary"]
        case .externalID: ["scheme", "value"]
        case .tag: ["tag"]
        case .interest: ["interest"]
        case .skill: ["skill"]
        case .ownField: ["field_code", "value"]
        }
    }

    /// The SQL expression of a row as history writes it: its columns, one a line.
    var textSQL: String { columns.joined(separator: " || char(10) || ") }

    /// Whether the search words depend on it.
    var isSearched: Bool {
        self == .email || self == .phone || self == .messenger || self == .externalID
    }

    /// Whether members change it themselves.
    var isOwn: Bool { self != .tag && self != .externalID && self != .ownField }

    /// The plural in words, for sentences.
    var plural: String {
        switch self {
        case .email: "e-mail addresses"
        case .phone: "phone numbers"
        case .address: "postal addresses"
        case .messenger: "messengers"
        case .externalID: "external ids"
        case .tag: "tags"
        case .interest: "interests"
        case .skill: "skills"
        case .ownField: "values of own fields"
        }
    }

    /// How many of them a person can have.
    var limit: Int {
        switch self {
        case .email, .phone, .address, .messenger, .externalID: 20
        case .tag, .interest, .skill: 100
        case .ownField: 200
        }
    }
}

/// One row of a detail's table.
struct DetailRow: Hashable, Sendable {
    /// Which table.
    let detail: Detail
    /// The columns that people see; single lines all.
    let cells: [String]
    /// What makes two rows the same thing, however they are spelled.
    let key: String

    /// The row as history writes it; no cell has a line end, so nothing is lost.
    var text: String { cells.joined(separator: "\n") }

    /// A row with these cells.
    init(_ detail: Detail, _ cells: [String]) {
        self.detail = detail
        self.cells = cells
        key = DetailRow.key(detail, cells)
    }

    /// Reads a row from history; nil when it was written for another table.
    init?(_ detail: Detail, text: String) {
        let cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == detail.columns.count else { return nil }
        self.init(detail, cells)
    }

    private static func key(_ detail: Detail, _ cells: [String]) -> String {
        switch detail {
        case .email: emailKey(cells[0])
        case .phone: phoneKey(cells[0])
        case .address:
            cells[6] + "\n" + cells[0..<6].map { foldedName($0) }.joined(separator: "\n")
        case .messenger: cells[0] + "\n" + cells[1].lowercased()
        case .externalID: externalIDKey(scheme: cells[0], value: cells[1])
        case .tag, .interest, .skill: foldedName(cells[0])
        case .ownField: OwnField.key(code: cells[0], value: cells[1])
        }
    }

    /// Whether it is the first in line.
    var isPrimary: Bool { cells.last == "primary" && detail.columns.last == "is_primary" }

    /// The same row, first in line or not.
    func primary(_ primary: Bool) -> DetailRow {
        guard detail.columns.last == "is_primary" else { return self }
        return DetailRow(detail, Array(cells.dropLast()) + [primary ? "primary" : ""])
    }
}

/// The key of an e-mail address: people do not mean two by two spellings.
func emailKey(_ address: String) -> String { address.lowercased() }

/// The key of a phone number: its last nine digits, so that country codes and trunk zeros do not
/// tell one number from another.
func phoneKey(_ number: String) -> String { String(digits(number).suffix(9)) }

/// The key of an external id.
func externalIDKey(scheme: String, value: String) -> String {
    foldedName(scheme) + "\n" + folded(value)
}

/// The digits of a text in any script, up to an extension.
func digits(_ text: String) -> String {
    var result = ""
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
        for byte in text.utf8 {
            if (48...57).contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else if "xXe#;".utf8.contains(byte) {
                break
            }
        }
        return result
    }
    for character in text {
        if let value = character.wholeNumberValue, (0...9).contains(value) {
            result.append(String(value))
        } else if character == "x" || character == "X" || character == "e" || character == "#"
            || character == ";"
        {
            break
        }
    }
    return result
}
