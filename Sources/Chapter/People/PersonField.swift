/// Something that is said once of a person; the raw value is its column.
public enum PersonField: String, CaseIterable, Hashable, Sendable {
    /// What the person wants to be called.
    case name
    /// contact, supporter, member or former.
    case status
    /// The name in official papers, where it differs.
    case legalName = "legal_name"
    /// What stands before the name on a letter: Dr., Ms, Doña.
    case formOfAddress = "form_of_address"
    /// The name before the family name.
    case givenName = "given_name"
    /// The family name, or both of them.
    case familyName = "family_name"
    /// What stands behind the name: Jr., III.
    case nameSuffix = "name_suffix"
    /// What else the person is called.
    case nickname
    /// The person's pronouns.
    case pronouns
    /// The language to write to the person in.
    case language
    /// The day of birth.
    case birthDate = "birth_date"
    /// The day the membership began.
    case joinedOn = "joined_on"
    /// The day the membership ended.
    case endedOn = "ended_on"
    /// Who pays the person's wage.
    case employer
    /// Where the person works.
    case workplace
    /// What the person works as.
    case job
    /// When the person works.
    case shift
    /// Whether the person is in a union.
    case unionMember = "union_member"
    /// Which union.
    case unionName = "union_name"
    /// Which local of it.
    case unionLocal = "union_local"
    /// Whether the person studies.
    case student
    /// Where the person studies.
    case school
    /// What the person needs in order to take part.
    case accommodations
    /// Nobody may telephone.
    case doNotCall = "do_not_call"
    /// Nobody may send text messages.
    case doNotText = "do_not_text"
    /// Nobody may send mail from a list.
    case doNotEmail = "do_not_email"
    /// How the person wants paper post.
    case mailingPreference = "mailing_preference"
    /// Who else lives with the person, as the list says it.
    case household
    /// The chapter that a national list names.
    case listedChapter = "listed_chapter"
    /// The electoral district, as a list says it.
    case district
    /// The branch of the chapter's region in which the contact lives.
    case branch
    /// How a national membership is paid.
    case membershipType = "membership_type"
    /// Where the monthly dues stand.
    case monthlyDues = "monthly_dues"
    /// Where the yearly dues stand.
    case yearlyDues = "yearly_dues"
    /// What the national list calls the membership.
    case standing
    /// When the national membership runs out.
    case expiresOn = "expires_on"
    /// person, organization or household; only a person can be a member.
    case kind
}

extension PersonField {
    /// What a value of a field looks like.
    public enum Shape: Hashable, Sendable {
        /// One line of at most so many Unicode scalars.
        case line(Int)
        /// Several lines of at most so many Unicode scalars in all.
        case text(Int)
        /// A day: 2026-05-01.
        case day
        /// yes or no; unknown is no value.
        case yesNo
        /// One of these.
        case choice([String])
    }

    /// What a value looks like.
    public var shape: Shape {
        switch self {
        case .name, .legalName, .givenName, .familyName, .nickname, .employer, .workplace, .job,
            .shift, .unionName, .unionLocal, .school, .household, .listedChapter:
            .line(200)
        case .formOfAddress, .nameSuffix, .pronouns, .language, .mailingPreference, .district,
            .branch:
            .line(60)
        case .accommodations: .text(2000)
        case .birthDate, .joinedOn, .endedOn, .expiresOn: .day
        case .unionMember, .student, .doNotCall, .doNotText, .doNotEmail: .yesNo
        case .status: .choice(["contact", "supporter", "member", "former"])
        case .membershipType:
            .choice(["yearly", "monthly", "one-time", "lifetime", "income-based"])
        case .monthlyDues, .yearlyDues:
            .choice([
                "never", "active", "past due", "overdue", "lapsed", "cancelled by member",
                "cancelled by admin", "cancelled after failures", "cancelled by processor",
                "failed two months or more",
            ])
        case .standing: .choice(["in good standing", "member", "lapsed"])
        case .kind: .choice(["person", "organization", "household"])
        }
    }

    /// The field in words, for sentences and headings.
    public var words: String {
        switch self {
        case .joinedOn: "date of joining"
        case .endedOn: "date of ending"
        case .birthDate: "date of birth"
        case .expiresOn: "date of expiry"
        case .kind: "kind of contact"
        default: rawValue.replacing("_", with: " ")
        }
    }

    /// Whether the law or decency asks to show it only on the person's own page.
    public var isSensitive: Bool {
        switch self {
        case .legalName, .birthDate, .accommodations, .unionMember, .unionName, .unionLocal: true
        default: false
        }
    }

    /// Whether members change it themselves.
    public var isOwn: Bool {
        switch self {
        case .status, .joinedOn, .endedOn, .household, .listedChapter, .district, .branch,
            .membershipType, .monthlyDues, .yearlyDues, .standing, .expiresOn, .kind:
            false
        default: true
        }
    }

    /// The key of the field in JSON: its name in camel case.
    public var jsonKey: String { String(describing: self) }
}
