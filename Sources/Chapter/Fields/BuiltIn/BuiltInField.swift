/// Something that every chapter can know of a contact and for which a chapter can have a rule.
///
/// A name is always needed, and a status and a kind are always there. Wishes not to be contacted,
/// the language, and what only national lists say have no rules: nobody is to be kept from saying
/// that they do not want to be called.
public enum BuiltInField: Hashable, Sendable {
    /// Something that is said once of a contact.
    case person(PersonField)
    /// Any of the e-mail addresses.
    case email
    /// Any of the phone numbers.
    case phone
    /// An e-mail address or a phone number.
    case emailOrPhone
    /// Any of the postal addresses.
    case address
    /// The postcode of any of the postal addresses.
    case postcode

    /// What can be asked of a value, besides that there is one.
    public enum Asking: Hashable, Sendable {
        /// What a text looks like.
        case pattern
        /// From and until when a day can be.
        case days
        /// Nothing.
        case nothing
    }

    /// All of them, in the order in which pages show them.
    public static let all: [BuiltInField] =
        [.email, .phone, .emailOrPhone, .address, .postcode]
        + [
            PersonField.birthDate, .joinedOn, .legalName, .pronouns, .employer, .workplace, .job,
            .shift, .unionMember, .unionName, .unionLocal, .student, .school, .accommodations,
            .mailingPreference, .branch,
        ].map { BuiltInField.person($0) }

    /// The field with this code; nil where it takes no rule.
    public init?(code: String) {
        guard let field = Self.all.first(where: { $0.code == code }) else { return nil }
        self = field
    }

    /// The name for the API and for archives; it never changes.
    public var code: String {
        switch self {
        case .person(let field): field.rawValue
        case .email: "email"
        case .phone: "phone"
        case .emailOrPhone: "email_or_phone"
        case .address: "address"
        case .postcode: "postcode"
        }
    }

    /// What can be asked of a value.
    public var asking: Asking {
        switch self {
        case .email, .phone, .postcode: .pattern
        case .emailOrPhone, .address: .nothing
        case .person(let field):
            switch field.shape {
            case .line: .pattern
            case .day: .days
            case .text, .yesNo, .choice: .nothing
            }
        }
    }

    /// Of whom it can be needed.
    public var wanting: [BuiltInRule.Whom] {
        if case .person(let field) = self, field.isOfPersonsAlone { return [.persons, .members] }
        return BuiltInRule.Whom.allCases
    }

    /// The field in words, for sentences.
    var words: String {
        switch self {
        case .person(let field): field.words
        case .email: "e-mail address"
        case .phone: "phone number"
        case .emailOrPhone: "e-mail address or phone number"
        case .address: "postal address"
        case .postcode: "postcode"
        }
    }

    /// What a refusal calls it, and under what forms and the API send it.
    public var formName: String {
        switch self {
        case .person(let field): field.jsonKey
        case .email, .emailOrPhone: "email"
        case .phone: "phone"
        case .address: "address"
        case .postcode: "postcode"
        }
    }

    /// What a contact has of it.
    func values(of contact: Known) -> [String] {
        switch self {
        case .person(let field): [contact.values[field]].compactMap { $0 }.filter { !$0.isEmpty }
        case .email: contact.emails
        case .phone: contact.phones
        case .emailOrPhone: contact.emails + contact.phones
        case .address: contact.addresses
        case .postcode: contact.postcodes
        }
    }

    /// What rules look at of a contact.
    struct Known {
        let values: [PersonField: String]
        let emails: [String]
        let phones: [String]
        /// The lines of each postal address, one a line.
        let addresses: [String]
        let postcodes: [String]

        /// A contact as the tables hold them, or would.
        init(_ person: StoredPerson) {
            values = person.values
            emails = person.rows(.email).map { $0.cells[0] }
            phones = person.rows(.phone).map { $0.cells[0] }
            let rows = person.rows(.address)
            addresses = rows.map { $0.cells[0..<6].joined(separator: "\n") }
            postcodes = rows.map { $0.cells[4] }.filter { !$0.isEmpty }
        }

        /// A contact as pages show them.
        init(_ record: MemberRecord) {
            values = record.values
            emails = record.emails.map(\.address)
            phones = record.phones.map(\.number)
            addresses = record.addresses.map {
                [$0.line1, $0.line2, $0.city, $0.region, $0.postcode, $0.country]
                    .joined(separator: "\n")
            }
            postcodes = record.addresses.map(\.postcode).filter { !$0.isEmpty }
        }
    }
}
