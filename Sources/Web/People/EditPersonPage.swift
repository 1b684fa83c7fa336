import Chapter

/// The form that changes a person's record.
struct EditPersonPage: Page {
    /// Fields that belong together.
    struct Section: Sendable {
        let heading: String
        let entries: [Line]
        let isFolded: Bool
    }

    /// One of: an input, something to choose, a box to tick, several boxes, a contact to find.
    struct Line: Sendable {
        var field: Field?
        var select: SelectField?
        var box: Box?
        var group: BoxGroup?
        var link: LinkField?
    }

    /// Boxes of one field that can have several values.
    struct BoxGroup: Sendable {
        /// One of them.
        struct Choice: Sendable {
            let value: String
            let isOn: Bool
        }

        let name: String
        let legend: String
        let help: String?
        let problem: String?
        let isRequired: Bool
        let choices: [Choice]
    }

    /// A box to tick.
    struct Box: Sendable {
        let name: String
        let label: String
        let isOn: Bool
    }

    static let template = "people-edit"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let conflict: RecordConflict?
    let address: String
    let name: String
    let title: String
    let version: Int
    let main: [Line]
    /// What the name can be taken apart into.
    let parts: Section?
    let phones: ReachList
    /// Whether a number can be kept that cannot be one in its country.
    let mayKeepPhones: Bool
    let emails: ReachList
    let addresses: AddressList
    /// Whether how home addresses are read can be put right.
    let mayPutRight: Bool
    let messengers: ReachList
    let boxes: [Line]
    let sections: [Section]
    let mayManage: Bool
    let schemes: [SchemeRow]
    let why: Field
}

/// An id in another system, in the form.
struct SchemeRow: Sendable {
    let id: String
    let scheme: String
    let value: String
}

extension EditPersonPage {
    init(
        _ frame: Frame, _ words: Wording, _ draft: RecordDraft, of record: MemberRecord,
        _ ownFields: [OwnField], viewer: Viewer, _ problems: [Problem], _ conflict: RecordConflict?,
        blank: String, links: LinkFields, readings: [AddressReading] = [],
        rules: [BuiltInRule] = []
    ) {
        self.frame = frame
        mayPutRight = !readings.isEmpty
        t = words
        let listed = problems.map {
            $0.field == "postcode" ? Problem("address-postcode", $0.sentence) : $0
        }
        self.problems = Problems(listed.inForms(of: ownFields), words)
        self.conflict = conflict
        address = "/people/\(record.memberID)"
        name = record.name
        title = frame.title
        version = draft.version
        mayManage = viewer.may(.managePeople)
        let manages = mayManage
        let isPerson = (draft.values[.kind] ?? record.values[.kind]) == "person"
        let needed = Set(rules.filter { $0.isNeeded(of: record) }.map(\.field))
        func lines(_ fields: [PersonField]) -> [Line] {
            fields.filter { $0.isOwn || manages }
                .filter { isPerson || !$0.isOfPersonsAlone || draft.values[$0] != nil }.map {
                    Line(
                        $0, draft.values[$0] ?? "", status: record.status,
                        isNeeded: needed.contains(.person($0)), words, problems)
                }
        }
        main = lines([.name, .legalName, .pronouns, .language])
        let asked = lines(PersonField.partsOfName)
        let isPartWrong = problems.contains { problem in
            PersonField.partsOfName.contains { [$0.jsonKey, $0.words].contains(problem.field) }
        }
        parts =
            asked.isEmpty
            ? nil
            : Section(
                heading: words.say("people_section_parts"), entries: asked,
                isFolded: !isPartWrong)
        boxes = lines([.doNotCall, .doNotText, .doNotEmail])
        mayKeepPhones = problems.mayKeepPhones
        phones = ReachList(phones: draft.phones, blank: blank, words, problems)
        emails = ReachList(emails: draft.emails, blank: blank, words, problems)
        messengers = ReachList(messengers: draft.messengers, blank: blank, words, problems)
        addresses = AddressList(draft.addresses, readings, blank: blank, words, problems)
        func section(_ key: String, _ fields: [PersonField]) -> Section? {
            let lines = lines(fields)
            let isUsed = fields.contains { !(draft.values[$0] ?? "").isEmpty }
            let isWrong = problems.contains { problem in
                fields.contains { $0.jsonKey == problem.field }
            }
            let isMissed = fields.contains {
                needed.contains(.person($0)) && record.values[$0] == nil
            }
            return lines.isEmpty
                ? nil
                : Section(
                    heading: words.say("people_section_\(key)"), entries: lines,
                    isFolded: !isUsed && !isWrong && !isMissed)
        }
        sections = [
            Section(ownFields, draft, words, problems, links),
            section("membership", [.kind, .status, .joinedOn, .endedOn, .branch]),
            section("needs", [.accommodations, .birthDate, .mailingPreference]),
            section(
                "work",
                [.employer, .workplace, .job, .shift, .unionMember, .unionName, .unionLocal]),
            section("study", [.student, .school]),
            section(
                "national",
                [
                    .listedChapter, .membershipType, .standing, .monthlyDues, .yearlyDues,
                    .expiresOn, .household, .district,
                ]),
        ].compactMap { $0 }
        let blanks = blank == "scheme" || draft.externalIDs.isEmpty ? 1 : 0
        schemes =
            (draft.externalIDs + Array(repeating: ExternalID(scheme: "", value: ""), count: blanks))
            .enumerated().map { index, id in
                SchemeRow(
                    id: index == 0 ? "externalID" : "externalID-\(index + 1)", scheme: id.scheme,
                    value: id.value)
            }
        why = .why(draft.why, words, problems)
    }
}

