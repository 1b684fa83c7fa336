extension ColumnTarget {
    /// The target in one word, as forms and tables keep it: `email_home`, `birth_date`,
    /// `external:AK_ID`.
    public var code: String {
        switch self {
        case .field(let field): field.rawValue
        case .middleName: "middle_name"
        case .fallbackName: "fallback_name"
        case .memberNumber: "member_number"
        case .doNotContact: "do_not_contact"
        case .phoneKind: "phone_kind"
        case .place: "place"
        case .email(let kind): "email_\(kind.rawValue)"
        case .emails: "emails"
        case .phone(let kind): "phone_\(kind.rawValue)"
        case .bestPhone: "best_phone"
        case .phones: "phones"
        case .address(let part, .home): Self.addressParts[part]
        case .address(let part, let kind): "\(kind.rawValue)_\(Self.addressParts[part])"
        case .addresses: "addresses"
        case .emailState: "email_state"
        case .phoneState: "phone_state"
        case .addressState: "address_state"
        case .deceased: "deceased"
        case .postcodeEnd: "postcode_end"
        case .externalID(let scheme): "external:\(scheme)"
        case .messenger(let service):
            "messenger_\(service.rawValue.lowercased().replacing(" ", with: "_"))"
        case .messengers: "messengers"
        case .organization: "works_at"
        case .positionThere: "position_there"
        case .organizations: "organizations"
        case .positions: "positions"
        case .memberships: "memberships"
        case .ownField(let code): "own:\(code)"
        case .externalIDs: "external_ids"
        case .tags: "tags"
        case .interests: "interests"
        case .skills: "skills"
        case .note: "note"
        }
    }

    private static let addressParts = ["line1", "line2", "city", "region", "postcode", "country"]

    /// Everything that a column can be, without ids in named systems, of which there is no end.
    public static let allNamed: [ColumnTarget] =
        [.middleName, .fallbackName, .memberNumber, .doNotContact]
        + [.phoneKind, .place, .emailState, .phoneState, .addressState, .addresses, .deceased]
        + PersonField.allCases.map { .field($0) }
        + [ReachKind.home, .work, .other].map { .email($0) } + [.emails]
        + [ReachKind.mobile, .home, .work, .other].map { .phone($0) } + [.bestPhone, .phones]
        + [ReachKind.home, .work, .other].flatMap { kind in (0..<6).map { .address($0, kind) } }
        + MessengerService.allCases.map { .messenger($0) }
        + [.messengers, .organization, .positionThere, .organizations, .positions, .memberships]
        + [.postcodeEnd, .externalIDs, .tags, .interests, .skills, .note]

    private static let byCode = Dictionary(
        uniqueKeysWithValues: allNamed.map { ($0.code, $0) })

    /// How long the name of another system may be, in Unicode scalars.
    static let schemeScalars = 60

    /// Reads what `code` gives; nil for anything else.
    public init?(code: String) {
        let mark = "external:"
        if code.hasPrefix(mark) {
            let scheme = String(code.dropFirst(mark.count))
            guard !scheme.isEmpty, scheme.unicodeScalars.count <= Self.schemeScalars else {
                return nil
            }
            self = .externalID(scheme)
            return
        }
        let own = "own:"
        if code.hasPrefix(own) {
            let field = String(code.dropFirst(own.count))
            guard !field.isEmpty, field.unicodeScalars.count <= Self.schemeScalars else {
                return nil
            }
            self = .ownField(field)
            return
        }
        guard let target = Self.byCode[code] else { return nil }
        self = target
    }
}
