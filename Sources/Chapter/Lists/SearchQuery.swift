import Foundation

/// What people are looked for by: conditions that are joined with *and*, *or* and *none of*.
///
/// An empty query fits everybody. A query can be kept as text, with conditions that are not
/// complete yet; only asking for people with it needs all of them complete.
public struct SearchQuery: Hashable, Sendable {
    /// The outermost group.
    public var root: SearchGroup

    /// Groups lie in each other at most so deep: deeper ones nobody reads.
    public static let deepest = 5
    /// So many conditions are in one query, those of searches that it uses included.
    public static let conditionsAtMost = 50
    /// So many bytes of text a query is kept in.
    public static let bytesAtMost = 20_000

    /// A query of a group.
    public init(_ root: SearchGroup = SearchGroup(.all, [])) { self.root = root }

    /// All of these conditions.
    public init(all conditions: [SearchCondition]) {
        root = SearchGroup(.all, conditions.map { .condition($0) })
    }

    /// Nobody of itself: on a list that asks this are only those who were put in by hand.
    public static let byHand = SearchQuery(all: [SearchCondition(.nobody, .known)])

    /// Whether a list that asks this is made by hand alone.
    public var isByHand: Bool {
        guard root.joins != .none, root.parts.count == 1,
            case .condition(let condition) = root.parts[0]
        else { return false }
        return condition.about == .nobody && !condition.isNot
    }

    /// Whether it asks for nothing.
    public var isEmpty: Bool { conditions.isEmpty }

    /// All conditions, from the first to the last as they are read.
    public var conditions: [SearchCondition] { root.conditions }

    /// The same query without some of its conditions.
    public func without(_ conditions: Set<SearchCondition>) -> SearchQuery {
        SearchQuery(root.without(conditions))
    }

    /// The same query and one more condition that must fit.
    public func and(_ condition: SearchCondition) -> SearchQuery {
        and([condition])
    }

    /// The same query and more conditions that must fit.
    public func and(_ conditions: [SearchCondition]) -> SearchQuery {
        let more = conditions.map { SearchPart.condition($0) }
        guard root.joins != .all else {
            return SearchQuery(SearchGroup(.all, root.parts + more))
        }
        return SearchQuery(
            SearchGroup(.all, (root.parts.isEmpty ? [] : [.group(root)]) + more))
    }
}

/// Conditions and groups that belong together.
public struct SearchGroup: Hashable, Sendable, Codable {
    /// How the parts are joined.
    public enum Joins: String, CaseIterable, Hashable, Sendable, Codable {
        /// Each of them fits.
        case all
        /// At least one of them fits.
        case any
        /// None of them fits.
        case none
    }

    /// How the parts are joined.
    public var joins: Joins
    /// The parts; a group without any narrows nothing down.
    public var parts: [SearchPart]

    /// Parts that are joined.
    public init(_ joins: Joins, _ parts: [SearchPart]) {
        self.joins = joins
        self.parts = parts
    }

    /// All conditions in it, those of groups inside included.
    public var conditions: [SearchCondition] {
        parts.flatMap { part in
            switch part {
            case .condition(let condition): [condition]
            case .group(let group): group.conditions
            }
        }
    }

    fileprivate func without(_ conditions: Set<SearchCondition>) -> SearchGroup {
        SearchGroup(
            joins,
            parts.compactMap { part in
                switch part {
                case .condition(let condition): conditions.contains(condition) ? nil : part
                case .group(let group): .group(group.without(conditions))
                }
            })
    }

    /// How many groups lie in each other, this one included.
    var depth: Int {
        let inner = parts.map { part in
            if case .group(let group) = part { group.depth } else { 0 }
        }
        return 1 + (inner.max() ?? 0)
    }
}

/// A condition, or a group of them.
public indirect enum SearchPart: Hashable, Sendable {
    /// One condition.
    case condition(SearchCondition)
    /// Several, joined.
    case group(SearchGroup)
}

extension SearchPart: Codable {
    private enum Key: String, CodingKey { case joins }

    /// Reads a group where something is joined, otherwise a condition.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self =
            container.contains(.joins)
            ? .group(try SearchGroup(from: decoder))
            : .condition(try SearchCondition(from: decoder))
    }

    /// Writes the group or the condition itself.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .condition(let condition): try condition.encode(to: encoder)
        case .group(let group): try group.encode(to: encoder)
        }
    }
}

extension SearchQuery: Codable {
    /// Reads the outermost group.
    public init(from decoder: any Decoder) throws { root = try SearchGroup(from: decoder) }

    /// Writes the outermost group.
    public func encode(to encoder: any Encoder) throws { try root.encode(to: encoder) }

    /// Reads a query from its text; a text that is none, is too long or too deep is refused.
    public static func reading(_ text: String) -> Result<SearchQuery, Refusal> {
        guard text.utf8.count <= bytesAtMost, nesting(of: text) <= deepest * 4 else {
            return .failure(.tooLongSearch)
        }
        guard let query = try? JSONDecoder().decode(SearchQuery.self, from: Data(text.utf8)) else {
            return .failure(
                .invalid(
                    "query",
                    "This search cannot be read. Build it anew from its conditions."))
        }
        return .success(query)
    }

    /// The query as text: JSON, the same for the same query.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, numbers and names of cases: nothing in it can fail to be written.
        let data = (try? encoder.encode(self)) ?? Data("{\"joins\":\"all\",\"parts\":[]}".utf8)
        return String(decoding: data, as: UTF8.self)
    }

    /// How deep brackets lie in each other, so that no text sends the decoder down forever.
    private static func nesting(of text: String) -> Int {
        var (depth, deepest) = (0, 0)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
            deepest = max(deepest, depth)
        }
        return deepest
    }
}

extension Refusal {
    /// More than a search can hold.
    static let tooLongSearch = Refusal.invalid(
        "query",
        "A search has up to \(SearchQuery.conditionsAtMost) conditions in groups up to "
            + "\(SearchQuery.deepest) deep. Take some out, or use a saved search for a part of it.")
}
