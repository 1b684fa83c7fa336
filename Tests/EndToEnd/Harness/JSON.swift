import Foundation

/// Any JSON value that the program has printed or answered.
enum JSON: Hashable, Sendable, Codable {
    case null
    case flag(Bool)
    case number(Int)
    case fraction(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    /// Reads exactly one value.
    init(_ data: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(JSON.self, from: Data(data))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int.self) {
            self = .number(value)
        } else if let value = try? container.decode(Double.self) {
            self = .fraction(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .list(value)
        } else if container.decodeNil() {
            self = .null
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .fraction(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The value under a key; null where there is none.
    subscript(key: String) -> JSON {
        guard case .object(let fields) = self else { return .null }
        return fields[key] ?? .null
    }

    /// The keys of an object, sorted.
    var keys: [String] {
        guard case .object(let fields) = self else { return [] }
        return fields.keys.sorted()
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    var number: Int? { if case .number(let value) = self { value } else { nil } }
    var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
    var list: [JSON] { if case .list(let values) = self { values } else { [] } }

    /// The text under a key, which must be there.
    func text(_ key: String) throws -> String {
        guard let text = self[key].text else { throw Trouble("No text “\(key)” in \(self).") }
        return text
    }

    /// The number under a key, which must be there.
    func number(_ key: String) throws -> Int {
        guard let number = self[key].number else { throw Trouble("No number “\(key)” in \(self).") }
        return number
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: JSON...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
