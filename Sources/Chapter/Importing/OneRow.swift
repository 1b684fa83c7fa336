/// One row while its columns are being read.
struct OneRow {
    var draft: DraftPerson
    var middle: String?
    var fallbackName: String?
    /// What kind of phone the one without a kind is.
    var phoneKind: ReachKind?
    /// Where what has no kind belongs.
    var place: ReachKind?
    private var addresses: [ReachKind: [String]] = [:]
    var postcodeEnd: String?
    var externalIDs: [ExternalID] = []
    var labels: [Detail: [String]] = [:]
    private var emails: [DetailRow] = []
    private var phones: [DetailRow] = []
    private var bestPhone: String?
    private var messengers: [DetailRow] = []
    private var ownFields: [DetailRow] = []
    /// The organization of a column of its own, and the position that another column says.
    var organization: String?
    var positionThere: String?
    var ties: [DraftTie] = []
    /// Whether the list says that the person has died.
    var hasDied = false
    /// What each column has said, for columns that say whether it can be used.
    var held: [Int: Held] = [:]
    /// What such columns have said.
    var states: [State] = []
    /// What stands behind values in brackets.
    var noted: [SaidState] = []
    private var moreAddresses: [DetailRow] = []

    init(draft: DraftPerson) { self.draft = draft }

    @discardableResult
    mutating func addEmail(_ text: String, _ kind: ReachKind) throws -> DetailRow? {
        guard !ListedValue.isNothing(text) else { return nil }
        let said = NotedValue(text)
        let row = try Email(said.value, said.kind ?? kind).row().get()
        note(row, said)
        guard let index = emails.firstIndex(where: { $0.key == row.key }) else {
            emails.append(row)
            return row
        }
        // The column that says where an address belongs knows more than the first one.
        if emails[index].cells[1] == ReachKind.other.rawValue { emails[index] = row }
        return row
    }

    mutating func addMessenger(_ value: String, _ service: MessengerService) throws {
        guard !ListedValue.isNothing(value) else { return }
        let said = NotedValue(value)
        // What somebody is called elsewhere may well end in brackets of its own.
        let row = try Messenger(service, said.kind == nil ? said.value : value).row().get()
        if said.kind == nil { note(row, said) }
        messengers.append(row)
    }

    /// A messenger as our own exports write it: “Signal=+49 30 555 0101”.
    mutating func addMessenger(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let key = foldedName(parts[0])
        guard parts.count == 2,
            let service = MessengerService.allCases.first(where: { foldedName($0.rawValue) == key })
        else {
            throw Refusal.invalid(
                "messengers", "“\(text.prefix(40))” is no messenger. Write it as Signal=+49 30 1.")
        }
        try addMessenger(parts[1].replacing("%3B", with: ";"), service)
    }

    mutating func addOwn(_ values: [String], _ field: OwnField) throws {
        if field.isLink {
            // Whose name it is can only be told where the people are.
            for value in values { ownFields.append(DetailRow(.ownField, [field.code, value])) }
            return
        }
        for value in try field.checked(values).get() {
            ownFields.append(DetailRow(.ownField, [field.code, value]))
        }
    }

    mutating func addAddress(_ value: String, _ part: Int, _ kind: ReachKind) {
        var address = addresses[kind] ?? Array(repeating: "", count: 6)
        let lines = value.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        func add(_ text: String, to part: Int) {
            guard !text.isEmpty else { return }
            address[part] = address[part].isEmpty ? text : address[part] + ", " + text
        }
        add(part == 0 ? lines.first ?? "" : lines.joined(separator: ", "), to: part)
        if part == 0 { add(lines.dropFirst().joined(separator: ", "), to: 1) }
        addresses[kind] = address
    }

    /// An address in one line, as our own exports write it.
    mutating func addAddress(_ text: String) throws {
        let said = NotedValue(text)
        guard let parts = said.address else {
            throw Refusal.invalid(
                "addresses",
                "“\(text.prefix(80))” is no postal address. Write it as street | second line | town | "
                    + "region | postcode | country.")
        }
        let row = try PostalAddress(
            line1: parts[0], line2: parts[1], city: parts[2], region: parts[3], postcode: parts[4],
            country: parts[5], kind: said.kind ?? .other
        ).row().get()
        note(row, said)
        moreAddresses.append(row)
    }

    @discardableResult
    mutating func addPhone(_ text: String, _ kind: ReachKind, isBest: Bool) throws -> DetailRow? {
        guard !ListedValue.isNothing(text) else { return nil }
        let said = NotedValue(text)
        let row = try Phone(said.value, said.kind ?? kind).row().get()
        note(row, said)
        if isBest { bestPhone = row.key }
        if let index = phones.firstIndex(where: { $0.key == row.key }) {
            // The column that says what kind of phone it is knows more than "best".
            if phones[index].cells[1] == ReachKind.other.rawValue { phones[index] = row }
        } else {
            phones.append(row)
        }
        return row
    }

