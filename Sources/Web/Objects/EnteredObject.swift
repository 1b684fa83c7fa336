import Chapter
import Federation
import Foundation

/// A thing as a form sends it.
struct EnteredObject: Sendable {
    var version = 0
    var name = ""
    var values: [String: [String]] = [:]
    /// The reason for the history.
    var why = ""

    /// An empty form.
    init() {}

    /// The thing as it is.
    init(_ object: OwnObject) {
        (version, name, values) = (object.version, object.name, object.values)
    }

    /// What was sent; a part for which `keep` says “theirs” stays as it is in the thing now.
    init(_ form: Form, _ fields: [OwnField], now: OwnObject?) {
        version = Int(form["version"]) ?? 0
        name = form["name"]
        why = form["why"]
        values = Dictionary(uniqueKeysWithValues: fields.map { ($0.code, form.all($0.formName)) })
        guard let now else { return }
        if form["keep_name"] == "theirs" { name = now.name }
        for field in fields where form["keep_\(field.formName)"] == "theirs" {
            values[field.code] = now.values[field.code] ?? []
        }
    }
}

extension EnteredObject {
    /// Brings in what others did since the editing began.
    ///
    /// What only they have changed is taken over. Where both have changed the same, both are shown
    /// and what was typed stays in the form, which then begins with the thing as it is now.
    mutating func merge(
        _ now: OwnObject, _ fields: [OwnField], _ names: LinkedNames, _ words: Wording
    ) -> RecordConflict {
        let since = now.history.filter { $0.version > version }
        var differences: [RecordDifference] = []
        var taken: [String] = []
        /// Whether theirs is to be taken over.
        func compare(
            _ legend: String, _ name: String, _ changes: [OwnObject.Change],
            _ texts: (now: String, mine: String), _ shown: (String) -> String
        ) -> Bool {
            guard let first = changes.last, let latest = changes.first else { return false }
            let then = first.old ?? ""
            guard then != texts.now, texts.mine != texts.now else { return false }
            guard texts.mine != then else {
                taken.append(legend)
                return true
            }
            let who =
                MemberID(latest.actor) == nil
                ? words.say("people_operator") : latest.actorName
            let when = words.moment(Timestamp(milliseconds: latest.at))
            differences.append(
                RecordDifference(
                    legend: legend, name: name, theirs: shown(texts.now),
                    theirsBy: "\(who), \(when)", mine: shown(texts.mine)))
            return false
        }
        func text(_ text: String) -> String { text.isEmpty ? words.say("people_empty") : text }
        let named = since.filter { $0.code == nil && $0.field == "name" }
        let typed = name.trimmingCharacters(in: .whitespacesAndNewlines)
        if compare(words.say("objects_name"), "name", named, (now.name, typed), text) {
            name = now.name
        }
        for field in fields {
            let mine = values[field.code] ?? []
            let isTheirs = compare(
                field.name, field.formName, since.filter { $0.code == field.code },
                (
                    (now.values[field.code] ?? []).joined(separator: "; "),
                    mine.compactMap(\.asStored).joined(separator: "; ")
                )
            ) { value in
                guard !value.isEmpty, !field.isMany else { return text(OwnField.shown(value)) }
                return PersonFact.Value(value, of: field, words, names: names).text
            }
            if isTheirs { values[field.code] = now.values[field.code] ?? [] }
        }
        version = now.version
        let newest = since.first
        return RecordConflict(
            heading: words.say(
                "people_meanwhile",
                [
                    "who": newest.map {
                        MemberID($0.actor) == nil ? words.say("people_operator") : $0.actorName
                    } ?? words.say("people_gone"),
                    "when": newest.map { words.moment(Timestamp(milliseconds: $0.at)) } ?? "",
                ]),
            differences: differences, hasDifferences: !differences.isEmpty,
            taken: taken.isEmpty
                ? nil : words.say("people_taken_over", ["fields": words.list(taken)]))
    }
}

extension String {
    /// A value as it is kept: line ends are Unicode's; nil for nothing.
    fileprivate var asStored: String? {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty
            ? nil : text.replacing("\r\n", with: "\n").replacing("\n", with: "\u{2028}")
    }
}
