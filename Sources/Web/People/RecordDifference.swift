import Chapter
import Federation
import Foundation

/// A part of a record that two people changed at once: one keeps theirs or one's own.
struct RecordDifference: Sendable {
    /// What the part is called on the page.
    let legend: String
    /// The name under which the choice is sent.
    let name: String
    let theirs: String
    let theirsBy: String
    let mine: String
}

/// What to tell somebody whose record was changed meanwhile.
struct RecordConflict: Sendable {
    /// Who changed it and when.
    let heading: String
    /// Where both have changed the same.
    let differences: [RecordDifference]
    let hasDifferences: Bool
    /// What only the others have changed, taken over into the form; nil for nothing.
    let taken: String?
}

extension RecordDraft {
    /// Brings in what others did since the editing began.
    ///
    /// What only they have changed is taken over. Where both have changed the same, both are shown
    /// and what was typed stays in the form. The draft then begins with the record as it is now.
    mutating func merge(_ meanwhile: MemberMeanwhile, _ words: Wording) -> RecordConflict {
        let (then, now) = (meanwhile.then, meanwhile.now)
        var differences: [RecordDifference] = []
        var taken: [String] = []
        func compare(
            _ column: String, _ name: String, _ texts: (then: String, now: String, mine: String)
        ) -> Bool {
            guard texts.then != texts.now, texts.mine != texts.now else { return false }
            guard texts.mine != texts.then else {
                taken.append(words.fieldInside(column))
                return true
            }
            let change = meanwhile.changes.first { $0.field == column }
            func shown(_ text: String) -> String {
                text.isEmpty ? words.say("people_empty") : words.value(text, of: column)
            }
            differences.append(
                RecordDifference(
                    legend: words.field(column), name: name, theirs: shown(texts.now),
                    theirsBy: change.map { "\(words.actor($0)), \(words.moment($0.at))" } ?? "",
                    mine: shown(texts.mine)))
            return false
        }
        for field in PersonField.allCases {
            guard let mine = values[field] else { continue }
            let texts = (then.values[field] ?? "", now.values[field] ?? "", mine.trimmed)
            if compare(field.rawValue, field.jsonKey, texts) {
                values[field] = now.values[field] ?? ""
            }
        }
        if compare("email", "emails", (then.emails.shown, now.emails.shown, emails.shown)) {
            emails = now.emails
        }
        if compare("phone", "phones", (then.phones.shown, now.phones.shown, phones.shown)) {
            phones = now.phones
        }
        if compare(
            "address", "addresses", (then.addresses.shown, now.addresses.shown, addresses.shown))
        {
            addresses = now.addresses
        }
        if compare(
            "messenger", "messengers",
            (then.messengers.shown, now.messengers.shown, messengers.shown))
        {
            messengers = now.messengers
        }
        if compare(
            "own field", "ownFields", (then.ownFields.shown, now.ownFields.shown, ownFields.shown))
        {
            ownFields = now.ownFields
        }
        if compare(
            "external id", "externalIDs",
            (then.externalIDs.shown, now.externalIDs.shown, externalIDs.shown))
        {
            externalIDs = now.externalIDs
        }
        version = now.version
        let newest = meanwhile.changes.first
        return RecordConflict(
            heading: words.say(
                "people_meanwhile",
                [
                    "who": newest.map { words.actor($0) } ?? words.say("people_gone"),
                    "when": newest.map { words.moment($0.at) } ?? "",
                ]),
            differences: differences, hasDifferences: !differences.isEmpty,
            taken: taken.isEmpty
                ? nil : words.say("people_taken_over", ["fields": words.list(taken)]))
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension [Email] {
    fileprivate var shown: String {
        map { "\($0.address)\($0.state.rest)" }.joined(separator: ", ")
    }
}

extension [Phone] {
    fileprivate var shown: String { map { "\($0.number)\($0.state.rest)" }.joined(separator: ", ") }
}

extension [PostalAddress] {
    fileprivate var shown: String {
        map { address in
            [
                address.line1, address.line2, address.postcode, address.city, address.region,
                address.country,
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }.joined(separator: ", ")
    }
}

extension [Messenger] {
    fileprivate var shown: String {
        map { "\($0.service.rawValue) \($0.handle)\($0.state.rest)" }.joined(separator: ", ")
    }
}

extension [String: [String]] {
    fileprivate var shown: String {
        sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.filter { !$0.isBlank }) }.filter { !$0.1.isEmpty }
            .map { "\($0.0): \($0.1.joined(separator: ", "))" }.joined(separator: "; ")
    }
}

extension [ExternalID] {
    fileprivate var shown: String { map { "\($0.scheme) \($0.value)" }.joined(separator: ", ") }
}

extension ReachState {
    fileprivate var rest: String { self == .ok ? "" : " (\(rawValue))" }
}