    /// Puts together what several columns say, and checks it.
    mutating func finish() throws -> DraftPerson {
        try nameIt()
        let detail = Detail.self
        sortOut()
        for (index, row) in phones.enumerated() where row.key == bestPhone {
            phones[index] = row.primary(true)
        }
        draft.details[.email] = try checkedRows(.email, emails.map { .success($0) }).get()
        draft.details[.phone] = try checkedRows(.phone, phones.map { .success($0) }).get()
        let plain = ReachKind.allCases.compactMap { kind in addresses[kind].map { (kind, $0) } }
            // A country alone is in every row of some lists and is nobody's address.
            .filter { $1[0..<5].contains { !$0.isEmpty } }
        let entered =
            plain.map { kind, lines in
                PostalAddress(
                    line1: lines[0], line2: lines[1], city: lines[2], region: lines[3],
                    postcode: lines[4], country: lines[5], kind: kind
                ).row()
            } + moreAddresses.map { .success($0) }
        if !entered.isEmpty {
            draft.details[.address] = try checkedRows(.address, entered).get()
        }
        if !messengers.isEmpty {
            draft.details[.messenger] = try checkedRows(
                .messenger, messengers.map { .success($0) }
            ).get()
        }
        if !ownFields.isEmpty { draft.details[.ownField] = ownFields }
        draft.details[.externalID] = try checkedRows(
            .externalID, externalIDs.map { $0.row() }
        ).get()
        for kind in [detail.tag, detail.interest, detail.skill] {
            guard let entered = labels[kind] else { continue }
            draft.details[kind] = try checkedRows(kind, entered.map { labelRow(kind, $0) }).get()
        }
        if let standing = draft.values[.standing], draft.values[.status] == nil {
            draft.values[.status] = standing == "lapsed" ? "former" : "member"
        }
        try tie()
        settleStates(Set(plain.map(\.0)))
        guard !hasDied else {
            throw Refusal.invalid(
                "deceased",
                "The list says that \(draft.name) has died, so the row is left out.")
        }
        return draft
    }

    /// Where they work; a position at no organization is what they do for a living.
    private mutating func tie() throws {
        draft.ties = ties
        let isPerson = draft.values[.kind] ?? "person" == "person"
        let title = positionThere.flatMap { ListedValue.isNothing($0) ? nil : $0 }
        if isPerson, let organization {
            let isShort = title.map { $0.count <= StoredPosition.titleAtMost } ?? false
            let checked = try isShort ? title.map { try checkedTitle($0) } : nil
            draft.ties.append(try DraftTie.work(organization, checked))
            if isShort { return }
        }
        if let title, draft.values[.job] == nil {
            draft.values[.job] = try PersonField.job.checked(title).get()
        }
    }

    /// Gives what has no kind the kind that another column says, and the postcode its end.
    private mutating func sortOut() {
        let other = ReachKind.other
        if let kind = phoneKind == other ? place : phoneKind ?? place,
            let index = phones.firstIndex(where: { $0.cells[1] == other.rawValue })
        {
            phones[index] = phones[index].kind(kind)
        }
        if let place {
            emails = emails.map { $0.cells[1] == other.rawValue ? $0.kind(place) : $0 }
            if addresses[place] == nil, let lines = addresses.removeValue(forKey: other) {
                addresses[place] = lines
            }
        }
        guard let postcodeEnd else { return }
        for (kind, lines) in addresses where !lines[4].isEmpty && !lines[4].contains("-") {
            addresses[kind]?[4] += "-" + postcodeEnd
            return
        }
    }

    private mutating func nameIt() throws {
        let (given, family) = (draft.values[.givenName], draft.values[.familyName])
        let joined = [given, family].compactMap { $0 }.joined(separator: " ")
        if let name = draft.values[.name] {
            // A preferred name is often only the given one.
            if let family, !name.contains(" ") {
                draft.values[.name] = try PersonField.name.checked("\(name) \(family)").get()
            }
        } else if !joined.isEmpty {
            draft.values[.name] = try PersonField.name.checked(joined).get()
        }
        if draft.values[.name] == nil, let fallbackName {
            draft.values[.name] = try PersonField.name.checked(fallbackName).get()
        }
        guard draft.values[.name] != nil else {
            throw Refusal.invalid("name", "It has no name.")
        }
        if let middle, !middle.isEmpty, draft.values[.legalName] == nil {
            let all = [given, middle, family].compactMap { $0 }.joined(separator: " ")
            draft.values[.legalName] = try PersonField.legalName.checked(all).get()
        }
        keepParts()
    }

    /// Leaves out what is no part of a name: the whole of one where cards and lists have nowhere else
    /// to put it, and anything of an organization.
    private mutating func keepParts() {
        if draft.values[.kind] ?? "person" != "person" {
            for field in PersonField.partsOfName { draft.values[field] = nil }
        }
        let (given, family) = (draft.values[.givenName], draft.values[.familyName])
        for (field, part, other) in [
            (PersonField.givenName, given, family), (.familyName, family, given),
        ] where other == nil && part == draft.name && draft.name.contains(" ") {
            draft.values[field] = nil
        }
    }
}

extension DetailRow {
    /// The same e-mail address or phone number, belonging elsewhere.
    fileprivate func kind(_ kind: ReachKind) -> DetailRow {
        var cells = cells
        cells[1] = kind.rawValue
        return DetailRow(detail, cells)
    }
}
