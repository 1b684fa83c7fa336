/// A column of an exported list.
public enum ExportColumn: Hashable, Sendable {
    /// The person's number in this chapter.
    case memberID
    /// What is said once of a person.
    case field(PersonField)
    /// The first e-mail address in line that may be written to.
    case email
    /// What speaks against writing to it, or why there is none.
    case emailState
    /// The first phone number in line that may be called.
    case phone
    /// What speaks against using it, or why there is none.
    case phoneState
    /// Street and number of the first postal address that may be used.
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
    /// Why there is none.
    case addressState
    /// All tags, separated by semicolons.
    case tags
    /// All interests, separated by semicolons.
    case interests
    /// All skills, separated by semicolons.
    case skills
    /// The other e-mail addresses with what speaks against them, separated by semicolons.
    case otherEmails
    /// The other phone numbers in the same way.
    case otherPhones
    /// The other postal addresses in the same way, each as six parts with bars between them.
    case otherAddresses
    /// All messengers as `service=handle` with what speaks against them, separated by semicolons.
    case messengers
    /// The organizations at which they work now, separated by semicolons.
    case organizations
    /// What they hold now, as `steward @ Harbour Hotel`, separated by semicolons.
    case positions
    /// All periods of membership, as `MembershipPeriod.listed` writes them, separated by
    /// semicolons.
    case memberships
    /// All e-mail addresses with where they belong and whether they work, for reading.
    case emailsInFull
    /// All phone numbers in the same way.
    case phonesInFull
    /// All postal addresses in the same way, each in one line.
    case addressesInFull
    /// All relations with their days and notes, for reading.
    case relationsInFull
    /// All positions, also those that are over, with their days and notes, for reading.
    case positionsInFull
    /// One of the chapter's own fields: its code and its heading.
    case ownField(code: String, header: String)
    /// All external ids as `scheme=value`, separated by semicolons.
    case externalIDs

    /// Every column that each chapter has.
    public static let all: [ExportColumn] =
        [.memberID] + PersonField.allCases.map { .field($0) } + [
            .email, .emailState, .otherEmails, .phone, .phoneState, .otherPhones, .line1, .line2,
            .city, .region, .postcode, .country, .addressState, .otherAddresses, .messengers, .tags,
            .interests, .skills, .organizations, .positions, .memberships, .externalIDs,
        ]

    /// Columns that say all there is of something, in words for whoever reads the list.
    ///
    /// They are in a list only where somebody asks for them: the importer leaves them out.
    public static let inFull: [ExportColumn] = [
        .emailsInFull, .phonesInFull, .addressesInFull, .relationsInFull, .positionsInFull,
    ]

    /// Every column, those of the chapter's own fields of contacts last.
    public static func all(with fields: [OwnField]) -> [ExportColumn] {
        all
            + fields.map { field in
                // A heading that means something else gets words in front, which the importer knows.
                let isTaken = ColumnTarget.guess(field.name) != nil
                return .ownField(
                    code: field.code,
                    header: isTaken ? "\(OwnField.headerMark) \(field.name)" : field.name)
            }
    }

    /// The heading; the importer knows all of them.
    public var header: String {
        switch self {
        case .memberID: "member number"
        case .field(let field): field.words
        case .email: "e-mail"
        case .emailState: "e-mail state"
        case .phone: "phone"
        case .phoneState: "phone state"
        case .line1: "address line 1"
        case .line2: "address line 2"
        case .city: "city"
        case .region: "region"
        case .postcode: "postcode"
        case .country: "country"
        case .addressState: "address state"
        case .otherAddresses: "other addresses"
        case .tags: "tags"
        case .interests: "interests"
        case .skills: "skills"
        case .messengers: "messengers"
        case .organizations: "organizations"
        case .positions: "positions"
        case .memberships: "memberships"
        case .ownField(_, let header): header
        case .emailsInFull: "all e-mails with their kinds"
        case .phonesInFull: "all phones with their kinds"
        case .addressesInFull: "all addresses with their kinds"
        case .relationsInFull: "all relations with their days"
        case .positionsInFull: "all positions with their days"
        case .otherEmails: "other e-mails"
        case .otherPhones: "other phones"
        case .externalIDs: "external ids"
        }
    }

