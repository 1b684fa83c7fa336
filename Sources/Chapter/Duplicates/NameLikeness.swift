/// How alike the names of two people are.
enum NameLikeness: Hashable, Sendable {
    case same
    case swapped
    case within
    case nickname
    case initials
    case similar
    case sameGiven
    case differentGiven
    case different

    /// Compares the folded words of two names.
    static func of(_ left: [String], _ right: [String]) -> NameLikeness {
        let (left, right) = (withoutTitles(left), withoutTitles(right))
        guard !left.isEmpty, !right.isEmpty else { return .different }
        if left == right { return .same }
        if left.sorted() == right.sorted() { return .swapped }
        if left.count == 1 || right.count == 1 { return ofSingleWords(left, right) }
        let straight = ofWholeNames(left, right)
        guard straight.rank > 2, let last = right.last else { return straight }
        let turned = ofWholeNames(left, [last] + right.dropLast())
        return turned.rank < straight.rank && turned != .differentGiven ? turned : straight
    }

    private static func ofSingleWords(_ left: [String], _ right: [String]) -> NameLikeness {
        if left.count == 1, right.count == 1 {
            return GivenName.of(left[0], right[0]) == .similar ? .similar : .different
        }
        let (one, words) = left.count == 1 ? (left[0], right) : (right[0], left)
        return words.contains(one) ? .sameGiven : .different
    }

    private static func ofWholeNames(_ left: [String], _ right: [String]) -> NameLikeness {
        let given = GivenName.of(left[0], right[0])
        let family = familyLikeness(Array(left.dropFirst()), Array(right.dropFirst()))
        switch (given, family) {
        case (.equal, .equal):
            let (short, long) = left.count < right.count ? (left, right) : (right, left)
            return short.allSatisfy { long.contains($0) } ? .within : .similar
        case (.nickname, .equal): return .nickname
        case (.initial, .equal): return .initials
        case (.equal, .similar), (.similar, .equal), (.nickname, .similar), (.similar, .similar):
            return .similar
        case (.different, .equal): return .differentGiven
        case (.equal, .different): return .sameGiven
        default: return .different
        }
    }

    private enum Family { case equal, similar, different }

    private static func familyLikeness(_ left: [String], _ right: [String]) -> Family {
        if left.contains(where: right.contains) { return .equal }
        let isSimilar = left.contains { one in right.contains { areSimilar(one, $0) } }
        return isSimilar ? .similar : .different
    }

    /// The better, the smaller.
    private var rank: Int {
        switch self {
        case .same: 0
        case .swapped: 1
        case .within: 2
        case .nickname: 3
        case .initials: 4
        case .similar: 5
        case .sameGiven: 6
        case .differentGiven: 7
        case .different: 8
        }
    }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "mx", "dr", "prof", "sr", "sra", "srta", "don", "dona", "herr", "frau",
        "mme", "mlle", "jr", "de", "del", "da", "do", "dos", "das", "di", "du", "la", "las", "los",
        "le", "van", "von", "der", "den", "y", "e", "i", "und",
    ]

    /// The words without titles and without the little words between names, as long as two are
    /// left.
    private static func withoutTitles(_ words: [String]) -> [String] {
        guard words.count > 2 else { return words }
        let bare = words.filter { !titles.contains($0) }
        return bare.count < 2 ? words : bare
    }
}

/// How alike two first names are.
enum GivenName {
    case equal
    case nickname
    case initial
    case similar
    case different

    /// Compares two folded words.
    static func of(_ left: String, _ right: String) -> GivenName {
        if left == right { return .equal }
        let (short, long) = left.utf8.count < right.utf8.count ? (left, right) : (right, left)
        if short.count == 1 { return long.hasPrefix(short) ? .initial : .different }
        if Nicknames.areOne(left, right) { return .nickname }
        if differInEndingAlone(short, long) { return .different }
        return areSimilar(left, right) ? .similar : .different
    }

    /// Mario and Maria, Daniel and Daniela are two people.
    private static func differInEndingAlone(_ short: String, _ long: String) -> Bool {
        let vowels: Set<Character> = ["a", "e", "i", "o"]
        guard let last = long.last, vowels.contains(last) else { return false }
        if long.dropLast() == short { return true }
        guard let other = short.last, vowels.contains(other) else { return false }
        return short.count == long.count && short.dropLast() == long.dropLast()
    }
}

/// From this likeness on two words are two spellings of one.
private let spellingLikeness = 0.88

/// Whether two folded words may be two spellings of one; short ones must be the same.
func areSimilar(_ left: String, _ right: String) -> Bool {
    guard min(left.utf8.count, right.utf8.count) >= 3 else { return false }
    return jaroWinkler(Array(left.unicodeScalars), Array(right.unicodeScalars)) >= spellingLikeness
}

/// The likeness of two words after Jaro and Winkler, from 0 to 1: common letters near each other
/// count, and a common beginning counts more.
func jaroWinkler(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Double {
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    let reach = max(0, max(left.count, right.count) / 2 - 1)
    var taken = [Bool](repeating: false, count: right.count)
    var matched: [Unicode.Scalar] = []
    for (index, scalar) in left.enumerated() {
        let from = max(0, index - reach)
        let through = min(right.count - 1, index + reach)
        guard from <= through else { continue }
        for place in from...through where !taken[place] && right[place] == scalar {
            taken[place] = true
            matched.append(scalar)
            break
        }
    }
    guard !matched.isEmpty else { return 0 }
    let others = right.indices.filter { taken[$0] }.map { right[$0] }
    let swaps = zip(matched, others).count { $0 != $1 }
    let common = Double(matched.count)
    let jaro =
        (common / Double(left.count) + common / Double(right.count)
            + (common - Double(swaps) / 2) / common) / 3
    let beginning = zip(left, right).prefix(4).prefix { $0 == $1 }.count
    return jaro + Double(beginning) * 0.1 * (1 - jaro)
}
