/// How likely it is that two contacts are one, from 0 to 100, and why.
///
/// The reasons are what the score is the sum of, so a person can follow it.
public struct DuplicateScore: Hashable, Sendable {
    /// The sum of the weights, from 0 to 100.
    public let points: Int
    /// What was found, the weightiest first.
    public let reasons: [DuplicateReason]

    /// From this on a pair is shown.
    public static let threshold = 50

    /// What each finding counts; below zero what speaks against.
    static let weights: [DuplicateReason: Int] = [
        .sameEmail: 50, .samePhone: 35, .sameBirthDate: 25, .sameHome: 20,
        .sameName: 45, .sameWords: 42, .longerName: 36, .nickname: 33, .initials: 31,
        .similarName: 30, .sameGivenName: 5, .nothingElse: 10,
        .differentBirthDate: -40, .differentGivenName: -70, .differentName: -20,
    ]

    /// What the same name counts when it is a single word: many are called Maria.
    static let singleWord = 25
    /// What the same name counts for organizations, which choose theirs.
    static let organizationName = 60

    /// Whether the pair is worth showing.
    public var isShown: Bool { points >= DuplicateScore.threshold }

    /// Compares two contacts; nil for two of different kinds and for households.
    static func of<Key>(_ left: ComparedFacts<Key>, _ right: ComparedFacts<Key>) -> DuplicateScore?
    {
        guard left.kind == right.kind, left.kind != .household else { return nil }
        var found: [(DuplicateReason, Int)] = []
        func find(_ reason: DuplicateReason, _ weight: Int? = nil) {
            found.append((reason, weight ?? weights[reason] ?? 0))
        }
        if left.emails.contains(where: right.emails.contains) { find(.sameEmail) }
        if left.phones.contains(where: right.phones.contains) { find(.samePhone) }
        if left.homes.contains(where: right.homes.contains) { find(.sameHome) }
        if left.kind == .organization {
            organizationNames(left.name, right.name).map { find($0.0, $0.1) }
        } else {
            let likeness = NameLikeness.of(left.name, right.name)
            let isSingle = left.name.count == 1
            find(reason(likeness), likeness == .same && isSingle ? singleWord : nil)
            let isSame = likeness == .same || likeness == .swapped
            if isSame, !left.canBeToldFrom(right) { find(.nothingElse) }
        }
        if let one = left.birthDate, let other = right.birthDate {
            if one == other {
                find(.sameBirthDate)
            } else if !isSlip(one, other) {
                find(.differentBirthDate)
            }
        }
        let points = found.reduce(0) { $0 + $1.1 }
        let sorted = found.enumerated().sorted {
            ($1.element.1, $0.offset) < ($0.element.1, $1.offset)
        }
        return DuplicateScore(
            points: min(100, max(0, points)), reasons: sorted.map(\.element.0))
    }

    private static func reason(_ likeness: NameLikeness) -> DuplicateReason {
        switch likeness {
        case .same: .sameName
        case .swapped: .sameWords
        case .within: .longerName
        case .nickname: .nickname
        case .initials: .initials
        case .similar: .similarName
        case .sameGiven: .sameGivenName
        case .differentGiven: .differentGivenName
        case .different: .differentName
        }
    }

    private static let legalForms: Set<String> = [
        "inc", "ltd", "llc", "plc", "corp", "co", "gmbh", "ag", "kg", "ev", "sa", "sl", "slu",
        "sas",
        "sarl", "lda", "bv", "the",
    ]

    private static func organizationNames(_ left: [String], _ right: [String])
        -> (DuplicateReason, Int?)?
    {
        func bare(_ name: [String]) -> [String] {
            let words = name.filter { !legalForms.contains($0) }
            return words.isEmpty ? name : words
        }
        let (left, right) = (bare(left), bare(right))
        if left == right { return (.sameName, organizationName) }
        if left.sorted() == right.sorted() { return (.sameWords, nil) }
        let (one, other) = (left.joined(), right.joined())
        return areSimilar(one, other) ? (.similarName, nil) : (.differentName, nil)
    }

    /// Whether one date is likely the other one mistyped: one digit, or day and month the other way
    /// round.
    ///
    /// Another decade is another generation.
    private static func isSlip(_ left: String, _ right: String) -> Bool {
        let (one, other) = (Array(left.utf8), Array(right.utf8))
        guard one.count == 10, other.count == 10 else { return false }
        if one[0..<3] == other[0..<3], zip(one, other).count(where: { $0 != $1 }) == 1 {
            return true
        }
        return one[0..<4] == other[0..<4] && one[5..<7] == other[8..<10]
            && one[8..<10] == other[5..<7]
    }
}
