import Chapter

/// How pages say relations, positions and the days between which they hold.
extension Wording {
    /// How a relation reads in a direction; those that come with the program in the reader's
    /// language.
    func relation(_ type: RelationType, _ direction: RelationDirection) -> String {
        relation(type.code ?? "", direction, or: type.words(direction))
    }

    private func relation(_ code: String, _ direction: RelationDirection, or words: String)
        -> String
    {
        let key = code.replacing(" ", with: "_")
        return messages["relations_type_\(key)_\(direction.rawValue)"] ?? words
    }

    /// “1 February 2024 to 30 June 2025”, “since 1 February 2024”; nil where nothing is known.
    func span(from start: String?, to end: String?) -> String? {
        switch (start, end) {
        case (nil, nil): nil
        case (let start?, nil): say("relations_since", ["day": day(start)])
        case (nil, let end?): say("relations_until", ["day": day(end)])
        case (let start?, let end?):
            say("relations_from_to", ["from": day(start), "to": day(end)])
        }
    }

    /// A relation, a position, a point person or an agreement of history; nil for another field.
    func tie(_ value: String, of field: String) -> String? {
        if field == PointPersonText.field { return PointPersonText(value)?.name }
        if field == AgreementText.field {
            return AgreementText(value).map { agreement in
                let days = span(
                    from: agreement.startsOn.isEmpty ? nil : agreement.startsOn,
                    to: agreement.endsOn.isEmpty ? nil : agreement.endsOn)
                let signed =
                    agreement.signedOn.isEmpty
                    ? nil : say("agreements_signed_on", ["day": day(agreement.signedOn)])
                return [
                    agreement.title, agreement.capacity.isEmpty ? nil : agreement.capacity, days,
                    signed,
                ].compactMap { $0 }.joined(separator: ", ")
            }
        }
        guard TieText.fields.contains(field), let tie = TieText(value) else { return nil }
        let words = relation(
            tie.key, tie.isForward ? .forward : .backward, or: tie.words)
        let days = span(
            from: tie.startsOn.isEmpty ? nil : tie.startsOn,
            to: tie.endsOn.isEmpty ? nil : tie.endsOn)
        return [
            tie.otherName.isEmpty ? words : "\(words) \(tie.otherName)", days,
            tie.note.isEmpty ? nil : tie.note,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// What a contact is, in a word.
    func kind(_ kind: ContactKind) -> String { say("relations_kind_\(kind.rawValue)") }
}

/// A contact in a list, as something to press.
struct ContactLink: Sendable {
    let name: String
    /// Its page; nil for whoever may not see it.
    let leadsTo: String?

    init(name: String, leadsTo: String?) {
        self.name = name
        self.leadsTo = leadsTo
    }

    init(_ contact: ContactName) {
        name = contact.name
        leadsTo = "/people/\(contact.memberID)"
    }
}
