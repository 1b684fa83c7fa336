/// Something that two contacts have in common, or that tells them apart; the raw value is its code.
public enum DuplicateReason: String, CaseIterable, Hashable, Sendable {
    /// The same e-mail address.
    case sameEmail = "same email"
    /// The same phone number.
    case samePhone = "same phone"
    /// The same name, whatever its case and accents.
    case sameName = "same name"
    /// The same words in another order.
    case sameWords = "same words"
    /// One name has words that the other lacks.
    case longerName = "longer name"
    /// A short form of the same first name, with the same last name.
    case nickname
    /// The same last name, and of a first name only its initial.
    case initials
    /// A name that differs in a letter or two.
    case similarName = "similar name"
    /// The same first name alone.
    case sameGivenName = "same given name"
    /// The same day of birth.
    case sameBirthDate = "same birth date"
    /// The same home.
    case sameHome = "same home"
    /// Nothing else is known of one of them that could tell the two apart.
    case nothingElse = "nothing else"
    /// Two days of birth.
    case differentBirthDate = "different birth date"
    /// Another first name with the same last name: people of one family.
    case differentGivenName = "different given name"
    /// Names that have nothing in common.
    case differentName = "different name"

    /// Whether it speaks for two contacts.
    public var speaksAgainst: Bool {
        switch self {
        case .differentBirthDate, .differentGivenName, .differentName: true
        default: false
        }
    }

    /// Reads the codes of a row, one a line.
    static func read(_ codes: String) -> [DuplicateReason] {
        codes.split(separator: "\n").compactMap { DuplicateReason(rawValue: String($0)) }
    }
}
