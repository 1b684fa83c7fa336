import Chapter

/// What was typed about an agreement.
struct TypedAgreement: Sendable {
    var kind: String
    var title: String
    var startsOn: String
    var endsOn: String
    var note: String
    var parties: [AgreementParty]
    var reminderDays: String
    var reminderFor: String
    var reminderSummary: String
    /// The reason for the history.
    var why = ""
    /// What is looked for among contacts, to add a party.
    let search: String

    /// Parties are sent as `party=17`, with `capacity-17`, `signed-17` and `file-17` beside it;
    /// `drop-17` takes one out.
    init(_ form: Form) {
        kind = form["kind"]
        title = form["title"]
        startsOn = form["startsOn"]
        endsOn = form["endsOn"]
        note = form["note"]
        search = form["find"]
        reminderDays = form["reminderDays"]
        reminderFor = form["reminderFor"]
        reminderSummary = form["reminderSummary"]
        why = form["why"]
        var seen: Set<MemberID> = []
        parties = form.all("party").compactMap { MemberID($0) }
            .filter { seen.insert($0).inserted && !form.isOn("drop-\($0)") }
            .map { member in
                AgreementParty(
                    member, as: form["capacity-\(member)"], signedOn: form["signed-\(member)"],
                    file: Int64(form["file-\(member)"]))
            }
    }

    init(_ record: AgreementRecord) {
        kind = record.ownKind.map { "own-\($0.id)" } ?? record.kind.rawValue
        title = record.title
        startsOn = record.startsOn ?? ""
        endsOn = record.endsOn ?? ""
        note = record.note ?? ""
        search = ""
        parties = record.parties.map {
            AgreementParty(
                $0.contact.memberID, as: $0.capacity, signedOn: $0.signedOn, file: $0.file)
        }
        reminderDays = record.reminder.map { "\($0.days)" } ?? ""
        reminderFor = record.reminder?.assignee.map { "\($0.memberID)" } ?? ""
        reminderSummary = record.reminder?.summary ?? ""
    }

    /// An agreement as the act takes it.
    init(_ entered: EnteredAgreement) {
        kind = entered.ownKind.map { "own-\($0)" } ?? entered.kind.rawValue
        title = entered.title
        startsOn = entered.startsOn ?? ""
        endsOn = entered.endsOn ?? ""
        note = entered.note ?? ""
        search = ""
        parties = entered.parties
        reminderDays = entered.reminder.map { "\($0.days)" } ?? ""
        reminderFor = entered.reminder?.assignee.map { "\($0)" } ?? ""
        reminderSummary = entered.reminder?.summary ?? ""
    }

    /// The agreement for the act.
    var entered: EnteredAgreement {
        let chosen = ChosenAgreementKind(kind)
        return EnteredAgreement(
            chosen.kind ?? .other, title, startsOn: startsOn, endsOn: endsOn, note: note,
            parties: parties, reminder: reminder, ownKind: chosen.own)
    }

    /// No days are no task; what is no number is refused by the act.
    private var reminder: AgreementReminder? {
        let days = reminderDays.filter { !$0.isWhitespace }
        guard !days.isEmpty else { return nil }
        return AgreementReminder(Int(days) ?? 0, for: MemberID(reminderFor), reminderSummary)
    }
}

/// The form of an agreement, to add one or to change it.
struct AgreementFormPage: Page {
    /// A party with what is said of it.
    struct Party: Sendable {
        let id: String
        let name: String
        let capacity: String
        let signedOn: String
        /// The files of the agreement that may show the signature.
        let files: [PeopleFilters.Option]
    }

    /// A contact who was found and may become a party.
    struct Found: Sendable {
        let id: String
        let name: String
        let under: String
    }

    static let template = "agreements-form"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let back: String
    let backName: String
    let action: String
    let version: String?
    /// What others have changed meanwhile; nil for nothing.
    let conflict: RecordConflict?
    let kind: SelectField
    let name: Field
    let startsOn: Field
    let endsOn: Field
    let note: Field
    let parties: [Party]
    let hasFiles: Bool
    let reminderDays: Field
    let reminderFor: SelectField
    let reminderSummary: Field
    /// Why it is changed; nil for a new one.
    let why: Field?
    let partyProblem: String?
    let search: String
    let found: [Found]
    let hasFound: Bool
    let nobody: String?
    let button: String

