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
        mayManage: Bool = false, names: LinkedNames = LinkedNames(), missed: [BuiltInField] = []
    ) -> [PersonFact] {
        var facts: [PersonFact] = []
        func addMissing(_ name: String, _ input: String) {
            let missing = Value(
                text: words.say("people_still_missing"),
                opens: "/people/\(person.memberID)/edit#\(input)")
            facts.append(PersonFact(name: name, values: [missing], note: nil))
        }
        func add(_ name: String, _ values: [Value], note: String? = nil) {
            guard !values.isEmpty else { return }
            facts.append(PersonFact(name: words.field(name), values: values, note: note))
        }
        add(
            "phone",
            person.phones.map { phone in
                let bar = person.bar(phone)
                return Value(
                    text: phone.number, opens: bar == nil ? "tel:\(phone.number.dialled)" : nil,
                    chips: chips(phone.kind, isOwn ? phone.state.bar : bar, words))
            })
        add(
            "email",
            person.emails.map { email in
                let (mail, bar) = (MailShown(email.address), person.bar(email))
                return Value(
                    text: mail.name, rest: mail.rest,
                    opens: bar == nil ? "mailto:\(mail.address)" : nil,
                    chips: chips(email.kind, isOwn ? email.state.bar : bar, words))
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
                    chips: chips(address.kind, address.state.bar, words))
            })
        add(
            "messenger",
            person.messengers.map { messenger in
                Value(
                    text: messenger.service == .other
                        ? messenger.handle
                        : "\(words.serviceName(messenger.service.rawValue)): \(messenger.handle)",
                    opens: messenger.opens, isOutside: true,
                    chips: [messenger.state.bar].compactMap(\.self).map { Chip($0, words) })
            })
        let head: Set<PersonField> = isOwn ? [.name] : [.name, .status, .pronouns]
        for field in PersonField.allCases where !head.contains(field) {
            guard let value = person.values[field], field != .kind || value != "person" else {
                continue
            }
            // A part that the name shows anyway is not said twice.
            if PersonField.partsOfName.contains(field), person.name.contains(value) { continue }
            let isTheirs = isOwn && field.isOwn || !isOwn
            add(
                field.rawValue, [Value(text: words.value(value, of: field.rawValue))],
                note: isTheirs ? nil : words.say("people_coordinator_changes"))
        }
        for field in missed { addMissing(words.builtIn(field), field.input) }
        for field in ownFields {
            guard let values = person.ownFields[field.code] else {
                if mayManage, field.isMissed(of: person) { addMissing(field.name, field.formName) }
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

    private static func chips(_ kind: ReachKind, _ bar: ReachBar?, _ words: Wording) -> [Chip] {
        var chips: [Chip] = []
        if kind != .home { chips.append(Chip(words.say("people_kind_\(kind.rawValue)"), "")) }
        if let bar { chips.append(Chip(bar, words)) }
        return chips
    }
}

extension BuiltInField {
    /// The id of its input in the form of a contact.
    fileprivate var input: String { self == .postcode ? "address-postcode" : formName }
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

extension ReachState {
    /// The state alone as what speaks against using something; nil where nothing does.
    var bar: ReachBar? { isUsable ? nil : .state(self) }
}

extension Chip {
    /// Why something may not be used.
    init(_ bar: ReachBar, _ words: Wording) { self.init(words.bar(bar), "warn") }
}

extension Wording {
    /// Why something may not be used, in a few words.
    func bar(_ bar: ReachBar) -> String {
        switch bar {
        case .state(let state): stateName(state.rawValue)
        case .wish(let wish): say("people_wish_\(wish.rawValue)")
        }
    }

    /// That none of several can be used, and why; nil where one can, or there is none.
    func noneUsable(_ key: String, _ bars: [ReachBar?]) -> String? {
        guard !bars.isEmpty, !bars.contains(nil) else { return nil }
        var seen: Set<ReachBar> = []
        let all = bars.compactMap(\.self).filter { seen.insert($0).inserted }
        return say(key, ["why": list(all.map { self.bar($0) })])
    }
}
