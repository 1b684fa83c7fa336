/// Reads rows of one list as people.
struct RowReading: Sendable {
    let map: ColumnMap
    /// The year of the import: two-digit years of birth are not after it.
    let year: Int
    /// How many values of a column were left out, by column and value's kind.
    private(set) var leftOut: [Int: Int] = [:]
    /// How many phone numbers of a column cannot be one in their country; they are kept.
    private(set) var strangePhones: [Int: Int] = [:]
    private let numbering: PhoneNumbering?
    private let asked: [String]
    private let builtIns: Set<BuiltInField>
    /// A tag that everybody gets.
    private let tag: String?

    init(map: ColumnMap, year: Int, tag: String? = nil, numbering: PhoneNumbering? = nil) {
        self.numbering = numbering
        self.tag = tag
        self.map = map
        self.year = year
        asked = map.targets.compactMap { target in
            if case .ownField(let code)? = target { code } else { nil }
        }
        builtIns = Set(map.targets.flatMap { $0?.builtIns ?? [] })
    }

    /// Reads a row, or gives the reason why it cannot be imported.
    mutating func read(_ row: ListedRow) -> Result<DraftPerson, Refusal> {
        var reading = OneRow(
            draft: DraftPerson(row: row.number, asked: asked, builtIns: builtIns))
        if row.cells.count > map.headers.count,
            row.cells[map.headers.count...].contains(where: { !$0.isEmpty })
        {
            return .failure(
                .invalid(
                    "row",
                    "It has \(row.cells.count) values, but there are \(map.headers.count) headings."
                ))
        }
        do {
            for (index, target) in map.targets.enumerated() {
                guard let target, index < row.cells.count else { continue }
                let value = unguarded(row.cells[index])
                guard !value.isEmpty else { continue }
                try put(value, target, index, &reading)
            }
            if let tag { reading.labels[.tag, default: []].append(tag) }
            return .success(try reading.finish())
        } catch let refusal as Refusal {
            return .failure(refusal)
        } catch {
            return .failure(.invalid("row", "It cannot be read."))
        }
    }

    private mutating func put(
        _ value: String, _ target: ColumnTarget, _ index: Int, _ row: inout OneRow
    ) throws {
        switch target {
        case .field(let field):
            guard let read = try fieldValue(field, value, index) else { return }
            // Where two columns forbid something, one yes is enough.
            if target.takesSeveral, row.draft.values[field] == "yes" { return }
            row.draft.values[field] = read
            if map.isChosen(index) { row.draft.freely.insert(field.rawValue) }
        case .doNotContact:
            guard try choice(value, index, "do not contact") == "yes" else { return }
            for field in [PersonField.doNotCall, .doNotText, .doNotEmail] {
                row.draft.values[field] = "yes"
            }
        case .deceased:
            guard try choice(value, index, "deceased") == "yes" else { return }
            row.hasDied = true
        case .emailState, .phoneState, .addressState: try putState(value, target, index, &row)
        case .addresses: for one in list(value) { try row.addAddress(one) }
        case .memberNumber: row.draft.number = MemberID(value)
        case .phoneKind: row.phoneKind = try choice(value, index, nil).flatMap(ReachKind.init)
        case .place: row.place = try choice(value, index, nil).flatMap(ReachKind.init)
        case .fallbackName: row.fallbackName = row.fallbackName ?? value
        case .middleName: row.middle = value
        case .address(let part, let kind): row.addAddress(value, part, kind)
        case .postcodeEnd: row.postcodeEnd = value
        case .externalID(let scheme):
            guard !ListedValue.isNothing(value) else { return }
            row.externalIDs.append(ExternalID(scheme: scheme, value: value))
        case .messenger(let service): try row.addMessenger(value, service)
        case .messengers:
            for one in list(value) { try row.addMessenger(one) }
        case .organization: row.organization = organization(value)
        case .positionThere: row.positionThere = value
        case .organizations: row.ties += try list(value).map { try DraftTie.work($0, nil) }
        case .memberships: row.draft.periods += try list(value).map { try period($0) }
        case .positions: row.ties += try list(value).map { try DraftTie.position($0) }
        case .ownField(let code):
            guard let field = map.fields[code] else { return }
            try row.addOwn(try ownValues(field, value, index), field)
        case .externalIDs:
            for pair in list(value) {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { continue }
                row.externalIDs.append(ExternalID(scheme: parts[0], value: parts[1]))
            }
        case .email(let kind):
            try refuseSeveral(value, kind)
            row.held[index] = try row.addEmail(value, kind).map { OneRow.Held.row($0) }
        case .emails: for one in list(value) { try row.addEmail(one, .other) }
        case .phone(let kind): try addPhone(value, kind, index, &row)
        case .bestPhone: try addPhone(value, .other, isBest: true, index, &row)
        case .phones: for one in list(value) { try addPhone(one, .other, index, &row) }
        case .tags: row.labels[.tag, default: []] += list(value)
        case .interests: row.labels[.interest, default: []] += list(value)
        case .skills: row.labels[.skill, default: []] += list(value)
        case .note: try row.addNote(value, under: map.noteHeading(index))
        }
    }

    private mutating func addPhone(
        _ value: String, _ kind: ReachKind, isBest: Bool = false, _ index: Int, _ row: inout OneRow
    ) throws {
        let held = try row.addPhone(value, kind, isBest: isBest)
        row.held[index] = held.map { OneRow.Held.row($0) }
        if let held, numbering?.fault(held.cells[0]) != nil {
            strangePhones[index, default: 0] += 1
        }
    }