    /// What the form needs besides what was typed.
    struct Around: Sendable {
        /// The parties by their numbers.
        var names: [MemberID: ContactName] = [:]
        /// Whoever fits what was looked for.
        var found: [ContactSearch.Found] = []
        /// The files of the agreement.
        var files: [AgreementRecord.File] = []
        /// Kinds of the chapter's own.
        var kinds: [OwnAgreementKind] = []
        /// To whom a task can be given.
        var holders: [TaskHolder] = []
    }
}

extension AgreementFormPage {
    init(
        _ frame: Frame, _ words: Wording, _ typed: TypedAgreement, _ problems: [Problem],
        _ around: Around, title: String,
        back: (address: String, name: String), action: String, version: Int?,
        conflict: RecordConflict? = nil
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        self.title = title
        self.back = back.address
        backName = back.name
        self.action = action
        self.version = version.map(String.init)
        self.conflict = conflict
        kind = SelectField(
            name: "kind", label: words.say("agreements_kind"), help: nil,
            options: ChosenAgreementKind.options(around.kinds, chosen: typed.kind, words),
            problem: problems.first { $0.field == "kind" }?.sentence)
        name = Field(
            "title", label: words.say("agreements_name"), value: typed.title, isRequired: true,
            problems: problems)
        startsOn = Field(
            "startsOn", label: words.say("relations_starts"), value: typed.startsOn, type: "date",
            problems: problems)
        endsOn = Field(
            "endsOn", label: words.say("relations_ends"), value: typed.endsOn,
            help: words.say("agreements_ends_help"), type: "date", problems: problems)
        note = Field(
            "note", label: words.say("relations_note"), value: typed.note, lines: 4,
            problems: problems)
        parties = typed.parties.compactMap { party in
            around.names[party.member].map { contact in
                Party(
                    id: party.member.description, name: contact.name,
                    capacity: party.capacity ?? "", signedOn: party.signedOn ?? "",
                    files: [
                        PeopleFilters.Option(
                            value: "", name: words.say("agreements_signature_none"),
                            isChosen: party.file == nil)
                    ]
                        + around.files.map {
                            PeopleFilters.Option(
                                value: "\($0.id)", name: $0.name, isChosen: $0.id == party.file)
                        })
            }
        }
        hasFiles = !around.files.isEmpty
        reminderDays = Field(
            "reminderDays", label: words.say("agreements_reminder_days"),
            value: typed.reminderDays, help: words.say("agreements_reminder_help"),
            problems: problems)
        reminderFor = SelectField(
            name: "reminderFor", label: words.say("agreements_reminder_for"), help: nil,
            options: [
                PeopleFilters.Option(
                    value: "", name: words.say("timeline_nobody"),
                    isChosen: typed.reminderFor.isEmpty)
            ]
                + around.holders.map {
                    PeopleFilters.Option(
                        value: "\($0.id)", name: $0.name,
                        isChosen: "\($0.id)" == typed.reminderFor)
                },
            problem: problems.first { $0.field == "assignee" }?.sentence, isOptional: true)
        reminderSummary = Field(
            "reminderSummary", label: words.say("agreements_reminder_summary"),
            value: typed.reminderSummary, problems: problems)
        why = version.map { _ in .why(typed.why, words, problems) }
        partyProblem = problems.first { $0.field == "party" }?.sentence
        search = typed.search
        let chosen = Set(typed.parties.map(\.member))
        let offered = around.found.filter { !chosen.contains($0.contact.memberID) }
        self.found = offered.map { found in
            let contact = found.contact
            let what =
                contact.kind == .person
                ? words.say("people_status_\(found.status)") : words.kind(contact.kind)
            return Found(
                id: contact.memberID.description, name: contact.name,
                under: [what, found.city].compactMap { $0 }.joined(separator: " · "))
        }
        hasFound = !offered.isEmpty
        nobody =
            !typed.search.isEmpty && offered.isEmpty
            ? words.say("relations_nobody", ["name": typed.search]) : nil
        button = words.say(version == nil ? "agreements_add_button" : "relations_save")
    }
}
