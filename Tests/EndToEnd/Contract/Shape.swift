/// What a JSON value of the contract looks like.
indirect enum Shape: Sendable {
    case text
    case number
    /// A whole number or a fraction.
    case amount
    case flag
    /// So many hexadecimal digits.
    case hex(Int)
    /// A decimal number as text.
    case id
    /// ISO 8601 with an offset.
    case moment
    /// One of these texts.
    case word([String])
    case nullable(Shape)
    case list(Shape)
    /// Any keys with values of one shape.
    case map(Shape)
    /// At least these keys: the contract may grow.
    case object([String: Shape])

    /// Where a value differs, in words; nothing where it does not.
    func differences(_ value: JSON, at place: String = "$") -> [String] {
        switch self {
        case .text: value.text == nil ? ["\(place) is no text: \(value)"] : []
        case .number: value.number == nil ? ["\(place) is no whole number: \(value)"] : []
        case .flag: value.flag == nil ? ["\(place) is neither true nor false: \(value)"] : []
        case .amount:
            if case .fraction = value { [] } else { Shape.number.differences(value, at: place) }
        case .hex(let count): checked(value, place, "\(count) digits") { Self.isHex($0, count) }
        case .id: checked(value, place, "a number as text") { UInt64($0) != nil }
        case .moment: checked(value, place, "a moment with an offset", Self.isMoment)
        case .word(let words): checked(value, place, "one of \(words)") { words.contains($0) }
        case .nullable(let shape): value == .null ? [] : shape.differences(value, at: place)
        case .list(let shape): listDifferences(value, place, shape)
        case .map(let shape): mapDifferences(value, place, shape)
        case .object(let fields): objectDifferences(value, place, fields)
        }
    }

    private func checked(
        _ value: JSON, _ place: String, _ what: String, _ isRight: (String) -> Bool
    ) -> [String] {
        guard let text = value.text, isRight(text) else {
            return ["\(place) is not \(what): \(value)"]
        }
        return []
    }

    private func listDifferences(_ value: JSON, _ place: String, _ shape: Shape) -> [String] {
        guard case .list(let values) = value else { return ["\(place) is no list: \(value)"] }
        return values.enumerated().flatMap { shape.differences($1, at: "\(place)[\($0)]") }
    }

    private func mapDifferences(_ value: JSON, _ place: String, _ shape: Shape) -> [String] {
        guard case .object(let values) = value else { return ["\(place) is no object: \(value)"] }
        return values.flatMap { shape.differences($1, at: "\(place).\($0)") }
    }

    private func objectDifferences(
        _ value: JSON, _ place: String, _ fields: [String: Shape]
    ) -> [String] {
        guard case .object(let values) = value else { return ["\(place) is no object: \(value)"] }
        return fields.sorted { $0.key < $1.key }.flatMap { key, shape in
            guard let value = values[key] else { return ["\(place).\(key) is missing"] }
            return shape.differences(value, at: "\(place).\(key)")
        }
    }

    private static func isHex(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    private static func isMoment(_ text: String) -> Bool {
        text.wholeMatch(
            of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?(Z|[+-]\d\d:\d\d)/) != nil
    }
}

extension Shape {
    static let chapter = Shape.hex(64)
    static let object = Shape.hex(32)

    static let link = Shape.object([
        "chapterID": .chapter, "name": .text, "lastHeard": .nullable(.moment),
        "forked": .flag, "returning": .flag, "withstoodFork": .flag,
        "state": .word([
            "unconfirmed", "waiting", "connected", "unreachable", "blocked", "left",
        ]),
        "theyHave": .number, "theyWrote": .number, "weHave": .number,
    ])
    static let meeting = Shape.object([
        "meetingID": .object, "chapterID": .chapter, "title": .text, "start": .moment,
        "end": .moment, "place": .text, "audience": .word(["chapter", "linked", "public"]),
        "cancelled": .flag, "headCount": .nullable(.number),
    ])
    static let badRow = Shape.object(["row": .number, "reason": .text])
    static let importing = Shape.object([
        "importID": .id, "new": .number, "updated": .number, "unchanged": .number,
        "conflicting": .number, "failed": .list(.badRow), "seconds": .amount,
        "organizations": .number, "ties": .number, "positions": .number, "periods": .number,
    ])
    static let event = Shape.object([
        "eventID": .chapter, "chapterID": .chapter, "epoch": .number, "seq": .number,
        "previous": .chapter, "time": .moment, "kind": .number, "name": .text, "size": .number,
    ])
}