    /// What a column says of whether the value of another can be used.
    private mutating func putState(
        _ value: String, _ target: ColumnTarget, _ index: Int, _ row: inout OneRow
    ) throws {
        guard let column = map.states.value(of: index) else { return }
        func refusal() -> Refusal {
            .invalid(
                "row",
                "“\(value.prefix(40))” does not say \(target.words). Choose what it means, or that "
                    + "it means nothing.")
        }
        guard let meaning = map.meaning(index, value) else { throw refusal() }
        guard !meaning.isEmpty else { return noteLeftOut(value, index) }
        if case .address(_, let kind)? = map.targets[column] { row.held[column] = .kind(kind) }
        for part in meaning.split(separator: ",").map({ String($0).trimmed }) {
            let bar = ReachBar(words: part)
            guard bar != nil || part == ReachState.ok.rawValue else { throw refusal() }
            let isChosen = map.isChosen(index)
            row.states.append(OneRow.State(column: column, bar: bar, isChosen: isChosen))
        }
    }

    /// Several addresses in one cell are no address; it says which choice takes them.
    private func refuseSeveral(_ value: String, _ kind: ReachKind) throws {
        guard value.count(where: { $0 == "@" }) > 1,
            value.contains(where: { ",;|/".contains($0) || $0.isWhitespace }),
            case .failure = Email(value, kind).row()
        else { return }
        throw Refusal.invalid(
            "email",
            "“\(value.prefix(80))” are several e-mail addresses. Choose “Several e-mail "
                + "addresses” for this column.")
    }

    private mutating func fieldValue(_ field: PersonField, _ written: String, _ index: Int) throws
        -> String?
    {
        var value = written
        switch field.shape {
        case .line, .text, .day:
            guard let said = map.values[index]?[ListedValue.key(value)] else { break }
            guard !said.isEmpty else {
                noteLeftOut(written, index)
                return nil
            }
            value = said
        case .yesNo, .choice:
            // A wish not to be called must never be lost in silence.
            let isWish = [PersonField.doNotCall, .doNotText, .doNotEmail].contains(field)
            return try choice(value, index, isWish ? field.words : nil)
        }
        value = named(value)
        switch field.shape {
        case .line, .text: return try field.checked(value).get()
        case .day:
            guard !ListedValue.isNothing(value) else { return nil }
            let latest = field == .birthDate ? year : year + 30
            let first = map.dayFirst.contains(index)
            guard let day = listedDay(value, dayFirst: first, latestYear: latest) else {
                throw Refusal.invalid(
                    field.jsonKey, "The \(field.words) “\(value.prefix(40))” is no day.")
            }
            return day.description
        case .yesNo, .choice: return nil
        }
    }

    /// The name of another record alone: vTiger writes “Accounts::::Harbour Hotel”.
    private func named(_ value: String) -> String {
        guard map.system?.name == "vTiger", let mark = value.firstRange(of: "::::") else {
            return value
        }
        return String(value[mark.upperBound...])
    }

    /// A period of membership as our own exports write it.
    private func period(_ text: String) throws -> MembershipPeriod {
        guard let period = MembershipPeriod(listed: text, kinds: map.kinds) else {
            throw Refusal.invalid(
                "memberships",
                "“\(text.prefix(80))” is no membership of a kind that this chapter has. Write it as "
                    + "Standard 2026-01-01/2026-12-31.")
        }
        return period
    }

    /// The organization of a cell; nil where it is none.
    ///
    /// Salesforce keeps whoever belongs to no organization under an account of their household.
    private func organization(_ value: String) -> String? {
        let name = named(value)
        let isHousehold = map.system?.name == "Salesforce (NPSP)" && name.hasSuffix(" Household")
        return ListedValue.isNothing(name) || isHousehold ? nil : name
    }

    /// The values of one of the chapter's own fields as the field takes them.
    private mutating func ownValues(_ field: OwnField, _ value: String, _ index: Int) throws
        -> [String]
    {
        switch field.kind {
        case .day:
            guard !ListedValue.isNothing(value) else { return [] }
            return [
                listedDay(value, dayFirst: map.dayFirst.contains(index), latestYear: year + 30)?
                    .description ?? value
            ]
        case .choice, .yesNo: return try choice(value, index, nil).map { [$0] } ?? []
        case .choices:
            return try list(value).compactMap { try choice($0, index, nil) }
        case .line, .text, .place: return [value]
        case .number, .webAddress, .contact, .object:
            return ListedValue.isNothing(value) ? [] : [value]
        }
    }

    /// One of the meanings that the words of a column can have; what has none is counted, or
    /// refused where nothing may be lost.
    private mutating func choice(_ value: String, _ index: Int, _ needed: String?) throws
        -> String?
    {
        if let meaning = map.meaning(index, value) {
            if meaning.isEmpty { noteLeftOut(value, index) }
            return meaning.isEmpty ? nil : meaning
        }
        if let needed {
            throw Refusal.invalid(
                "row", "“\(value.prefix(40))” for \(needed) is not yes or no.")
        }
        leftOut[index, default: 0] += 1
        return nil
    }

    /// Counts a value that somebody chose to leave out.
    private mutating func noteLeftOut(_ value: String, _ index: Int) {
        guard map.decided[index]?.contains(ListedValue.key(value)) == true else { return }
        leftOut[index, default: 0] += 1
    }
}

/// The values of a cell that holds several.
private func list(_ value: String) -> [String] {
    let separator: Character = value.contains(";") ? ";" : value.contains("|") ? "|" : ","
    return value.split(separator: separator).map { unguarded(String($0)) }.filter { !$0.isEmpty }
}
