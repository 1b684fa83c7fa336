/// A column of the list of people; the raw value stands in addresses and in kept searches.
public enum PeopleColumn: Hashable, Sendable {
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
    /// The town of the first postal address in line.
    case town
    /// The postcode of it.
    case postcode
    /// The electoral district.
    case district
    /// The branch of the chapter's region.
    case branch
    /// The language to write to the person in.
    case language
    /// Who pays the person's wage, as the record has it.
    case employer
    /// Where the person works, as the record has it.
    case workplace
    /// What the person works as.
    case job
    /// When the person works.
    case shift
    /// The organizations at which the person works on the day, by their relations.
    case organizations
    /// What the person holds on the day, with the organization.
    case positions
    /// Who looks after the person.
    case pointPerson
    /// How old the person is on the day, in whole years.
    case age
    /// What rights the person holds in the program.
    case roles
    /// The person's number in this chapter.
    case number
    /// One of the chapter's own fields, by its code.
    case ownField(String)

    /// Those that each chapter has, in the order in which lists show them.
    public static let builtIn: [PeopleColumn] = [
        .status, .email, .phone, .interests, .tags, .joined, .came, .town, .postcode, .district,
        .branch, .language, .employer, .workplace, .job, .shift, .organizations, .positions,
        .pointPerson, .number, .age, .roles,
    ]

    /// Those that are shown before anybody chooses.
    public static let usual: [PeopleColumn] = [.status, .email, .phone, .interests]

    /// What stands in front of the code of an own field.
    private static let ownMark = "own:"

    /// The field of the record that it shows, where it shows just that.
    public var field: PersonField? {
        switch self {
        case .status: .status
        case .joined: .joinedOn
        case .district: .district
        case .branch: .branch
        case .language: .language
        case .employer: .employer
        case .workplace: .workplace
        case .job: .job
        case .shift: .shift
        case .email, .phone, .interests, .tags, .came, .town, .postcode, .organizations, .positions,
            .pointPerson, .number, .age, .roles, .ownField:
            nil
        }
    }

    /// The code of the own field that it shows.
    public var ownField: String? {
        if case .ownField(let code) = self { code } else { nil }
    }
}

extension PeopleColumn: RawRepresentable {
    private static let byName = Dictionary(
        builtIn.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })

    /// Reads a name; nil where it is none.
    ///
    /// Whether there is such an own field is not asked here.
    public init?(rawValue: String) {
        if let column = Self.byName[rawValue] {
            self = column
        } else if rawValue.hasPrefix(Self.ownMark), !rawValue.contains(",") {
            let code = rawValue.dropFirst(Self.ownMark.count)
            guard (1...60).contains(code.unicodeScalars.count) else { return nil }
            self = .ownField(String(code))
        } else {
            return nil
        }
    }

    /// The name in addresses, in kept searches and in the API.
    public var rawValue: String {
        switch self {
        case .status: "status"
        case .email: "email"
        case .phone: "phone"
        case .interests: "interests"
        case .tags: "tags"
        case .joined: "joined"
        case .came: "came"
        case .town: "town"
        case .postcode: "postcode"
        case .district: "district"
        case .branch: "branch"
        case .language: "language"
        case .employer: "employer"
        case .workplace: "workplace"
        case .job: "job"
        case .shift: "shift"
        case .organizations: "organizations"
        case .positions: "positions"
        case .pointPerson: "point"
        case .number: "number"
        case .age: "age"
        case .roles: "roles"
        case .ownField(let code): Self.ownMark + code
        }
    }
}
