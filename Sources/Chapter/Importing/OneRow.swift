/// One row while its columns are being read.
struct OneRow {
    var draft: DraftPerson
    var given: String?
    var middle: String?
    var family: String?
    var address = Array(repeating: "", count: 6)
    var postcodeEnd: String?
    var externalIDs: [ExternalID] = []
    var labels: [Detail: [String]] = [:]
    private var emails: [DetailRow] = []
    private var phones: [DetailRow] = []
    private var bestPhone: String?

    init(draft: DraftPerson) { self.draft = draft }

    mutating func addEmail(_ value: String, _ kind: ReachKind) throws {
        guard !ListedValue.isNothing(value) else { return }
        let row = try Email(value, kind).row().get()
        if !emails.contains(where: { $0.key == row.key }) { emails.append(row) }
    }

    mutating func addPhone(_ value: String, _ kind: ReachKind, isBest: Bool) throws {
        guard !ListedValue.isNothing(value) else { return }
        let row = try Phone(value, kind).row().get()
        if isBest { bestPhone = row.key }
        if let index = phones.firstIndex(where: { $0.key == row.key }) {
            // The column that says what kind of phone it is knows more than "best".
            if phones[index].cells[1] == ReachKind.other.rawValue { phones[index] = row }
        } else {
            phones.append(row)
        }
    }

    /// Puts together what several columns say, and checks it.
    mutating func finish() throws -> DraftPerson {
        try nameIt()
        let detail = Detail.self
        for (index, row) in phones.enumerated() where row.key == bestPhone {
            phones[index] = row.primary(true)
        }
        draft.details[.email] = try checkedRows(.email, emails.map { .success($0) }).get()
        draft.details[.phone] = try checkedRows(.phone, phones.map { .success($0) }).get()
        if let postcodeEnd, !address[4].isEmpty { address[4] += "-" + postcodeEnd }
        // A country alone is in every row of some lists and is nobody's address.
        if address[0..<5].contains(where: { !$0.isEmpty }) {
            let entered = PostalAddress(
                line1: address[0], line2: address[1], city: address[2], region: address[3],
                postcode: address[4], country: address[5])
            draft.details[.address] = try checkedRows(.address, [entered.row()]).get()
        }
        draft.details[.externalID] = try checkedRows(
            .externalID, externalIDs.map { $0.row() }
        ).get()
        for kind in [detail.tag, detail.interest] {
            guard let entered = labels[kind] else { continue }
            draft.details[kind] = try checkedRows(kind, entered.map { labelRow(kind, $0) }).get()
        }
        if let standing = draft.values[.standing], draft.values[.status] == nil {
            draft.values[.status] = standing == "lapsed" ? "former" : "member"
        }
        return draft
    }

    private mutating func nameIt() throws {
        let parts = [given, family].compactMap { $0 }.filter { !$0.isEmpty }
        let joined = parts.joined(separator: " ")
        if let name = draft.values[.name] {
            // A preferred name is often only the given one.
            if let family, !name.contains(" ") {
                draft.values[.name] = try PersonField.name.checked("\(name) \(family)").get()
            }
        } else if !joined.isEmpty {
            draft.values[.name] = try PersonField.name.checked(joined).get()
        }
        guard draft.values[.name] != nil else {
            throw Refusal.invalid("name", "It has no name.")
        }
        if let middle, !middle.isEmpty, draft.values[.legalName] == nil {
            let all = [given, middle, family].compactMap { $0 }.joined(separator: " ")
            draft.values[.legalName] = try PersonField.legalName.checked(all).get()
        }
    }
}
