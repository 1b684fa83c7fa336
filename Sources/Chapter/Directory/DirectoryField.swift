/// Something that the members of the chapter can be let see of a contact.
public enum DirectoryField: String, CaseIterable, Hashable, Sendable, Codable {
    /// The name; without it a contact is not in the directory at all.
    case name
    /// How to speak of somebody.
    case pronouns
    /// What somebody is for a time, such as steward.
    case positions
    /// The phone number that is used first.
    case phone
    /// The e-mail address that is used first.
    case email = "e-mail"
    /// The messengers that can be used.
    case messengers
    /// The town of the postal address.
    case town
    /// All of the postal address.
    case address
    /// Where somebody works.
    case workplace
    /// What somebody works as.
    case job
    /// What somebody cares about.
    case interests
    /// What somebody can do.
    case skills
    /// Where it is on the map: of a person only roughly.
    case place

    /// Whether a contact of this kind can have it.
    public func fits(_ kind: ContactKind) -> Bool {
        switch self {
        case .name, .phone, .email, .messengers, .town, .address, .place: kind != .household
        case .pronouns, .positions, .workplace, .job, .interests, .skills: kind == .person
        }
    }

    /// What a contact of this kind can let others see.
    public static func all(of kind: ContactKind) -> [DirectoryField] {
        allCases.filter { $0.fits(kind) }
    }
}
