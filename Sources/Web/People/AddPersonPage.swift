import Chapter

/// The form that adds one person.
struct AddPersonPage: Page {
    /// Somebody who is known and may be the same.
    struct Known: Sendable {
        let name: String
        let face: Face
        let address: String
        let sentence: String
        let open: String
    }

    /// What is added: a person, an organization or a household.
    struct Kind: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    static let template = "people-add"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let kinds: [Kind]
    let kind: String
    let isPerson: Bool
    let name: Field
    let phone: Field
    let email: Field
    let status: SelectField
    let interests: Field
    let tags: Field
    /// The lines of an address, where the chapter needs one.
    let address: [Field]
    let hasAddress: Bool
    /// What the chapter needs to know of everybody.
    let needed: [EditPersonPage.Line]
    let hasNeeded: Bool
    /// What else the chapter asks.
    let asked: [EditPersonPage.Line]
    let hasAsked: Bool
    /// Whether the rest is shown at once: something in it was filled in, or is to be put right.
    let isAskedOpen: Bool
    /// Whether a number can be kept that cannot be one in its country.
    let mayKeepPhones: Bool
    let isKnown: Bool
    let knownHeading: String
    let known: [Known]
}

extension AddPersonPage {
    init(
        _ frame: Frame, _ words: Wording, _ entered: NewPerson, _ ownFields: [OwnField],
        _ problems: [Problem], _ known: [PossiblePeople.Known], _ labels: LabelsInUse,
        _ links: LinkFields, _ rules: [BuiltInRule]
    ) {
        self.frame = frame
        t = words
        // An address has its lines here, and no input of its own.
        let problems = problems.map { problem in
            problem.field == "address" ? Problem("line1", problem.sentence) : problem
        }
        self.problems = Problems(problems.inForms(of: ownFields), words)
        let asking = rules.filter { $0.neededOf?.canBe(entered.kind) ?? false }
        // Of a form that adds contacts and members what only members need can stay empty.
        let required = Set(asking.filter { $0.neededOf != .members }.map(\.field))
        func field(_ name: String, _ label: String, _ value: String, _ type: String, help: String?)
            -> Field
        {
            Field(
                name, label: words.say(label), value: value, help: help.map { words.say($0) },
                type: type,
                isRequired: name == "name"
                    || required.contains { $0 != .emailOrPhone && $0.formName == name },
                isSaidHere: name != "name", problems: problems)
        }
        kind = entered.kind.rawValue
        isPerson = entered.kind == .person
        kinds = ContactKind.allCases.map { kind in
            Kind(
                name: words.kind(kind),
                address: kind == .person ? "/people/add" : "/people/add?kind=\(kind.rawValue)",
                isHere: kind == entered.kind)
        }
        name = field("name", "people_field_name", entered.name, "text", help: nil)
        phone = field("phone", "people_field_phone", entered.phone, "tel", help: nil)
        email = field("email", "people_field_email", entered.email, "email", help: nil)
        func part(_ name: String, _ label: String, _ value: String, needed: Bool) -> Field {
            Field(
                name, label: words.say(label), value: value, isRequired: needed, isSaidHere: true,
                problems: problems)
        }
        let typed = entered.address
        let wantsAddress = asking.contains { $0.field == .address || $0.field == .postcode }
        address =
            !wantsAddress
            ? []
            : [
                part(
                    "line1", "people_export_address_line_1", typed.line1,
                    needed: required.contains(.address)),
                part(
                    "postcode", "people_export_postcode", typed.postcode,
                    needed: required.contains(.postcode)),
                part("city", "people_export_city", typed.city, needed: false),
            ]
        hasAddress = wantsAddress
        interests = field(
            "interests", "people_interests", entered.interests, "text",
            help: "people_interests_help")
        tags = field("tags", "people_tags", entered.tags, "text", help: "people_tags_help")
        status = SelectField(
            name: "status", label: words.say("people_field_status"),
            help: isPerson ? words.say("people_status_help") : nil,
            options: (isPerson ? ["contact", "supporter", "member"] : ["contact", "supporter"]).map
            {
                value in
                PeopleFilters.Option(
                    value: value, name: words.say("people_status_\(value)"),
                    isChosen: value == entered.status)
            })
        func lines(_ fields: [OwnField]) -> [EditPersonPage.Line] {
            fields.map { field in
                let values = entered.own[field.code] ?? []
                return EditPersonPage.Line(field, values, words, problems, links: links)
            }
        }
        let rest = ownFields.filter { !$0.isRequired }
        let common = asking.compactMap { rule -> EditPersonPage.Line? in
            guard case .person(let field) = rule.field else { return nil }
            return EditPersonPage.Line(
                field, entered.values[field] ?? "", status: entered.status,
                isNeeded: required.contains(rule.field), words, problems)
        }
        needed = common + lines(ownFields.filter(\.isRequired))
        hasNeeded = !needed.isEmpty
        asked = lines(rest)
        hasAsked = !rest.isEmpty
        isAskedOpen = rest.contains { field in
            entered.own[field.code]?.contains { !$0.isBlank } == true
                || problems.contains { $0.field == field.code }
        }
        mayKeepPhones = problems.mayKeepPhones
        isKnown = !known.isEmpty
        knownHeading = words.count("people_known", known.count)
        self.known = known.map { Known($0, words) }
    }
}

/// Whoever somebody new may already be, while their name is typed.
struct KnownHint: Encodable, Sendable {
    /// One of them.
    struct Person: Encodable, Sendable {
        let name: String
        let address: String
        let sentence: String
    }

    let heading: String
    let people: [Person]

    init(_ known: [PossiblePeople.Known], _ words: Wording) {
        heading = words.count("people_known", known.count)
        people = known.map { AddPersonPage.Known($0, words) }.map {
            Person(name: $0.name, address: $0.address, sentence: $0.sentence)
        }
    }
}

extension AddPersonPage.Known {
    init(_ known: PossiblePeople.Known, _ words: Wording) {
        let person = known.person
        name = person.name
        face = Face(person.name, number: Int64(person.memberID) ?? 0)
        address = "/people/\(person.memberID)"
        let status = words.say("people_status_\(person.status)")
        let since = person.joinedOn.map {
            words.say("people_since", ["status": status, "day": words.day($0)])
        }
        sentence =
            "\(words.reasons(known.score.reasons)) · \(since ?? status)"
        open = words.say("people_open", ["name": person.name])
    }
}
