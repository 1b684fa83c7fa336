/// What a column of a list is about.
public enum ColumnTarget: Hashable, Sendable {
    /// A field of the person.
    case field(PersonField)
    /// The names between the given name and the family name.
    case middleName
    /// A name for where the others are empty, as organizations have in lists of people.
    case fallbackName
    /// The number in this chapter, as our own exports have it.
    case memberNumber
    /// Nobody may telephone, text or mail.
    case doNotContact
    /// What kind of phone the number is of which no column says it.
    case phoneKind
    /// Where an address or a number belongs of which no column says it.
    case place
    /// An e-mail address.
    case email(ReachKind)
    /// Several e-mail addresses in one value.
    case emails
    /// A phone number.
    case phone(ReachKind)
    /// The phone number to try first; another column may say what kind it is.
    case bestPhone
    /// Several phone numbers in one value.
    case phones
    /// The part of an address with this place: two lines, city, region, postcode, country.
    case address(Int, ReachKind)
    /// Several postal addresses in one value, as our own exports write them.
    case addresses
    /// Whether an e-mail address can be used, or that no mail is wanted.
    case emailState
    /// Whether a phone number can be used, or that no calls or no texts are wanted.
    case phoneState
    /// Whether a postal address can be used.
    case addressState
    /// Whether the person has died: their row is left out.
    case deceased
    /// The end of a postcode, as in 02139-1234.
    case postcodeEnd
    /// An id in another system.
    case externalID(String)
    /// A messenger.
    case messenger(MessengerService)
    /// Several messengers as `service=handle`.
    case messengers
    /// The organization at which somebody works; it is found by its name or made.
    case organization
    /// What they are there.
    case positionThere
    /// Several organizations at which somebody works.
    case organizations
    /// Several positions as “steward @ Harbour Hotel”.
    case positions
    /// Several periods of membership, as `MembershipPeriod.listed` writes them.
    case memberships
    /// One of the chapter's own fields, by its code.
    case ownField(String)
    /// Several ids as `scheme=value`.
    case externalIDs
    /// Tags in one value.
    case tags
    /// Interests in one value.
    case interests
    /// Skills in one value.
    case skills
    /// A note on the timeline.
    case note

    /// The target in words, for the report.
    public var words: String {
        switch self {
        case .field(let field): field.words
        case .middleName: "middle name"
        case .fallbackName: "name where there is no other"
        case .memberNumber: "number in this chapter"
        case .doNotContact: "do not contact"
        case .phoneKind: "kind of phone"
        case .place: "kind of address"
        case .email(let kind): "e-mail (\(kind.rawValue))"
        case .emails: "more e-mail addresses"
        case .phone(let kind): "phone (\(kind.rawValue))"
        case .bestPhone: "phone to try first"
        case .phones: "more phone numbers"
        case .address(let part, let kind):
            ["address line 1", "address line 2", "city", "region", "postcode", "country"][part]
                + (kind == .home ? "" : " (\(kind.rawValue))")
        case .addresses: "more postal addresses"
        case .emailState: "whether the e-mail address can be used"
        case .phoneState: "whether the phone number can be used"
        case .addressState: "whether the address can be used"
        case .deceased: "whether the person has died"
        case .postcodeEnd: "end of the postcode"
        case .externalID(let scheme): "id in \(scheme)"
        case .messenger(let service): service.rawValue
        case .messengers: "messengers"
        case .organization: "organization where they work"
        case .positionThere: "position at that organization"
        case .organizations: "organizations where they work"
        case .positions: "positions"
        case .memberships: "periods of membership"
        case .ownField(let code): code
        case .externalIDs: "external ids"
        case .tags: "tags"
        case .interests: "interests"
        case .skills: "skills"
        case .note: "note on the timeline"
        }
    }

    /// Whether several columns can add to it.
    var takesSeveral: Bool {
        switch self {
        case .email, .emails, .phone, .phones, .externalIDs, .tags, .interests, .skills,
            .fallbackName, .doNotContact, .messenger, .messengers, .organizations, .positions,
            .memberships, .addresses, .emailState, .phoneState, .addressState, .deceased, .note,
            .field(.doNotCall),
            .field(.doNotText), .field(.doNotEmail):
            true
        default: false
        }
    }
}
