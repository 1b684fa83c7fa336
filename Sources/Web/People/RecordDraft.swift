import Chapter

/// A person's record as somebody is writing it: all that the form asks, saved or not.
struct RecordDraft: Sendable {
    /// The version that the form began with.
    var version: Int
    var values: [PersonField: String]
    var emails: [Email]
    var phones: [Phone]
    var addresses: [PostalAddress]
    var messengers: [Messenger]
    var ownFields: [String: [String]]
    var externalIDs: [ExternalID]
    /// Whether phone numbers that cannot be one in their country are kept as they are.
    var phonesAsTyped = false
    var why: String

    /// The record as it is.
    init(_ record: MemberRecord) {
        version = record.version
        values = record.values
        emails = record.emails
        phones = record.phones
        addresses = record.addresses
        messengers = record.messengers
        ownFields = record.ownFields
        externalIDs = record.externalIDs
        why = ""
    }

    /// What was sent; a part for which `keep` says “theirs” stays as it is in the record now.
    init(_ form: Form, fields: [PersonField], ownFields: [OwnField], now: MemberRecord) {
        version = Int(form["version"]) ?? 0
        values = [:]
        for field in fields {
            if case .yesNo = field.shape, Self.boxes.contains(field) {
                let isOn = form.isOn(field.jsonKey)
                values[field] = isOn ? "yes" : now.values[field] == "no" ? "no" : ""
            } else {
                // What the form did not ask stays as it is.
                let isAsked = !form.all(field.jsonKey).isEmpty
                values[field] = isAsked ? form[field.jsonKey] : now.values[field] ?? ""
            }
        }
        emails = Self.rows(form, "email").map { row in
            Email(row.value, row.kind, state: row.state, isPrimary: row.isFirst)
        }
        phones = Self.rows(form, "phone").map { row in
            Phone(row.value, row.kind, state: row.state, isPrimary: row.isFirst)
        }
        addresses = Self.addresses(form)
        let services = form.all("messenger_kind")
        messengers = Self.rows(form, "messenger").map { row in
            Messenger(
                services.element(row.index).flatMap(MessengerService.init) ?? .other, row.value,
                state: row.state, isPrimary: row.isFirst)
        }
        self.ownFields = Dictionary(
            uniqueKeysWithValues: ownFields.map { ($0.code, form.all($0.formName)) })
        externalIDs = zip(form.all("scheme"), form.all("scheme_value"))
            .map { ExternalID(scheme: $0, value: $1) }
            .filter { !($0.scheme.isBlank && $0.value.isBlank) }
        phonesAsTyped = form.isOn("phonesAsTyped")
        why = form["why"]
        keepTheirs(form, now)
    }

    /// The fields that are boxes to tick.
    static let boxes: Set<PersonField> = [.doNotCall, .doNotText, .doNotEmail]

    private mutating func keepTheirs(_ form: Form, _ now: MemberRecord) {
        func isTheirs(_ name: String) -> Bool { form["keep_\(name)"] == "theirs" }
        for field in values.keys where isTheirs(field.jsonKey) {
            values[field] = now.values[field] ?? ""
        }
        if isTheirs("emails") { emails = now.emails }
        if isTheirs("phones") { phones = now.phones }
        if isTheirs("addresses") { addresses = now.addresses }
        if isTheirs("messengers") { messengers = now.messengers }
        if isTheirs("ownFields") { ownFields = now.ownFields }
        if isTheirs("externalIDs") { externalIDs = now.externalIDs }
    }

    private struct Reached {
        let index: Int
        let value: String
        let kind: ReachKind
        let state: ReachState
        let isFirst: Bool
    }

    private static func rows(_ form: Form, _ name: String) -> [Reached] {
        let kinds = form.all("\(name)_kind")
        let states = form.all("\(name)_state")
        let first = Int(form["\(name)_first"]) ?? 0
        let rows = form.all(name).enumerated().map { index, value in
            Reached(
                index: index, value: value,
                kind: kinds.element(index).flatMap(ReachKind.init) ?? .other,
                state: states.element(index).flatMap(ReachState.init) ?? .ok,
                isFirst: index == first)
        }
        return rows.filter { !$0.value.isBlank }
    }

    private static func addresses(_ form: Form) -> [PostalAddress] {
        let parts = ["line1", "line2", "postcode", "city", "region", "country"].map(form.all)
        let kinds = form.all("address_kind")
        let states = form.all("address_state")
        let first = Int(form["address_first"]) ?? 0
        return parts[0].indices.compactMap { index in
            let part = parts.map { $0.element(index) ?? "" }
            guard !part.allSatisfy(\.isBlank) else { return nil }
            return PostalAddress(
                line1: part[0], line2: part[1], city: part[3], region: part[4], postcode: part[2],
                country: part[5], kind: kinds.element(index).flatMap(ReachKind.init) ?? .home,
                state: states.element(index).flatMap(ReachState.init) ?? .ok,
                isPrimary: index == first)
        }
    }

    /// The act that saves it.
    func act(for member: MemberID, mayManage: Bool) -> EditPerson {
        EditPerson(
            member: member,
            person: EnteredPerson(
                values: values, emails: emails, phones: phones, addresses: addresses,
                messengers: messengers, ownFields: mayManage ? ownFields : nil,
                externalIDs: mayManage ? externalIDs : nil, phonesAsTyped: phonesAsTyped,
                expectedVersion: version, why: why))
    }
}

extension String {
    /// Whether there is nothing to read in it.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension Array {
    /// The element at a place; nil behind the end.
    func element(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension OwnField {
    /// The name under which forms send the field.
    var formName: String { "own.\(code)" }
}
