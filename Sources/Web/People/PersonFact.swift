import Chapter

/// One thing that the chapter knows of a person.
struct PersonFact: Sendable {
    /// One of its values.
    struct Value: Sendable {
        let text: String
        /// What follows, each after a place where a line may end, as in an e-mail address.
        var rest: [String] = []
        /// Where pressing it leads: a mail, a call.
        var opens: String?
        /// Whether that is a page of somebody else, which is not told where one came from.
        var isOutside = false
        /// Its kind or state.
        var chips: [Chip] = []
    }

    let name: String
    let values: [Value]
    /// Who changes it, where the person cannot.
    let note: String?

    /// Everything that is known, apart from what stands at the head of the page.
    static func all(
        of person: MemberRecord, _ ownFields: [OwnField], _ words: Wording, isOwn: Bool,
        mayManage: Bool = false, names: LinkedNames = LinkedNames()
    ) -> [PersonFact] {
        var facts: [PersonFact] = []
        func add(_ name: String, _ values: [Value], note: String? = nil) {
            guard !values.isEmpty else { return }
            facts.append(PersonFact(name: words.field(name), values: values, note: note))
        }
        add(
            "phone",
            person.phones.map { phone in
                Value(
                    text: phone.number, opens: "tel:\(phone.number.dialled)",
                    chips: chips(phone.kind, phone.state, words))
            })
        add(
            "email",
            person.emails.map { email in
                let mail = MailShown(email.address)
                return Value(
                    text: mail.name, rest: mail.rest, opens: "mailto:\(mail.address)",
                    chips: chips(email.kind, email.state, words))
            })
        add(
            "address",
            person.addresses.map { address in
                let lines = [
                    address.line1, address.line2,
                    [address.postcode, address.city].filter { !$0.isEmpty }.joined(separator: " "),
                    address.region, address.country,
                ].filter { !$0.isEmpty }
                return Value(
                    text: lines.joined(separator: ", "),
                    chips: chips(address.kind, address.state, words))
            })
        add(
            "messenger",
            person.messengers.map { messenger in
                Value(
                    text: messenger.service == .other
                        ? messenger.handle
                        : "\(words.serviceName(messenger.service.rawValue)): \(messenger.handle)",
                    opens: messenger.opens, isOutside: true,
                    chips: messenger.state == .ok
                        ? [] : [Chip(words.stateName(messenger.state.rawValue), "warn")])
            })
        let head: Set<PersonField> = isOwn ? [.name] : [.name, .status, .pronouns]
        for field in PersonField.allCases where !head.contains(field) {
            guard let value = person.values[field], field != .kind || value != "person" else {
                continue
            }
            let isTheirs = isOwn && field.isOwn || !isOwn
            add(
                field.rawValue, [Value(text: words.value(value, of: field.rawValue))],
                note: isTheirs ? nil : words.say("people_coordinator_changes"))
        }
        for field in ownFields {
            guard let values = person.ownFields[field.code] else {
                if mayManage, field.isMissed(of: person) {
                    let missing = Value(
                        text: words.say("people_still_missing"),
                        opens: "/people/\(person.memberID)/edit#\(field.formName)")
                    facts.append(PersonFact(name: field.name, values: [missing], note: nil))
                }
                continue
            }
            facts.append(
                PersonFact(
                    name: field.name,
                    values: values.map { Value($0, of: field, words, names: names) }, note: nil))
        }
        for id in person.externalIDs {
            // What a list calls only “id” has no name of its own.
            let name = id.scheme == "external" ? words.field("external id") : id.scheme
            facts.append(PersonFact(name: name, values: [Value(text: id.value)], note: nil))
        }
        return facts
    }

    private static func chips(_ kind: ReachKind, _ state: ReachState, _ words: Wording) -> [Chip] {
        var chips: [Chip] = []
        if kind != .home { chips.append(Chip(words.say("people_kind_\(kind.rawValue)"), "")) }
        if state != .ok { chips.append(Chip(words.stateName(state.rawValue), "warn")) }
        return chips
    }
}

extension OwnField {
    /// Whether the chapter needs it of a contact who has no value.
    fileprivate func isMissed(of person: MemberRecord) -> Bool {
        isRequired && !isRetired
            && (contactKind == nil || contactKind == person.values[.kind] ?? "person")
    }
}

extension String {
    /// A telephone number as a link carries it.
    var dialled: String {
        String(unicodeScalars.filter { $0.isASCII && ("0"..."9" ~= $0 || $0 == "+") })
    }
}