    /// The cell of a person.
    func cell(of person: StoredPerson, _ facts: ExportFacts) -> String {
        switch self {
        case .memberID: person.id.description
        case .field(let field): person.values[field] ?? ""
        case .email: reach(.mail, person).first?.cells[0] ?? ""
        case .emailState: reach(.mail, person).state
        case .phone: reach(.call, person).first?.cells[0] ?? ""
        case .phoneState: reach(.call, person).state
        case .line1: reach(.post, person).first?.cells[0] ?? ""
        case .line2: reach(.post, person).first?.cells[1] ?? ""
        case .city: reach(.post, person).first?.cells[2] ?? ""
        case .region: reach(.post, person).first?.cells[3] ?? ""
        case .postcode: reach(.post, person).first?.cells[4] ?? ""
        case .country: reach(.post, person).first?.cells[5] ?? ""
        case .addressState: reach(.post, person).state
        case .tags: Self.list(person.rows(.tag).map(\.text))
        case .interests: Self.list(person.rows(.interest).map(\.text))
        case .skills: Self.list(person.rows(.skill).map(\.text))
        case .messengers:
            Self.list(
                person.rows(.messenger).map { row in
                    let text = "\(row.cells[0])=\(row.cells[1].replacing(";", with: "%3B"))"
                    return row.state.isUsable ? text : "\(text) (\(row.state.rawValue))"
                })
        case .organizations: Self.list(facts.organizations[person.id] ?? [])
        case .positions: Self.list(facts.positions[person.id] ?? [])
        case .memberships: Self.list((facts.periods[person.id] ?? []).map(\.listed))
        case .ownField(let code, _):
            code.hasSuffix("[]")
                ? Self.list(person.ownFields[code] ?? [])
                : OwnField.shown(person.ownFields[code]?.first ?? "")
        case .emailsInFull: inFull(person.rows(.email), 1)
        case .phonesInFull: inFull(person.rows(.phone), 1)
        case .addressesInFull: inFull(person.rows(.address), 6)
        case .relationsInFull: (facts.relationsInFull[person.id] ?? []).joined(separator: "; ")
        case .positionsInFull: (facts.positionsInFull[person.id] ?? []).joined(separator: "; ")
        case .otherEmails: Self.list(reach(.mail, person).others)
        case .otherPhones: Self.list(reach(.call, person).others)
        case .otherAddresses: Self.list(reach(.post, person).others)
        case .externalIDs:
            person.rows(.externalID).map { $0.cells.joined(separator: "=") }
                .joined(separator: "; ")
        }
    }

    /// Several values in one cell.
    ///
    /// A semicolon behind a single value with a comma says that it is one, not two.
    private static func list(_ values: [String]) -> String {
        let text = values.joined(separator: "; ")
        let isUnclear = values.count == 1 && text.contains { $0 == "," || $0 == "|" }
        return isUnclear ? text + ";" : text
    }

    /// Rows in words: “1 Pier, Porto (home, first); 2 Quay (work, bounced)”.
    ///
    /// Before `kind` stand the cells that make up the thing itself, behind it whether it can be used
    /// and whether it is the first in line.
    private func inFull(_ rows: [DetailRow], _ kind: Int) -> String {
        rows.map { row in
            let state = row.cells[kind + 1]
            let words =
                [row.cells[kind], state == ReachState.ok.rawValue ? "" : state]
                + (rows.count > 1 && !row.cells[kind + 2].isEmpty ? ["first"] : [])
            return row.cells[..<kind].filter { !$0.isEmpty }.joined(separator: ", ")
                + " (" + words.filter { !$0.isEmpty }.joined(separator: ", ") + ")"
        }.joined(separator: "; ")
    }

    private func reach(_ way: ReachWay, _ person: StoredPerson) -> ExportedReach {
        ExportedReach(person: person, way: way)
    }
}
