import Foundation
import Mustache

/// A language that pages come in.
public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case spanish = "es"

    /// The one that a person has chosen: `en`, `es`, also with a region; nil for any other text.
    public init?(chosen: String) {
        self.init(rawValue: String(chosen.prefix { $0 != "-" && $0 != "_" }).lowercased())
    }

    /// The best one for what a browser says it likes.
    init(accepting header: String?) {
        for part in (header ?? "").split(separator: ",") {
            let tag = part.split(separator: ";").first?.split(separator: "-").first ?? ""
            let code = tag.trimmingCharacters(in: .whitespaces).lowercased()
            if let language = Language(rawValue: code) {
                self = language
                return
            }
        }
        self = .english
    }
}

/// Everything the pages say, in every language.
///
/// `Languages/<code>/<feature>.txt` has one message a line, `key = text`. Placeholders are `{name}`; a
/// message that depends on a number has two lines, `key.one` and `key.other`, with `{count}`.
public struct Catalogue: Sendable {
    let messages: [Language: [String: String]]
    let sentences: [Language: Sentences]

    /// Reads the languages that come with the program.
    static func ofProgram() throws -> Catalogue {
        let folder = try Resources.folder("Languages")
        var messages: [Language: [String: String]] = [:]
        for file in try Resources.files(in: folder, ending: "txt") {
            let code = file.name.split(separator: "/").first.map(String.init) ?? ""
            guard let language = Language(rawValue: code) else {
                throw CatalogueFault(what: "\(file.name).txt is in no language of the program")
            }
            try Self.add(
                String(decoding: file.data, as: UTF8.self), of: file.name,
                to: &messages[language, default: [:]])
        }
        var sentences: [Language: Sentences] = [:]
        for file in try Resources.files(in: Resources.folder("Sentences"), ending: "txt") {
            guard let language = Language(rawValue: file.name) else {
                throw CatalogueFault(what: "Sentences/\(file.name).txt is of no language")
            }
            sentences[language] = try Sentences(
                String(decoding: file.data, as: UTF8.self), of: "Sentences/\(file.name).txt")
        }
        return Catalogue(messages: messages, sentences: sentences)
    }

    private static func add(_ text: String, of name: String, to messages: inout [String: String])
        throws
    {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let equals = line.firstRange(of: " = ") else {
                throw CatalogueFault(what: "\(name).txt has a line without “ = ”: \(line)")
            }
            let key = String(line[..<equals.lowerBound])
            guard messages.updateValue(String(line[equals.upperBound...]), forKey: key) == nil
            else { throw CatalogueFault(what: "\(name).txt says “\(key)” once more") }
        }
    }

    /// The keys of a language, for tests.
    func keys(_ language: Language) -> Set<String> { Set(messages[language, default: [:]].keys) }

    /// The messages of a language, with moments written in a time zone.
    func wording(_ language: Language, in zone: TimeZone = .current) -> Wording {
        Wording(
            language: language, zone: zone, messages: messages[language, default: [:]],
            sentences: sentences[language] ?? Sentences())
    }
}

/// What the pages say in one language.
///
/// Templates reach a message as `{{t.key}}`.
struct Wording: MustacheParent, Sendable {
    let language: Language
    /// The time zone in which moments are written that have none of their own: the chapter's.
    let zone: TimeZone
    let messages: [String: String]
    let sentences: Sentences

    func child(named name: String) -> Any? { say(name) }

    /// A message with its placeholders filled in.
    ///
    /// A missing message shows its key.
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
        var text = messages[key] ?? "⟨\(key)⟩"
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// A message that depends on a number.
    func count(_ key: String, _ count: Int, _ values: [String: String] = [:]) -> String {
        var values = values
        values["count"] = number(count)
        return say(count == 1 ? "\(key).one" : "\(key).other", values)
    }

    /// A whole number with its separators.
    func number(_ number: Int) -> String { number.formatted(.number.locale(locale)) }

    /// Names or words as a sentence lists them.
    func list(_ items: [String]) -> String { items.formatted(.list(type: .and).locale(locale)) }

    /// How dates and numbers are written.
    var locale: Locale { Locale(identifier: language.rawValue) }
}

/// The catalogue cannot be used.
struct CatalogueFault: Error, CustomStringConvertible {
    let what: String
    var description: String { "The catalogue of messages is wrong: \(what)." }
}
