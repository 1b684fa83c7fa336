/// What a condition looks at.
public enum SearchAbout: String, CaseIterable, Hashable, Sendable, Codable {
    /// Beginnings of names in any order, an e-mail address, digits of a number, an id.
    case words
    /// person, organization or household.
    case kind
    /// contact, supporter, member or former.
    case status
    /// A tag.
    case tag
    /// An interest.
    case interest
    /// A skill.
    case skill
    /// Something that is said once of a person; `of` is its column.
    case field
    /// Any of the e-mail addresses.
    case email
    /// Any of the phone numbers.
    case phone
    /// Any of the postal addresses; `of` is a part of it.
    case address
    /// Whether we may use a way to reach them; `of` is the way.
    case reachable
    /// Meetings to which they came; `of` is one of them, or none for any.
    case attended
    /// How they belong to others; `of` is the kind of relation and its direction.
    case relation
    /// What they are for a time.
    case position
    /// Who looks after them.
    case pointPerson = "point person"
    /// A field that the chapter has added; `of` is its code.
    case ownField = "own field"
    /// Periods of membership; `of` is a kind of membership, or none for any.
    case membership
    /// Whether they fulfil what the chapter asks of a member in good standing.
    case standing = "good standing"
    /// Whether something is to be done about them, or by them; `of` is a `TaskTie`, or none for
    /// about them.
    case openTask = "open task"
    /// The same of what should have been done before today.
    case overdueTask = "overdue task"
    /// The chapter's own things that they have to do with; `of` is a kind of them, or none for any.
    case thing
    /// Agreements that they are a party of; `of` is a kind of them, or none for any.
    case agreement
    /// What they answered to invitations; `of` is a meeting, or none for any.
    case answered
    /// How what was done with them ended; `of` is a kind of entry, or none for any.
    case outcome
    /// What rights they hold in the program.
    case role
    /// How old they are, in whole years.
    case age
    /// When something was done with them last.
    case contacted
    /// When their record was changed.
    case changed
    /// When they were added.
    case added
    /// Whether they came with an import or were changed by it; `of` is one of them, or none for
    /// any.
    case imported = "import"
    /// Another search, which is kept; `of` is its id.
    case search
    /// Whom a number of the dashboard counts; `of` is `DashboardQuestion.code`, and `from` the day,
    /// or none for today.
    case dashboard
    /// Fits nobody: what a list asks that is made by hand alone.
    case nobody
}

/// What an import did with somebody.
public enum ImportedHow: String, CaseIterable, Hashable, Sendable {
    /// It brought them.
    case new
    /// It changed what was known of them.
    case changed
}

/// How somebody belongs to a task.
public enum TaskTie: String, CaseIterable, Hashable, Sendable {
    /// It is about them.
    case about
    /// It is theirs to do.
    case assigned
}

/// Where an agreement stands for one of its parties.
public enum AgreementState: String, CaseIterable, Hashable, Sendable {
    /// It has begun and has not ended, by its days.
    case inForce = "in force"
    /// Its last day is over.
    case over
    /// The party has not signed it, and it is not over.
    case unsigned = "not signed"
}

/// A part of a postal address that conditions look at.
public enum AddressPart: String, CaseIterable, Hashable, Sendable {
    /// Any part of it.
    case any
    /// Street and number.
    case line1
    /// The second line.
    case line2
    /// The town.
    case city
    /// The region.
    case region
    /// The postcode.
    case postcode
    /// The country.
    case country
}

/// A way to reach somebody that we may or may not use.
public enum ReachWay: String, CaseIterable, Hashable, Sendable {
    /// An e-mail address that works, and no wish against mail from lists.
    case mail
    /// A phone number that works, and no wish against calls.
    case call
    /// A phone number that works, and no wish against text messages.
    case text
    /// A postal address that works.
    case post
}

extension SearchAbout {
    /// Whether `value` can be the number of a contact, for what the condition names and for a kind
    /// of own field where it is about one: a merge has to rewrite it.
    func namesContact(of: String?, ownKind: String?) -> Bool {
        switch self {
        case .relation, .pointPerson: true
        case .dashboard: of == "organization"
        case .ownField: ownKind == "contact"
        case .words, .kind, .status, .tag, .interest, .skill, .field, .email, .phone, .address,
            .reachable, .attended, .position, .membership, .standing, .openTask, .overdueTask,
            .contacted, .changed, .added, .imported, .search, .nobody, .thing, .agreement,
            .answered, .outcome, .role, .age:
            false
        }
    }

    /// The tests of a field that has this shape.
    public static func tests(of shape: PersonField.Shape) -> [SearchTest] {
        switch shape {
        case .line, .text: [.is, .contains, .begins, .known]
        case .day: SearchAbout.dayTests
        case .yesNo, .choice: [.is, .known]
        }
    }

    /// The tests of a day.
    private static let dayTests: [SearchTest] = [
        .is, .before, .after, .between, .last, .next, .known,
    ]

    /// The tests that make sense, the usual one first.
    ///
    /// `of` is what the condition names; `ownKind` is the kind of the own field that it names.
    public func tests(of: String?, ownKind: String? = nil) -> [SearchTest] {
        switch self {
        case .words: [.contains]
        case .kind, .status, .search, .dashboard: [.is]
        case .tag, .interest, .skill, .position: [.is, .contains, .known]
        case .field:
            of.flatMap(PersonField.init(rawValue:)).map { Self.tests(of: $0.shape) } ?? []
        case .email: [.known, .is, .contains, .begins]
        case .phone: [.known, .is, .contains]
        case .address: [.is, .contains, .begins, .known]
        case .reachable, .openTask, .overdueTask, .standing, .nobody: [.known]
        case .attended: [.least, .most, .is]
        case .relation, .pointPerson, .imported, .thing: [.known, .is]
        case .agreement: [.known, .is, .next, .last]
        case .answered, .role: [.is, .known]
        case .outcome: [.is, .contains, .known]
        case .age: [.least, .most, .between, .known]
        case .ownField: Self.ownTests(ownKind)
        case .membership: [.known, .next, .last]
        case .contacted: [.last, .known]
        case .changed, .added: [.last]
        }
    }

    private static func ownTests(_ kind: String?) -> [SearchTest] {
        switch kind {
        case "day": dayTests
        case "number": [.least, .most, .is, .known]
        case "yes or no", "choice", "choices", "contact", "object": [.is, .known]
        default: [.is, .contains, .begins, .known]
        }
    }
}

extension SearchCondition {
    /// The value of a condition on answers that asks for those who gave none.
    public static let noAnswer = "none"
}
