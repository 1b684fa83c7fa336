/// A column of an exported list.
public enum ExportColumn: Hashable, Sendable {
    /// The person's number in this chapter.
    case memberID
    /// What is said once of a person.
    case field(PersonField)
    /// The first e-mail address in line.
    case email
    /// The first phone number in line.
    case phone
    /// Street and number of the first postal address.
    case line1
    /// The second line of it.
    case line2
    /// The town of it.
    case city
    /// The region of it.
    case region
    /// The postcode of it.
    case postcode
    /// The country of it.
    case country
    /// All tags, separated by semicolons.
    case tags
    /// All interests, separated by semicolons.
    case interests
    /// The other e-mail addresses, separated by semicolons.
    case otherEmails
    /// The other phone numbers, separated by semicolons.
    case otherPhones
    /// All external ids as `scheme=value`, separated by semicolons.
    case externalIDs

    /// Every column.
    public static let all: [ExportColumn] =
        [.memberID] + PersonField.allCases.map { .field($0) } + [
            .email, .otherEmails, .phone, .otherPhones, .line1, .line2, .city, .region, .postcode,
            .country, .tags, .interests, .externalIDs,
        ]

    /// The heading; the importer knows all of them.
    public var header: String {
        switch self {
        case .memberID: "member number"
        case .field(let field): field.words
        case .email: "e-mail"
        case .phone: "phone"
        case .line1: "address line 1"
        case .line2: "address line 2"
        case .city: "city"
        case .region: "region"
        case .postcode: "postcode"
        case .country: "country"
        case .tags: "tags"
        case .interests: "interests"
        case .otherEmails: "other e-mails"
        case .otherPhones: "other phones"
        case .externalIDs: "external ids"
        }
    }

    /// The cell of a person.
    func cell(of person: StoredPerson) -> String {
        switch self {
        case .memberID: person.id.description
        case .field(let field): person.values[field] ?? ""
        case .email: person.rows(.email).first?.cells[0] ?? ""
        case .phone: person.rows(.phone).first?.cells[0] ?? ""
        case .line1: person.rows(.address).first?.cells[0] ?? ""
        case .line2: person.rows(.address).first?.cells[1] ?? ""
        case .city: person.rows(.address).first?.cells[2] ?? ""
        case .region: person.rows(.address).first?.cells[3] ?? ""
        case .postcode: person.rows(.address).first?.cells[4] ?? ""
        case .country: person.rows(.address).first?.cells[5] ?? ""
        case .tags: person.rows(.tag).map(\.text).joined(separator: "; ")
        case .interests: person.rows(.interest).map(\.text).joined(separator: "; ")
        case .otherEmails: others(person.rows(.email))
        case .otherPhones: others(person.rows(.phone))
        case .externalIDs:
            person.rows(.externalID).map { $0.cells.joined(separator: "=") }
                .joined(separator: "; ")
        }
    }

    private func others(_ rows: [DetailRow]) -> String {
        rows.dropFirst().map { $0.cells[0] }.joined(separator: "; ")
    }
}