extension EditPersonPage.Section {
    /// The chapter's own fields; nil where there are none.
    init?(
        _ fields: [OwnField], _ draft: RecordDraft, _ words: Wording, _ problems: [Problem],
        _ links: LinkFields
    ) {
        guard !fields.isEmpty else { return nil }
        heading = words.say("people_section_own")
        entries = fields.map { field in
            EditPersonPage.Line(
                field, draft.ownFields[field.code] ?? [], words, problems, links: links)
        }
        isFolded = false
    }
}

extension EditPersonPage.Line {
    /// What asks for a field; the page says of one that is needed when it is missing.
    init(
        _ field: PersonField, _ value: String, status: String, isNeeded: Bool, _ words: Wording,
        _ problems: [Problem]
    ) {
        let (name, label) = (field.jsonKey, words.field(field.rawValue))
        let problem = problems.first { $0.field == name || $0.field == field.words }
        let own = problem.map { [Problem(name, $0.sentence)] } ?? []
        func input(_ type: String, lines: Int? = nil) -> Field {
            Field(
                name, label: label, value: value,
                help: words.messages["people_help_\(field.rawValue)"], type: type, lines: lines,
                isRequired: field == .name || isNeeded, isSaidHere: isNeeded, problems: own)
        }
        func select(_ values: [(String, String)], help: String? = nil) -> SelectField {
            SelectField(
                name: name, label: label, help: help,
                options: values.map {
                    PeopleFilters.Option(value: $0.0, name: $0.1, isChosen: $0.0 == value)
                }, problem: own.first?.sentence, isRequired: isNeeded)
        }
        let unknown = ("", words.say("people_unknown"))
        switch field.shape {
        case .text: self.field = input("text", lines: 4)
        case .day: self.field = input("date")
        case .line where field == .language:
            let codes = Wording.languages
            let other = value.isEmpty || codes.contains(value) ? [] : [value]
            let help = words.say("people_language_help")
            self.select = select(
                [unknown] + (codes + other).map { ($0, words.languageName($0)) }, help: help)
        case .line: self.field = input("text")
        case .yesNo where RecordDraft.boxes.contains(field):
            box = EditPersonPage.Box(name: name, label: label, isOn: value == "yes")
        case .yesNo:
            self.select = select(
                [unknown] + ["yes", "no"].map { ($0, words.say("people_\($0)")) })
        case .choice(let values) where field == .status:
            // Ending a membership is an act of its own, because roles end with it.
            let offered = values.filter { $0 != "former" || status == "former" }
            self.select = select(offered.map { ($0, words.choice($0, of: field)) })
        case .choice(let values):
            self.select = select([unknown] + values.map { ($0, words.choice($0, of: field)) })
        }
    }
}
